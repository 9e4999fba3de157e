import type { CaseState } from '../engine/index.js';
import type { ReadableDatabase } from '../store/database.js';
import { amongOf, read } from '../store/read.js';
import { NUMBERED } from './rows-of.js';

const PAGE = 5000;

interface Numbered {
  readonly id: string;
  readonly case_id: string;
}

/** Rows that no arming of any case has the number of. They are looked for where there are more rows than were met: it reads all of a table. */
export async function unnumbered(
  database: ReadableDatabase,
  met: { readonly [table in (typeof NUMBERED)[number]]: number },
): Promise<string[]> {
  const failures: string[] = [];
  for (const table of NUMBERED) {
    const [row] = await read<{ n: number }>(database, `select count(*) as n from ${table}`, []);
    if (Number(row?.n) === met[table]) continue;
    failures.push(`the row ${await strayOf(database, table)} of ${table} comes from no event`);
  }
  return failures;
}

async function strayOf(database: ReadableDatabase, table: string): Promise<string> {
  for (let last = ''; ;) {
    const sql = `select id, case_id from ${table} where id > $1 order by id limit ${PAGE}`;
    const rows = await read<Numbered>(database, sql, [last]);
    if (rows.length === 0) return '?';
    const armings = await armingsOf(database, rows);
    const stray = rows.find(({ id, case_id }) => {
      const n = id.slice(case_id.length + 1);
      return id !== `${case_id}.${n}` || !/^[1-9]\d*$/.test(n) || Number(n) > (armings.get(case_id) ?? 0);
    });
    if (stray) return stray.id;
    last = rows.at(-1)?.id ?? '';
  }
}

async function armingsOf(database: ReadableDatabase, rows: readonly Numbered[]): Promise<Map<string, number>> {
  const ids = [...new Set(rows.map(({ case_id }) => case_id))];
  const sql = `select id, body from cases where ${amongOf(database)('id', 1)}`;
  const cases = await read<{ id: string; body: string }>(database, sql, [ids]);
  return new Map(cases.map(({ id, body }) => [id, (JSON.parse(body) as CaseState).armings]));
}
