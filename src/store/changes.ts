import type { SearchTermRow } from './search-rows.js';
import type { CertificateRow, CertificateStandingRow } from './certificate-rows.js';
import type { PassageRow } from './passage-rows.js';
import type { ClockRow } from './clock-rows.js';
import type {
  CaseRow,
  DeadlineRow,
  EscalationRow,
  EventRow,
  KeyRow,
  LedgerRow,
  OutboxRow,
  RankRow,
  TaskRow,
} from './rows.js';

/** The last versions of rows, by their ids. To put in a new row costs less than to find out whether it is new, so the two are kept apart. */
export interface Written<R> {
  readonly added: Map<string, R>;
  readonly changed: Map<string, R>;
}

/** `$1`… are its values. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly (string | number | null)[];
}

/** What one transaction writes: two decisions on one case give one row. */
export interface Changes {
  readonly opened: Map<string, CaseRow>;
  readonly moved: Map<string, { readonly row: CaseRow; readonly fromSeq: number }>;
  readonly events: EventRow[];
  readonly tasks: Written<TaskRow>;
  readonly deadlines: Written<DeadlineRow>;
  readonly clocks: Map<string, ClockRow>;
  readonly ranks: Map<string, RankRow>;
  readonly terms: Map<string, SearchTermRow>;
  /** Places by the names under which they are counted. */
  readonly places: Map<string, string>;
  readonly ledger: LedgerRow[];
  readonly passages: PassageRow[];
  readonly escalations: EscalationRow[];
  readonly acknowledged: { readonly id: string; readonly by: string; readonly at: number }[];
  readonly certificates: CertificateRow[];
  readonly standings: CertificateStandingRow[];
  /** What is written beside the case: documents, and what tells of persons. */
  readonly beside: Statement[];
  readonly outbox: Omit<OutboxRow, 'id'>[];
  readonly keys: KeyRow[];
  readonly counts: Map<string, number>;
  /** The calendars by which the due dates of what is being added are counted. */
  calendars: string;
}

export function noChanges(): Changes {
  return {
    opened: new Map(),
    moved: new Map(),
    events: [],
    tasks: { added: new Map(), changed: new Map() },
    deadlines: { added: new Map(), changed: new Map() },
    clocks: new Map(),
    ranks: new Map(),
    terms: new Map(),
    places: new Map(),
    ledger: [],
    passages: [],
    escalations: [],
    acknowledged: [],
    certificates: [],
    standings: [],
    beside: [],
    outbox: [],
    keys: [],
    counts: new Map(),
    calendars: '',
  };
}

/** Keeps a row that is new. */
export function add<R extends { readonly id: string }>({ added }: Written<R>, row: R): void {
  added.set(row.id, row);
}

/** Keeps a row that was there: in the database, or in these very changes. */
export function change<R extends { readonly id: string }>({ added, changed }: Written<R>, row: R): void {
  if (added.has(row.id)) added.set(row.id, row);
  else changed.set(row.id, row);
}

/** Adds to a counter. */
export function count(counts: Map<string, number>, scope: string, by: number): void {
  counts.set(scope, (counts.get(scope) ?? 0) + by);
}
