import { replay, type CaseRules, type CaseState, type Decision, type LoadedWorkflow } from '../engine/index.js';
import type { Opening } from '../engine/index.js';
import { noChanges, type Changes } from '../store/changes.js';
import { addDecision } from '../store/record-decision.js';
import type { CaseRow, EventRow } from '../store/rows.js';
import { storedEvent } from '../store/stored-event.js';

export type Pinned = (opening: Opening) => { readonly workflow: LoadedWorkflow; readonly rules: CaseRules };

/** A case made again from nothing but its log. */
export interface Remade {
  readonly state: CaseState;
  /** What the tables should hold of it, by the same code that writes them. */
  readonly rows: Changes;
  /** What the log tells that must never happen, one sentence each. */
  readonly failures: readonly string[];
}

/** Decides a case's log again. Throws ReplayError at the first event that does not fit. */
export function remake({ reference }: CaseRow, log: readonly EventRow[], pinned: Pinned): Remade {
  const rows = noChanges();
  const failures: string[] = [];
  let before: CaseState | null = null;
  const take = (decision: Decision): void => {
    failures.push(...untimely(decision, before));
    addDecision(rows, decision, before, reference);
    before = decision.state;
  };
  const state = replay(log.map(storedEvent), pinned, take);
  for (const { id, by, at } of rows.acknowledged) {
    for (const row of rows.escalations)
      if (row.id === id) Object.assign(row, { acknowledged_at: at, acknowledged_by: by });
  }
  return { state, rows, failures: [...failures, ...ledgerFailures(state, rows)] };
}

/** No deadline fires early, and none is cancelled by what happened after it was due. That each fires once, the replay has shown. */
function untimely({ state, event }: Decision, before: CaseState | null): string[] {
  const { seq, actor, occurredAt, recordedAt } = event;
  if (actor === 'clock' && recordedAt < occurredAt)
    return [`event ${seq} fired ${occurredAt - recordedAt} ms before it was due`];
  const armed = new Set(state.deadlines.map(({ id }) => id));
  const fired = actor === 'clock' ? event.data['deadline'] : undefined;
  return (before?.deadlines ?? [])
    .filter(({ id, dueAt }) => !armed.has(id) && id !== fired && dueAt !== null && dueAt < occurredAt)
    .map(({ id }) => `event ${seq} cancelled the deadline ${id}, which was due before`);
}

/** Each moment since the opening is charged to one holder: entries follow each other without gap up to the present one. */
function ledgerFailures({ openedAt, charge }: CaseState, { ledger }: Changes): string[] {
  let until = openedAt;
  for (const entry of ledger) {
    if (entry.since !== until || entry.until <= entry.since)
      return [`its ledger has a gap or an overlap at entry ${entry.seq}`];
    until = entry.until;
  }
  return charge.since === until ? [] : ['its ledger does not reach the present holder'];
}
