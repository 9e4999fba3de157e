import { CLOCK } from './actor.js';
import { applyStep, record, type Decision, type Happening } from './decide.js';
import type { EventAct } from './definition.js';
import type { Draft, Frame } from './draft.js';
import { passedEvent } from './inspect.js';
import { accepts, restore, step } from './machine.js';
import { Rejection } from './rejection.js';
import type { CaseState, Deadline } from './state.js';
import { settleLadders } from './tasks.js';
import { letGo } from './timers.js';

/**
 * Fires a deadline that is due: the case sees the instant it was due, however late the wake-up comes. A deadline of the law without
 * legal force is recorded as passed and changes no state; a rung climbs its ladder; a workflow that fails is put on record.
 */
export function fire(
  frame: Frame,
  state: CaseState,
  deadline: Deadline & { readonly dueAt: number },
  now: number,
): Decision {
  const { id, event, clock, dueAt } = deadline;
  const happening = { actor: CLOCK, post: null, at: dueAt, now };
  const act: EventAct = { at: dueAt, by: CLOCK.id, post: null };
  if (deadline.source === 'ladder') {
    const data = { deadline: id, task: deadline.task, rung: deadline.rung, title: event['title'], to: event['to'] };
    return record(frame, state, { ...happening, type: 'escalation.raised', data }, (draft) => {
      remove(draft, deadline);
      draft.tasks = draft.tasks.map((task) => (task.id === deadline.task ? { ...task, rungs: task.rungs + 1 } : task));
      settleLadders(draft);
    });
  }
  // Without force the law's event does not happen; the machine may ask a person what the passing of the time means.
  const type = deadline.binding ? 'deadline.fired' : 'clock.passed';
  const data = deadline.binding ? { deadline: id, clock, event } : { deadline: id, clock };
  const told = deadline.binding ? { ...event, act } : { type: passedEvent(clock ?? ''), act };
  try {
    return record(frame, state, { ...happening, type, data }, (draft) => {
      remove(draft, deadline);
      pass(draft, clock);
      const { machine } = frame.workflow;
      const snapshot = restore(machine, state.snapshot);
      if (deadline.binding || accepts(machine, snapshot, told)) applyStep(draft, step(machine, snapshot, told));
    });
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return park({ frame, state, deadline }, error.message, now);
  }
}

/** A deadline that is due, and the case it is of. */
export interface Due {
  readonly frame: Frame;
  readonly state: CaseState;
  readonly deadline: Deadline & { readonly dueAt: number };
}

/** A timer on which the workflow fails must not make the case unusable: it is put aside, on record, for people to see. */
export function park({ frame, state, deadline }: Due, reason: string, now: number): Decision {
  const { id, clock, event, dueAt } = deadline;
  const data = { deadline: id, clock, event, reason };
  const happening: Happening = { type: 'deadline.failed', data, actor: CLOCK, post: null, at: dueAt, now };
  return record(frame, state, happening, (draft) => {
    remove(draft, deadline);
    pass(draft, clock);
  });
}

function remove(draft: Draft, { id, timer }: Deadline): void {
  draft.deadlines = draft.deadlines.filter((deadline) => deadline.id !== id);
  if (timer !== null) letGo(draft, timer);
}

function pass(draft: Draft, clock: string | null): void {
  const run = clock === null ? undefined : draft.clocks[clock];
  if (run) draft.clocks[run.name] = { ...run, status: 'passed' };
}
