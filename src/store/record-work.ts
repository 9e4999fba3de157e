import { CLOCK, type CaseState, type Deadline, type Decision, type Task } from '../engine/index.js';
import { add, change, count, type Changes } from './changes.js';
import type { DeadlineRow, TaskRow } from './rows.js';

/** No due date sorts after every due date. */
const NEVER = 9_000_000_000_000_000;

/** Rows of the tasks a decision opened, moved or closed. */
export function addTasks(
  changes: Changes,
  { state, event }: Decision,
  before: CaseState | null,
  reference: string,
): void {
  const row = (task: Task, closed: number | null): TaskRow => ({
    id: task.id,
    case_id: state.id,
    reference,
    owner: state.owner,
    node: task.node,
    title: task.title,
    role: task.role,
    agency: task.agency,
    case_agency: state.agency,
    assignee: task.assignee,
    opened_at: task.openedAt,
    due_at: task.dueAt,
    due_key: task.dueAt ?? NEVER,
    rungs: task.rungs,
    closed_at: closed,
  });
  const scope = (task: Task): string => `tasks/${task.agency ?? '-'}/${task.role}`;
  const known = new Map((before?.tasks ?? []).map((task) => [task.id, task]));
  for (const task of state.tasks) {
    const earlier = known.get(task.id);
    if (!earlier) {
      count(changes.counts, scope(task), 1);
      add(changes.tasks, row(task, null));
    } else if (!same(earlier, task)) change(changes.tasks, row(task, null));
    known.delete(task.id);
  }
  for (const gone of known.values()) {
    count(changes.counts, scope(gone), -1);
    change(changes.tasks, row(gone, event.occurredAt));
  }
}

function same(a: Task, b: Task): boolean {
  return a === b || (a.dueAt === b.dueAt && a.assignee === b.assignee && a.rungs === b.rungs);
}

/** Rows of the deadlines a decision armed, moved, fired or cancelled. */
export function addDeadlines(changes: Changes, { state, event }: Decision, before: CaseState | null): void {
  const row = (deadline: Deadline, status: string, settled: number | null): DeadlineRow => ({
    id: deadline.id,
    case_id: state.id,
    root: state.root,
    arming: deadline.arming,
    source: deadline.source,
    clock: deadline.clock,
    event: deadline.event.type,
    due_at: deadline.dueAt,
    status,
    settled_at: settled,
  });
  const known = new Map((before?.deadlines ?? []).map((deadline) => [deadline.id, deadline]));
  for (const deadline of state.deadlines) {
    const earlier = known.get(deadline.id);
    const now = row(deadline, deadline.dueAt === null ? 'paused' : 'armed', null);
    if (!earlier) add(changes.deadlines, now);
    else if (earlier.dueAt !== deadline.dueAt) change(changes.deadlines, now);
    known.delete(deadline.id);
  }
  for (const gone of known.values()) {
    // The data of a person's event is the person's: only the clock says what it has fired.
    const fired = event.actor === CLOCK.id && event.data['deadline'] === gone.id;
    const status = fired ? 'fired' : 'cancelled';
    change(changes.deadlines, row(gone, status, event.recordedAt));
  }
}
