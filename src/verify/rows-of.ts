import type { CaseState } from '../engine/index.js';
import type { CertificateRow, CertificateStandingRow } from '../store/certificate-rows.js';
import type { ReadableDatabase } from '../store/database.js';
import type { PassageRow } from '../store/passage-rows.js';
import { amongOf, read } from '../store/read.js';
import type { ClockRow } from '../store/clock-rows.js';
import type { CaseRow, DeadlineRow, EscalationRow, EventRow, LedgerRow, RankRow, TaskRow } from '../store/rows.js';
import type { SearchTermRow } from '../store/search-rows.js';

type ByCase<R> = ReadonlyMap<string, readonly R[]>;

/** A state of a case that is anchored. */
export interface LeafRow {
  readonly leaf: number;
  readonly case_id: string;
  readonly seq: number;
  readonly hash: string;
}

/** What the tables hold of a page of cases. */
export interface Rows {
  readonly events: ByCase<EventRow>;
  readonly tasks: ByCase<TaskRow>;
  readonly deadlines: ByCase<DeadlineRow>;
  readonly clocks: ByCase<ClockRow>;
  readonly ranks: ByCase<RankRow>;
  readonly terms: ByCase<SearchTermRow>;
  readonly ledger: ByCase<LedgerRow>;
  readonly passages: ByCase<PassageRow>;
  readonly escalations: ByCase<EscalationRow>;
  readonly leaves: ByCase<LeafRow>;
  readonly certificates: ByCase<CertificateRow>;
  readonly standings: ByCase<CertificateStandingRow>;
  /** Whose child under which key a case is. */
  readonly places: ReadonlyMap<string, string>;
}

/** What a case was once looked up by need not be kept. */
export const isLive = ({ live }: SearchTermRow): boolean => live === 1;

/** Tables whose rows are numbered with the armings of their case: `<case>.<n>`. */
export const NUMBERED = ['tasks', 'deadlines', 'escalations'] as const;

/**
 * Reads what belongs to a page of cases. Each read is one of keys: what is numbered with the armings of a case is asked for by those numbers,
 * for an index on the case would cost every command and serve nothing but this.
 */
export async function rowsOf(database: ReadableDatabase, page: readonly CaseRow[]): Promise<Rows> {
  const among = amongOf(database);
  const ids = page.map(({ id }) => id);
  const armed = page.flatMap(armingsOf);
  const ask = async <R extends object>(table: string, column: string, order: string): Promise<R[]> =>
    read<R>(database, `select * from ${table} where ${among(column, 1)} order by ${order}`, [
      column === 'id' ? armed : ids,
    ]);
  const children = await read<CaseRow>(
    database,
    `select id, parent, key from cases where parent is not null and ${among('parent', 1)}`,
    [ids],
  );
  const owner = ({ id }: { readonly id: string }): string => id.slice(0, id.lastIndexOf('.'));
  const owned = ({ case_id }: { readonly case_id: string }): string => case_id;
  return {
    events: grouped(await ask<EventRow>('events', 'case_id', 'case_id, seq'), owned),
    tasks: grouped(await ask<TaskRow>('tasks', 'id', 'id'), owner),
    deadlines: grouped(await ask<DeadlineRow>('deadlines', 'id', 'id'), owner),
    clocks: grouped((await ask<ClockRow>('clocks', 'case_id', 'case_id, name')).map(ofTheLog), owned),
    ranks: grouped(await ask<RankRow>('ranks', 'case_id', 'case_id'), owned),
    terms: grouped((await ask<SearchTermRow>('search_terms', 'case_id', 'case_id, term')).filter(isLive), owned),
    ledger: grouped(await ask<LedgerRow>('ledger', 'case_id', 'case_id, seq'), owned),
    passages: grouped(await ask<PassageRow>('passages', 'case_id', 'case_id, seq'), owned),
    escalations: grouped(await ask<EscalationRow>('escalations', 'id', 'id'), owner),
    leaves: grouped(await ask<LeafRow>('anchor_leaves', 'case_id', 'case_id, seq'), owned),
    certificates: grouped(await ask<CertificateRow>('certificates', 'case_id', 'reference'), owned),
    standings: grouped(await ask<CertificateStandingRow>('certificate_standings', 'case_id', 'reference, seq'), owned),
    places: new Map(children.map(({ id, parent, key }) => [id, `${parent} ${key}`])),
  };
}

/** Which calendars held when a clock was counted is no matter of the log. */
const ofTheLog = (row: ClockRow): ClockRow => Object.assign(row, { calendars: '' });

/** Ids of all that was ever armed on a case. Where its body cannot be read there is nothing to compare them with. */
function armingsOf({ id, body }: CaseRow): string[] {
  try {
    const { armings } = JSON.parse(body) as CaseState;
    return Array.from({ length: armings }, (_, index) => `${id}.${index + 1}`);
  } catch {
    return [];
  }
}

function grouped<R>(rows: readonly R[], by: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(by(row));
    if (group) group.push(row);
    else groups.set(by(row), [row]);
  }
  return groups;
}
