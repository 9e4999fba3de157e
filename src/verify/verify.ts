import { canonicalJson, type CaseState } from '../engine/index.js';
import type { ReadableDatabase } from '../store/database.js';
import { amongOf, read } from '../store/read.js';
import type { CertificateRow, CertificateStandingRow } from '../store/certificate-rows.js';
import type { CaseRow, ClockRow, DeadlineRow, EscalationRow, EventRow, LedgerRow, TaskRow } from '../store/rows.js';
import { difference } from './compare.js';
import { remake, type Pinned, type Remade } from './remade.js';
import { wholeFailures, type Tally } from './whole.js';

/** What a check of all cases found. */
export interface Findings {
  readonly cases: number;
  readonly events: number;
  /** What does not fit, one sentence each, naming case and row; of a case only the first. */
  readonly failures: readonly string[];
}

const PAGE = 500;

type ByCase<R> = ReadonlyMap<string, readonly R[]>;

interface Rows {
  readonly events: ByCase<EventRow>;
  readonly tasks: ByCase<TaskRow>;
  readonly deadlines: ByCase<DeadlineRow>;
  readonly clocks: ByCase<ClockRow>;
  readonly ledger: ByCase<LedgerRow>;
  readonly escalations: ByCase<EscalationRow>;
  readonly certificates: ByCase<CertificateRow>;
  readonly standings: ByCase<CertificateStandingRow>;
  /** Whose child under which key a case is. */
  readonly places: ReadonlyMap<string, string>;
}

/**
 * Checks every case: its log is unbroken, replays under its pinned workflow and rules to the very state stored, and every row derived from
 * it says the same; no deadline fired early, twice or not at all; the time ledger has no gap. Then what is kept of all cases together.
 * Beside a service at work the database must be a snapshot. `progress` is told how many cases are done.
 */
export async function verifyAll(
  database: ReadableDatabase,
  pinned: Pinned,
  progress: (cases: number) => void = () => undefined,
): Promise<Findings> {
  const failures: string[] = [];
  const tally: Tally = { cases: 0, events: 0, links: 0, counts: new Map() };
  for (let last = ''; ;) {
    const page = await read<CaseRow>(database, `select * from cases where id > $1 order by id limit ${PAGE}`, [last]);
    if (page.length === 0) break;
    const rows = await rowsOf(database, page);
    for (const row of page) {
      const failure = failureOf(row, rows, pinned, tally);
      if (failure !== null) failures.push(`${row.reference} (${row.id}): ${failure}`);
    }
    last = page.at(-1)?.id ?? '';
    progress(tally.cases);
  }
  // Where a case cannot be made again, nothing can be said of all together.
  if (failures.length === 0) failures.push(...(await wholeFailures(database, tally)));
  return { cases: tally.cases, events: tally.events, failures };
}

async function rowsOf(database: ReadableDatabase, page: readonly CaseRow[]): Promise<Rows> {
  const among = amongOf(database);
  const ids = page.map(({ id }) => id);
  const grouped = async <R extends { case_id: string }>(table: string, order: string): Promise<ByCase<R>> => {
    const sql = `select * from ${table} where ${among('case_id', 1)} order by ${order}`;
    const groups = new Map<string, R[]>();
    for (const row of await read<R>(database, sql, [ids])) {
      const group = groups.get(row.case_id);
      if (group) group.push(row);
      else groups.set(row.case_id, [row]);
    }
    return groups;
  };
  const children = await read<CaseRow>(
    database,
    `select id, parent, key from cases where parent is not null and ${among('parent', 1)}`,
    [ids],
  );
  return {
    events: await grouped<EventRow>('events', 'case_id, seq'),
    tasks: await grouped<TaskRow>('tasks', 'id'),
    deadlines: await grouped<DeadlineRow>('deadlines', 'id'),
    clocks: await grouped<ClockRow>('clocks', 'name'),
    ledger: await grouped<LedgerRow>('ledger', 'seq'),
    escalations: await grouped<EscalationRow>('escalations', 'id'),
    certificates: await grouped<CertificateRow>('certificates', 'reference'),
    standings: await grouped<CertificateStandingRow>('certificate_standings', 'reference, seq'),
    places: new Map(children.map(({ id, parent, key }) => [id, `${parent} ${key}`])),
  };
}

function failureOf(row: CaseRow, rows: Rows, pinned: Pinned, tally: Tally): string | null {
  const log = rows.events.get(row.id) ?? [];
  tally.cases += 1;
  tally.events += log.length;
  try {
    const remade = remake(row, log, pinned);
    tally.links += Object.keys(remade.state.children).length;
    for (const [scope, n] of remade.rows.counts) tally.counts.set(scope, (tally.counts.get(scope) ?? 0) + n);
    return caseFailure(row, remade) ?? childFailure(remade.state, rows) ?? rowFailure(remade, rows);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function caseFailure(row: CaseRow, { state, rows, failures }: Remade): string | null {
  const [first] = failures;
  if (first !== undefined) return first;
  if (canonicalJson(state) !== canonicalJson(JSON.parse(row.body))) return 'its stored state is not what its log gives';
  // Compared as JSON already: its spelling does not matter.
  const expected = [...rows.opened.values()].map((one) => Object.assign({}, one, { body: row.body }));
  return difference({ table: 'cases', key: ['id'], expected, stored: [row] });
}

/** Every child that a case has opened is there, as its child under its key. */
function childFailure({ id, children }: CaseState, { places }: Rows): string | null {
  const lost = Object.entries(children).find(([key, link]) => places.get(link.id) !== `${id} ${key}`);
  return lost ? `its child ${lost[0]} is not there` : null;
}

function rowFailure({ state: { id }, rows: made }: Remade, rows: Rows): string | null {
  const tables = [
    { table: 'tasks', key: ['id'], expected: made.tasks.added.values(), stored: rows.tasks.get(id) },
    { table: 'deadlines', key: ['id'], expected: made.deadlines.added.values(), stored: rows.deadlines.get(id) },
    { table: 'clocks', key: ['name'], expected: made.clocks.values(), stored: rows.clocks.get(id) },
    { table: 'ledger', key: ['seq'], expected: made.ledger, stored: rows.ledger.get(id) },
    { table: 'escalations', key: ['id', 'watcher'], expected: made.escalations, stored: rows.escalations.get(id) },
    // Its signature is that of the key of its day: the log does not give it.
    {
      table: 'certificates',
      key: ['reference'],
      expected: made.certificates.map(({ signature: _byItsKey, ...said }) => said),
      stored: rows.certificates.get(id),
    },
    {
      table: 'certificate_standings',
      key: ['reference', 'seq'],
      expected: made.standings,
      stored: rows.standings.get(id),
    },
  ];
  for (const { stored = [], ...table } of tables) {
    const found = difference({ ...table, stored });
    if (found !== null) return found;
  }
  return null;
}
