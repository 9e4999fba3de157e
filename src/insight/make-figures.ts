import type { Logger } from 'pino';
import type { OpenDatabase } from '../store/database.js';
import { addRows, type Query } from '../store/add-rows.js';
import { FIGURES } from '../store/figure-scopes.js';
import { FIGURES_DUE } from '../store/migrations/1764700000000-figures.js';
import type { PassageRow } from '../store/passage-rows.js';
import { amongOf, read } from '../store/read.js';
import type { CaseRow, EventRow } from '../store/rows.js';
import { remake, type Pinned } from '../verify/remade.js';
import { groupedBy } from './grouping.js';
import { addTo } from './spread.js';

const PAGE = 100;

const COLUMNS = {
  case_id: 'text',
  seq: 'bigint',
  workflow: 'text',
  agency: 'text',
  approval: 'text',
  place: 'text',
  from_stage: 'text',
  to_stage: 'text',
  act: 'text',
  reason: 'text',
  passed_at: 'bigint',
  days: 'bigint',
  promised_at: 'bigint',
  promise: 'text',
} as const satisfies { readonly [column in keyof PassageRow]: 'text' | 'bigint' };

/**
 * Figures of cases that were there before figures were kept: made from their logs, by the code that keeps them, all in one transaction in which
 * nobody else writes. Once in the life of a database, as the service starts.
 */
export async function makeFigures(database: OpenDatabase, pinned: Pinned, log: Logger): Promise<void> {
  const due = 'select name from facts where name = $1';
  if ((await read(database, due, [FIGURES_DUE])).length === 0) return;
  log.info('making the figures of the cases that are there already');
  await database.write(async (query) => {
    if (database.kind === 'postgres') await query('lock table cases in exclusive mode');
    // Another process that starts may have been first.
    if ((await query(due, [FIGURES_DUE])).length === 0) return;
    await query('delete from passages');
    for (const figure of FIGURES)
      await query('delete from counters where scope >= $1 and scope < $2', [`${figure}/`, `${figure}0`]);
    await makeAll(database, pinned, query);
    await query('delete from facts where name = $1', [FIGURES_DUE]);
  });
}

async function makeAll(database: OpenDatabase, pinned: Pinned, query: Query): Promise<void> {
  const counts = new Map<string, number>();
  const writing = { kind: database.kind, query };
  for (let last = ''; ;) {
    const sql = `select * from cases where id > $1 order by id limit ${PAGE}`;
    const cases = await read<CaseRow>(database, sql, [last]);
    if (cases.length === 0) break;
    const ids = cases.map(({ id }) => id);
    const logs = `select * from events where ${amongOf(database)('case_id', 1)} order by case_id, seq`;
    const events = groupedBy(await read<EventRow>(database, logs, [ids]), ({ case_id }) => case_id);
    const remade = cases.map((row) => remake(row, events.get(row.id) ?? [], pinned).rows);
    const passages = remade.flatMap((rows) => rows.passages);
    const names = Object.keys(COLUMNS) as (keyof PassageRow)[];
    await addRows(
      writing,
      'passages',
      COLUMNS,
      passages.map((row) => names.map((name) => row[name])),
    );
    for (const { counts: of } of remade)
      for (const [scope, n] of of)
        if (FIGURES.some((figure) => scope.startsWith(`${figure}/`))) addTo(counts, scope, n);
    last = ids.at(-1) ?? '';
  }
  const rows = [...counts].filter(([, n]) => n !== 0).map(([scope, n]) => [scope, 0, n]);
  await addRows(writing, 'counters', { scope: 'text', shard: 'bigint', n: 'bigint' }, rows);
}
