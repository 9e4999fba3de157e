import type { Actor, Post } from './actor.js';
import { parseLength, LengthError, type Remainder } from './calendar/index.js';
import { remainderOf, settleClocks } from './clocks.js';
import { record, type Decision } from './decide.js';
import type { Draft, Frame } from './draft.js';
import type { JsonObject } from './json.js';
import { checkDocumentAct, isDocumentAct, type DocumentAct } from './document-acts.js';
import { pauseCause } from './draft.js';
import { restore } from './machine.js';
import { decidePaper, type PaperAct } from './papers.js';
import { reasonAgainst } from './powers.js';
import { Rejection } from './rejection.js';
import type { CaseState, ClockRun } from './state.js';
import { doWithTask, type TaskAct } from './task-acts.js';
import { settleLadders } from './tasks.js';

/** Acts on a case that its machine need not know: they count in `seq`, not in `rev`. */
export type Act =
  | TaskAct
  | {
      readonly type: 'escalation.acknowledged';
      readonly escalation: string;
      readonly task: string;
      readonly rung: number;
    }
  | {
      readonly type: 'clock.extended';
      readonly clock: string;
      readonly by: string;
      /** One of those for which the ruleset allows it, where it names them. */
      readonly code?: string;
      readonly reason: string;
      readonly basis: string;
    }
  /** An internal note: its text lies outside the log, with the agency that is its custodian. */
  | {
      readonly type: 'note.added';
      readonly note: string;
      readonly text: { readonly sealed: { readonly digest: string; readonly custodian: string } };
    }
  | { readonly type: 'clock.recomputed'; readonly reason: string; readonly changes?: readonly DueChange[] }
  | DocumentAct
  | PaperAct;

type PlainAct = Exclude<Act, DocumentAct | PaperAct>;

/** A due date that a change of calendar moves. */
export interface DueChange {
  readonly clock: string;
  readonly from: number;
  readonly to: number;
}

export interface Doing {
  readonly actor: Actor;
  readonly post: Post | null;
  readonly now: number;
}

/** Decides an act. The caller has checked who may. Throws Rejection; nothing has changed then. */
export function decideAct(frame: Frame, state: CaseState, act: Act, doing: Doing): Decision {
  if (isPaper(act)) return decidePaper(frame, state, act, doing);
  if (isDocumentAct(act)) {
    const said = checkDocumentAct(state, act);
    return record(frame, state, { type: act.type, data: said, ...doing, at: doing.now }, () => undefined);
  }
  const { type, ...words } = known(frame, state, act, doing.now);
  const data = JSON.parse(JSON.stringify(words)) as JsonObject;
  return record(frame, state, { type, data, ...doing, at: doing.now }, (draft) => {
    switch (act.type) {
      case 'task.claimed':
      case 'task.released':
      case 'task.assigned':
      case 'task.reminded':
      case 'meeting.called':
      case 'task.vacant':
        return doWithTask(draft, act, doing);
      case 'escalation.acknowledged':
        return undefined;
      case 'note.added':
        return mustBeFree(state, doing);
      case 'clock.extended':
        return extend(draft, act);
      case 'clock.recomputed':
        return recompute(draft, act.changes ?? (data['changes'] as unknown as DueChange[]));
    }
  });
}

/** Whoever has an interest in the case, or no say there, adds nothing to its file. */
function mustBeFree(state: CaseState, { actor, post }: Doing): undefined {
  const reason = post && reasonAgainst(state, actor, post);
  if (reason !== null) throw new Rejection('actor', `a note is not for you: ${reason}`);
}

const isPaper = (act: Act): act is PaperAct => act.type.startsWith('paper.');

