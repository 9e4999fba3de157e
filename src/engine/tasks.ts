import type { AnyMachineSnapshot } from 'xstate';
import { nextArming, tasksOf, type Draft } from './draft.js';
import type { TaskDeclaration } from './definition.js';
import type { Deadline, Task } from './state.js';

/** In place of a state: the task to countersign what was recorded from paper, which no state asks for. */
export const PAPER = '(paper)';

/** Opens a task for each declared active state that has none, closes those of states that were left (or left and entered again). */
export function settleTasks(draft: Draft, snapshot: AnyMachineSnapshot, entered: ReadonlySet<string>): void {
  const wanted = new Map(tasksOf(draft.frame.workflow, snapshot));
  const kept = draft.tasks.filter((task) =>
    task.node === PAPER ? snapshot.status === 'active' : wanted.has(task.node) && !entered.has(task.node),
  );
  const open = new Set(kept.map((task) => task.node));
  draft.tasks = kept;
  for (const [node, declaration] of wanted) if (!open.has(node)) draft.tasks.push(openTask(draft, node, declaration));
}

function openTask(draft: Draft, node: string, declaration: TaskDeclaration): Task {
  const agency = declaration.agency ?? 'case';
  return {
    ...nextArming(draft),
    node,
    title: declaration.title,
    role: declaration.role,
    agency: declaration.role === 'investor' ? null : agency === 'case' ? draft.before.agency : agency,
    openedAt: draft.at,
    dueAt: null,
    assignee: null,
    rungs: 0,
  };
}

/** Arms the next rung of each task that is new, moved or climbed; cancels rungs of tasks that are closed. */
export function settleLadders(draft: Draft): void {
  const rungs = draft.deadlines.filter((deadline) => deadline.source === 'ladder');
  const law = draft.deadlines.filter((deadline) => deadline.source === 'law');
  const settled: Deadline[] = [];
  for (const task of draft.tasks) {
    const before = draft.before.tasks.find((known) => known.id === task.id);
    const armed = rungs.find((deadline) => deadline.task === task.id && deadline.rung === task.rungs);
    if (armed && before && before.dueAt === task.dueAt) settled.push(armed);
    else if (!before || before.dueAt !== task.dueAt || before.rungs !== task.rungs)
      settled.push(...nextRung(draft, task));
  }
  draft.deadlines = [...law, ...settled];
}

function nextRung(draft: Draft, task: Task): Deadline[] {
  // A paused clock asks nobody to hurry.
  const clock = draft.frame.workflow.definition.tasks[task.node]?.clock;
  if (clock !== undefined && draft.clocks[clock]?.status === 'paused') return [];
  const rung = draft.frame.settings.rung(task);
  if (!rung) return [];
  return [
    {
      ...nextArming(draft),
      source: 'ladder',
      timer: null,
      event: {
        type: 'escalation.raised',
        title: rung.title,
        to: rung.to.map(({ role, agency }) => ({ role, agency })),
      },
      clock: null,
      dueAt: rung.at,
      binding: false,
      task: task.id,
      rung: task.rungs,
    },
  ];
}
