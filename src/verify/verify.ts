import {
  canonicalJson,
  replay,
  type CaseRules,
  type CaseState,
  type LoadedWorkflow,
  type Opening,
  type StoredEvent,
} from '../engine/index.js';
import type { ReadableDatabase } from '../store/database.js';
import { amongOf, read } from '../store/read.js';
import type { CaseRow, ClockRow, DeadlineRow, EventRow, LedgerRow, TaskRow } from '../store/rows.js';

/** What a check of all cases found. */
export interface Findings {
  readonly cases: number;
  readonly events: number;
  /** What does not fit, one sentence a case, naming case and row. */
  readonly failures: readonly string[];
}

export type Pinned = (opening: Opening) => { readonly workflow: LoadedWorkflow; readonly rules: CaseRules };

const PAGE = 500;

interface Rows {
  readonly events: Map<string, EventRow[]>;
  readonly tasks: Map<string, TaskRow[]>;
  readonly deadlines: Map<string, DeadlineRow[]>;
  readonly clocks: Map<string, ClockRow[]>;
  readonly ledger: Map<string, LedgerRow[]>;
}

/**
 * Checks every case: its log is unbroken, replays under its pinned workflow and rules to the very state stored, and the rows derived from
 * it say the same. `progress` is told how many cases are done.
 */
export async function verifyAll(
  database: ReadableDatabase,
  pinned: Pinned,
  progress: (cases: number) => void = () => undefined,
): Promise<Findings> {
  const failures: string[] = [];
  let [cases, events, last] = [0, 0, ''];
  for (;;) {
    const page = await read<CaseRow>(database, `select * from cases where id > $1 order by id limit ${PAGE}`, [last]);
    if (page.length === 0) return { cases, events, failures };
    const rows = await rowsOf(database, page);
    for (const row of page) {
      events += rows.events.get(row.id)?.length ?? 0;
      const failure = failureOf(row, rows, pinned);
      if (failure !== null) failures.push(`${row.reference} (${row.id}): ${failure}`);
    }
    cases += page.length;
    last = page.at(-1)?.id ?? '';
    progress(cases);
  }
}

async function rowsOf(database: ReadableDatabase, page: readonly CaseRow[]): Promise<Rows> {
  const among = amongOf(database)('case_id', 1);
  const ids = page.map(({ id }) => id);
  const grouped = async <R extends { case_id: string }>(
    table: string,
    where: string,
    order: string,
  ): Promise<Map<string, R[]>> => {
    const rows = await read<R>(database, `select * from ${table} where ${among}${where} order by ${order}`, [ids]);
    const groups = new Map<string, R[]>();
    for (const row of rows) groups.set(row.case_id, [...(groups.get(row.case_id) ?? []), row]);
    return groups;
  };
  return {
    events: await grouped<EventRow>('events', '', 'case_id, seq'),
    tasks: await grouped<TaskRow>('tasks', ' and closed_at is null', 'id'),
    deadlines: await grouped<DeadlineRow>('deadlines', " and status in ('armed', 'paused')", 'id'),
    clocks: await grouped<ClockRow>('clocks', '', 'name'),
    ledger: await grouped<LedgerRow>('ledger', '', 'seq'),
  };
}

function failureOf(row: CaseRow, rows: Rows, pinned: Pinned): string | null {
  try {
    const state = replay((rows.events.get(row.id) ?? []).map(storedEvent), pinned);
    if (canonicalJson(state) !== canonicalJson(JSON.parse(row.body)))
      return 'its stored state is not what its log gives';
    return (
      columnsFailure(row, state) ?? derivedFailure(state, rows) ?? ledgerFailure(state, rows.ledger.get(row.id) ?? [])
    );
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A row of the log as the engine reads it. */
function storedEvent(row: EventRow): StoredEvent {
  return {
    case: row.case_id,
    seq: row.seq,
    rev: row.rev,
    type: row.type,
    actor: row.actor,
    post: row.post,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    data: JSON.parse(row.data),
    answers: JSON.parse(row.answers),
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

function columnsFailure(row: CaseRow, state: CaseState): string | null {
  const names = [
    'workflow',
    'version',
    'ruleset',
    'root',
    'parent',
    'key',
    'owner',
    'agency',
    'rev',
    'seq',
    'hash',
  ] as const;
  const wrong = names.find((name) => state[name] !== row[name]);
  return wrong === undefined ? null : `its column ${wrong} is not what its log gives`;
}

function derivedFailure(state: CaseState, rows: Rows): string | null {
  const task = ({ id, dueAt, assignee, rungs }: CaseState['tasks'][number]): string =>
    `${id} ${dueAt} ${assignee} ${rungs}`;
  const tasks = (rows.tasks.get(state.id) ?? []).map(
    ({ id, due_at, assignee, rungs }) => `${id} ${due_at} ${assignee} ${rungs}`,
  );
  if (!sameSet(state.tasks.map(task), tasks)) return 'its open tasks are not what its log gives';
  const deadlines = (rows.deadlines.get(state.id) ?? []).map(({ id, due_at, status }) => `${id} ${due_at} ${status}`);
  const armed = state.deadlines.map(({ id, dueAt }) => `${id} ${dueAt} ${dueAt === null ? 'paused' : 'armed'}`);
  if (!sameSet(armed, deadlines)) return 'its deadlines are not what its log gives';
  const clocks = (rows.clocks.get(state.id) ?? []).map(({ name, status, due_at }) => `${name} ${status} ${due_at}`);
  const runs = Object.values(state.clocks).map(({ name, status, dueAt }) => `${name} ${status} ${dueAt}`);
  return sameSet(runs, clocks) ? null : 'its clocks are not what its log gives';
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n');
}

/** Each moment since the opening is charged once: entries follow each other without gap up to the present holder. */
function ledgerFailure(state: CaseState, entries: readonly LedgerRow[]): string | null {
  let until = state.openedAt;
  for (const entry of entries) {
    if (entry.since !== until) return `its ledger has a gap or an overlap at entry ${entry.seq}`;
    until = entry.until;
  }
  return state.charge.since === until ? null : 'its ledger does not reach the present holder';
}
