import type { CaseState, Decision, Deadline, Task } from '../engine/index.js';
import type { CaseRow, ClockRow, DeadlineRow, EscalationRow, EventRow, KeyRow, LedgerRow, OutboxRow, TaskRow } from './rows.js';

/** No due date sorts after every due date. */
export const NEVER = 9_000_000_000_000_000;

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
    opened: new Map(), moved: new Map(), events: [], tasks: new Map(), deadlines: new Map(), clocks: new Map(), ledger: [],
    escalations: [], acknowledged: [], outbox: [], keys: [], counts: new Map(),
  };
}

/** Adds what a decision changes. `before` is the case before it, null for a new one; `reference` is the case's name for people. */
export function addDecision(changes: Changes, decision: Decision, before: CaseState | null, reference: string): void {
  const { state, event, previousHash } = decision;
  addCase(changes, decision, before, reference);
  changes.events.push({
    case_id: state.id, seq: event.seq, rev: event.rev, type: event.type, actor: event.actor, post: event.post,
    occurred_at: event.occurredAt, recorded_at: event.recordedAt, data: JSON.stringify(event.data), answers: JSON.stringify(event.answers),
    previous_hash: previousHash, hash: state.hash,
  });
  addTasks(changes, decision, before, reference);
  addDeadlines(changes, decision, before);
  for (const [name, run] of Object.entries(state.clocks)) {
    if (before?.clocks[name] === run) continue;
    const { force, status, startedAt, dueAt, cause } = run;
    changes.clocks.set(`${state.id} ${name}`, { case_id: state.id, name, force, status, started_at: startedAt, due_at: dueAt, cause });
  }
  for (const { holder, cause, since, until } of decision.ledger) {
    changes.ledger.push({ case_id: state.id, seq: event.seq, holder, cause, since, until });
  }
  addEscalation(changes, decision, reference);
  addOutbox(changes, decision, reference);
}

function addCase({ opened, moved, counts }: Changes, { state, event }: Decision, before: CaseState | null, reference: string): void {
  const row = caseRow(state, reference, event.recordedAt);
  if (!before || opened.has(state.id)) opened.set(state.id, row);
  else moved.set(state.id, { row, fromSeq: moved.get(state.id)?.fromSeq ?? before.seq });
  const scope = countScope(state);
  const earlier = before ? countScope(before) : null;
  if (scope === earlier) return;
  if (earlier) count(counts, earlier, -1);
  count(counts, scope, 1);
}

function count(counts: Map<string, number>, scope: string, by: number): void {
  counts.set(scope, (counts.get(scope) ?? 0) + by);
}

/** Cases are counted by agency, workflow, stage and status. */
function countScope(state: CaseState): string {
  const { stage, status } = standing(state);
  return `cases/${state.agency ?? '-'}/${state.workflow}/${stage}/${status}`;
}

/** Top-level state and XState's status: what lists show. */
export function standing(state: CaseState): { stage: string; status: string; value: string } {
  const value = state.snapshot['value'];
  const stage = typeof value === 'string' ? value : Object.keys(Object(value)).join(' ');
  return { stage, status: String(state.snapshot['status']), value: JSON.stringify(value) };
}

function caseRow(state: CaseState, reference: string, now: number): CaseRow {
  const { stage, status, value } = standing(state);
  const { id, workflow, version, ruleset, root, parent, key, owner, agency, rev, seq, hash } = state;
  const dues = state.deadlines.flatMap(({ source, dueAt }) => (source === 'law' && dueAt !== null ? [dueAt] : []));
  return {
    id, reference, workflow, version, ruleset, root, parent, key, owner, agency, state: value, stage, status, rev, seq, hash,
    due_at: dues.length > 0 ? Math.min(...dues) : null, opened_at: state.openedAt, updated_at: now, body: JSON.stringify(state),
  };
}