function extend(draft: Draft, act: Act & { type: 'clock.extended' }): void {
  const run = draft.clocks[act.clock];
  const rule = draft.frame.rules.clocks[act.clock];
  const refuse = (field: string, message: string): Rejection =>
    new Rejection('data', message, { errors: [{ field, message }] });
  if (!run || !rule) throw refuse('/clock', `the case has no clock "${act.clock}"`);
  if (run.status !== 'running') throw new Rejection('state', `the clock "${act.clock}" is ${run.status}, not running`);
  if (!rule.extension) throw refuse('/clock', `the ruleset allows no extension of "${act.clock}"`);
  const { reasons } = rule.extension;
  if (reasons && !reasons.includes(act.code ?? '')) throw refuse('/code', `must be one of ${reasons.join(', ')}`);
  const left = remainderOf(draft, run, rule);
  const more = inUnit(act.by, left.unit, (message) => refuse('/by', message));
  const longer = { ...left, count: left.count + more };
  const dueAt = draft.frame.settings.resume(draft.before.agency, draft.at, longer, rule.roll);
  draft.clocks[act.clock] = {
    ...run,
    left: { ...longer },
    runsFrom: draft.at,
    dueAt,
    extendedBy: [...run.extendedBy, act.by],
  };
  spread(draft);
}

/** An extension is counted as its clock is: days to days, working days to working days. */
function inUnit(text: string, unit: string, refuse: (message: string) => Rejection): number {
  try {
    const { count, unit: given } = parseLength(text);
    if (given === unit) return count;
    if (unit === 'days' && given === 'weeks') return count * 7;
    if (unit === 'milliseconds' && given === 'hours') return count * 3_600_000;
    if (unit === 'working milliseconds' && given === 'working hours') return count * 3_600_000;
    throw refuse(`must be counted in ${unit}, as the clock is`);
  } catch (error) {
    if (error instanceof LengthError) throw refuse(error.message);
    throw error;
  }
}

/** A recount says which dates it moves; found again by a replay, it knows them already. Throws Rejection where there is none. */
function known(frame: Frame, state: CaseState, act: PlainAct, now: number): PlainAct {
  // Numbered as all that is raised on a case; the arming is taken with it.
  if (act.type === 'task.vacant') return { ...act, escalation: `${state.id}.${state.armings + 1}` };
  if (act.type !== 'clock.recomputed' || act.changes) return act;
  const changes = movedDues(frame, state, now);
  if (changes.length === 0) throw new Rejection('state', 'no due date changes');
  return { ...act, changes };
}

/** The due dates of a case that the calendar of the frame moves. */
export function movedDues(frame: Frame, state: CaseState, now: number): DueChange[] {
  return Object.values(state.clocks).flatMap((run) => {
    const to = recounted(frame, state, run, now);
    return to === null || run.dueAt === null || to === run.dueAt ? [] : [{ clock: run.name, from: run.dueAt, to }];
  });
}

/**
 * The due date of a running clock under the calendar of the day, or null where it stays. What has passed stays passed, and no date is moved
 * into the past: a change of calendar neither makes nor unmakes a breach.
 */
function recounted({ rules, settings }: Frame, { agency }: CaseState, run: ClockRun, now: number): number | null {
  const rule = rules.clocks[run.name];
  if (!rule || run.status !== 'running' || run.dueAt === null || run.dueAt <= now) return null;
  const dueAt =
    run.left === null
      ? settings.due(agency, run.runsFrom, rule.length, rule.roll)
      : settings.resume(agency, run.runsFrom, run.left as unknown as Remainder, rule.roll);
  return dueAt > now ? dueAt : null;
}

function recompute(draft: Draft, changes: readonly DueChange[]): void {
  for (const { clock, to } of changes) {
    const run = draft.clocks[clock];
    if (run) draft.clocks[clock] = { ...run, dueAt: to };
  }
  spread(draft);
}

/** Gives changed due dates to timers, tasks and ladders. */
function spread(draft: Draft): void {
  const { workflow } = draft.frame;
  settleClocks(draft, pauseCause(workflow, restore(workflow.machine, draft.snapshot)));
  settleLadders(draft);
}
