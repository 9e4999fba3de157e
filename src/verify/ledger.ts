import type { CaseState } from '../engine/index.js';
import type { ReadableDatabase } from '../store/database.js';
import { amongOf, read } from '../store/read.js';
import type { CaseRow, LedgerRow } from '../store/rows.js';

/** A stretch of time that is charged to one holder, epoch milliseconds. */
export interface Charged {
  readonly holder: string;
  readonly since: number;
  readonly until: number;
}

/** A case's ledger beside the wall clock, in milliseconds. */
export interface Sum {
  /** From the opening of the case until the instant of the audit. */
  readonly span: number;
  /** What its holders were charged with. */
  readonly charged: number;
  readonly holders: ReadonlyMap<string, number>;
  /** Why it does not hold: a gap, an overlap, or another sum. Null where every moment is charged to one holder. */
  readonly fault: string | null;
}

/** Adds up what a case's holders are charged with, the present one included. Every moment since the opening must be charged once. */
export function sumUp(openedAt: number, charged: readonly Charged[], until: number): Sum {
  const holders = new Map<string, number>();
  let [end, fault] = [openedAt, null as string | null];
  for (const { holder, since, until: to } of charged) {
    if (since !== end) fault ??= since > end ? 'a gap' : 'an overlap';
    holders.set(holder, (holders.get(holder) ?? 0) + to - since);
    end = to;
  }
  const sum = [...holders.values()].reduce((all, held) => all + held, 0);
  const span = until - openedAt;
  return { span, charged: sum, holders, fault: fault ?? (sum === span ? null : 'another sum') };
}

/** A case and its ledger, up to the last thing that happened in it. */
export interface Audited extends Sum {
  readonly reference: string;
  readonly entries: number;
}

const PAGE = 500;

/** The ledgers of all cases of a database, in the order of their opening. Each up to the last event of its case. */
export async function* auditLedgers(database: ReadableDatabase): AsyncGenerator<Audited> {
  const sql = `select * from cases where (opened_at, id) > ($1, $2) order by opened_at, id limit ${PAGE}`;
  let place: readonly [openedAt: number, id: string] = [-1, ''];
  for (;;) {
    const page = await read<CaseRow>(database, sql, place);
    const last = page.at(-1);
    if (!last) return;
    const ledgers = await ledgersOf(database, page);
    for (const row of page) yield audited(row, ledgers.get(row.id) ?? []);
    place = [last.opened_at, last.id];
  }
}

async function ledgersOf(database: ReadableDatabase, cases: readonly CaseRow[]): Promise<Map<string, LedgerRow[]>> {
  const sql = `select * from ledger where ${amongOf(database)('case_id', 1)} order by case_id, seq`;
  const rows = await read<LedgerRow>(database, sql, [cases.map(({ id }) => id)]);
  const byCase = new Map<string, LedgerRow[]>(cases.map(({ id }) => [id, []]));
  for (const row of rows) byCase.get(row.case_id)?.push(row);
  return byCase;
}

function audited({ reference, body, opened_at, updated_at }: CaseRow, ledger: readonly LedgerRow[]): Audited {
  const { charge } = JSON.parse(body) as CaseState;
  const until = Math.max(updated_at, charge.since);
  const charged = [...ledger, { ...charge, until }];
  return { reference, entries: ledger.length, ...sumUp(opened_at, charged, until) };
}
