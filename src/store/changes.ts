import type {
  CaseRow,
  ClockRow,
  DeadlineRow,
  EscalationRow,
  EventRow,
  KeyRow,
  LedgerRow,
  OutboxRow,
  TaskRow,
} from './rows.js';

/** What one transaction writes: last versions of rows, keyed so that two decisions on one case give one row. */
export interface Changes {
  readonly opened: Map<string, CaseRow>;
  readonly moved: Map<string, { readonly row: CaseRow; readonly fromSeq: number }>;
  readonly events: EventRow[];
  readonly tasks: Map<string, TaskRow>;
  readonly deadlines: Map<string, DeadlineRow>;
  readonly clocks: Map<string, ClockRow>;
  readonly ledger: LedgerRow[];
  readonly escalations: EscalationRow[];
  readonly acknowledged: { readonly id: string; readonly by: string; readonly at: number }[];
  readonly outbox: Omit<OutboxRow, 'id'>[];
  readonly keys: KeyRow[];
  readonly counts: Map<string, number>;
}

export function noChanges(): Changes {
  return {
    opened: new Map(),
    moved: new Map(),
    events: [],
    tasks: new Map(),
    deadlines: new Map(),
    clocks: new Map(),
    ledger: [],
    escalations: [],
    acknowledged: [],
    outbox: [],
    keys: [],
    counts: new Map(),
  };
}

/** Adds to a counter. */
export function count(counts: Map<string, number>, scope: string, by: number): void {
  counts.set(scope, (counts.get(scope) ?? 0) + by);
}