function addTasks(changes: Changes, { state, event }: Decision, before: CaseState | null, reference: string): void {
  const row = (task: Task, closed: number | null): TaskRow => ({
    id: task.id, case_id: state.id, reference, owner: state.owner, node: task.node, title: task.title, role: task.role, agency: task.agency,
    assignee: task.assignee, opened_at: task.openedAt, due_at: task.dueAt, due_key: task.dueAt ?? NEVER, rungs: task.rungs, closed_at: closed,
  });
  const scope = (task: Task): string => `tasks/${task.agency ?? '-'}/${task.role}`;
  const known = new Map((before?.tasks ?? []).map((task) => [task.id, task]));
  for (const task of state.tasks) {
    const earlier = known.get(task.id);
    if (!earlier) count(changes.counts, scope(task), 1);
    if (!earlier || !same(earlier, task)) changes.tasks.set(task.id, row(task, null));
    known.delete(task.id);
  }
  for (const gone of known.values()) {
    count(changes.counts, scope(gone), -1);
    changes.tasks.set(gone.id, row(gone, event.occurredAt));
  }
}

function same(a: Task, b: Task): boolean {
  return a === b || (a.dueAt === b.dueAt && a.assignee === b.assignee && a.rungs === b.rungs);
}

function addDeadlines(changes: Changes, { state, event }: Decision, before: CaseState | null): void {
  const row = (deadline: Deadline, status: string, settled: number | null): DeadlineRow => ({
    id: deadline.id, case_id: state.id, root: state.root, arming: deadline.arming, source: deadline.source, clock: deadline.clock,
    event: deadline.event.type, due_at: deadline.dueAt, status, settled_at: settled,
  });
  const known = new Map((before?.deadlines ?? []).map((deadline) => [deadline.id, deadline]));
  for (const deadline of state.deadlines) {
    const earlier = known.get(deadline.id);
    if (!earlier || earlier.dueAt !== deadline.dueAt) {
      changes.deadlines.set(deadline.id, row(deadline, deadline.dueAt === null ? 'paused' : 'armed', null));
    }
    known.delete(deadline.id);
  }
  for (const gone of known.values()) {
    const status = event.data['deadline'] === gone.id ? 'fired' : 'cancelled';
    changes.deadlines.set(gone.id, row(gone, status, event.recordedAt));
  }
}

function addEscalation({ escalations, acknowledged }: Changes, { state, event }: Decision, reference: string): void {
  const { data } = event;
  if (event.type === 'escalation.acknowledged') {
    acknowledged.push({ id: String(data['escalation']), by: event.actor, at: event.recordedAt });
  }
  if (event.type !== 'escalation.raised' || !Array.isArray(data['to'])) return;
  const task = state.tasks.find(({ id }) => id === data['task']);
  const watchers = (data['to'] as { role: string; agency: string }[]).map(({ role, agency }) =>
    role === 'investor' ? `investor.${state.owner}` : `${role}.${agency === 'case' ? (task?.agency ?? state.agency) : agency}`,
  );
  for (const watcher of new Set(watchers)) {
    escalations.push({
      id: String(data['deadline']), watcher, case_id: state.id, reference, task: String(data['task']), task_title: task?.title ?? '',
      rung: Number(data['rung']), title: String(data['title']), raised_at: event.occurredAt, acknowledged_at: null, acknowledged_by: null,
    });
  }
}

function addOutbox({ outbox }: Changes, { state, event, effects }: Decision, reference: string): void {
  const { stage, value } = standing(state);
  const about = { case_id: state.id, seq: event.seq, owner: state.owner, agency: state.agency, position: null };
  const told = { case: state.id, reference, type: event.type, seq: event.seq, rev: event.rev, stage, state: JSON.parse(value) as unknown };
  outbox.push({ ...about, kind: 'event', payload: JSON.stringify(told) });
  for (const effect of effects) {
    if (effect.type !== 'notify') continue;
    outbox.push({ ...about, kind: 'notice', payload: JSON.stringify({ ...effect, case: state.id, reference }) });
  }
}
