import type { Doing } from './acts.js';
import { nextArming, type Draft } from './draft.js';
import { reasonAgainst } from './powers.js';
import { Rejection } from './rejection.js';
import type { Task } from './state.js';

/** Acts on a task: who works on it, and that nobody holds the post that is to. */
export type TaskAct =
  | { readonly type: 'task.claimed'; readonly task: string }
  /** `reason`: why it was taken from whom it was with, where that was not asked for. */
  | { readonly type: 'task.released'; readonly task: string; readonly reason?: string }
  /** `rule`: by which it was given, where a rule chose. */
  | { readonly type: 'task.assigned'; readonly task: string; readonly to: string; readonly rule?: string }
  /** A manager reminds whoever is to do it. */
  | { readonly type: 'task.reminded'; readonly task: string; readonly text: string }
  /** A manager calls those concerned together about it. `at`: ISO 8601. */
  | {
      readonly type: 'meeting.called';
      readonly task: string;
      readonly at: string;
      readonly place: string;
      readonly text: string;
    }
  /** A rung of the ladder of vacancies: `since` when nobody holds the post, epoch milliseconds. */
  | {
      readonly type: 'task.vacant';
      readonly task: string;
      /** Its id, once it is decided. */
      readonly escalation?: string;
      readonly since: number;
      readonly rung: number;
      readonly title: string;
      readonly to: readonly { readonly role: string; readonly agency: string }[];
    };

/** Throws Rejection where the task is not open, or not for the actor. */
export function doWithTask(draft: Draft, act: TaskAct, doing: Doing): void {
  const task = draft.tasks.find((open) => open.id === act.task);
  if (!task) throw new Rejection('state', `the task ${act.task} is not open`);
  const change = (part: Partial<Task>): void => {
    draft.tasks = draft.tasks.map((open) => (open.id === task.id ? { ...open, ...part } : open));
  };
  switch (act.type) {
    case 'task.claimed':
      return change({ assignee: claimant(draft, task, doing) });
    case 'task.released':
      mayRelease(task, doing);
      return change({ assignee: null });
    case 'task.assigned':
      return change({ assignee: act.to });
    case 'task.reminded':
      draft.effects.push({ type: 'notify', to: 'agency', template: 'reminder', data: { task: task.title } });
      return undefined;
    case 'meeting.called': {
      const { at, place } = act;
      draft.effects.push({ type: 'notify', to: 'agency', template: 'meeting', data: { task: task.title, at, place } });
      return undefined;
    }
    case 'task.vacant':
      nextArming(draft);
      return change({ vacant: climbed(task, act) });
  }
}

/** A task is not claimed from another, nor by one whom the case keeps away. */
function claimant({ before }: Draft, task: Task, { actor, post }: Doing): string {
  if (task.assignee !== null && task.assignee !== actor.id)
    throw new Rejection('state', 'another officer has claimed the task');
  const reason = post && reasonAgainst(before, actor, post);
  if (reason) throw new Rejection('actor', `the task is not for you: ${reason}`);
  return actor.id;
}

/** By the one who has it, by a manager, or by the service itself; it may have changed hands since it was looked at. */
function mayRelease(task: Task, { actor, post }: Doing): void {
  // What two processes saw at once is taken back by one.
  if (actor.kind === 'system' && task.assignee === null) throw new Rejection('state', 'nobody has the task');
  if (actor.kind === 'system' || task.assignee === null || task.assignee === actor.id || post?.role === 'manager')
    return;
  throw new Rejection('state', 'another officer has the task');
}

/** Each rung once: what two processes saw at once is told by one. */
function climbed({ vacant }: Task, { since, rung }: TaskAct & { type: 'task.vacant' }): NonNullable<Task['vacant']> {
  const rungs = vacant?.since === since ? vacant.rungs : 0;
  if (rung !== rungs) throw new Rejection('state', 'that rung is not the next one');
  return { since, rungs: rungs + 1 };
}
