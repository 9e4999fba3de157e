import type { Remainder } from './calendar/index.js';
import type { Draft } from './draft.js';
import type { ClockRule } from './rules.js';
import type { ClockRun, Deadline } from './state.js';

/** Whether running out may change rights: only a limit that a person confirmed in the ruleset. */
export function hasForce(rule: ClockRule): boolean {
  return rule.force === 'limit' && rule.confirmed;
}

/**
 * Brings the clocks of a case in line with its timers and tasks: a clock runs while something on the case refers to it, pauses where
 * the cause is listed in its rule, and gives its due date to all that refers to it.
 */
export function settleClocks(draft: Draft, cause: string | null): void {
  const wanted = new Set<string>();
  for (const deadline of draft.deadlines) if (deadline.clock !== null) wanted.add(deadline.clock);
  for (const { node } of draft.tasks) {
    const clock = draft.frame.workflow.definition.tasks[node]?.clock;
    if (clock !== undefined) wanted.add(clock);
  }
  for (const [name, run] of Object.entries(draft.clocks)) {
    if (wanted.has(name)) continue;
    if (run.status === 'running' || run.status === 'paused') leave(draft, run, cause);
    else if (run.status === 'stopped' && run.cause !== null && cause !== null) stayAway(draft, run, cause);
  }
  const voided = new Set<string>();
  for (const name of [...wanted].sort()) {
    const rule = draft.frame.rules.clocks[name];
    if (rule && isVoid(draft, draft.clocks[name], rule)) voided.add(name);
    if (rule) settle(draft, name, rule, cause);
  }
  draft.deadlines = draft.deadlines.map((deadline) => withDue(draft, deadline, voided));
  draft.tasks = draft.tasks.map((task) => {
    const clock = draft.frame.workflow.definition.tasks[task.node]?.clock;
    return clock === undefined ? task : { ...task, dueAt: draft.clocks[clock]?.dueAt ?? null };
  });
}

function withDue(draft: Draft, deadline: Deadline, voided: ReadonlySet<string>): Deadline {
  const { clock } = deadline;
  if (clock === null) return deadline;
  const legal = draft.frame.workflow.definition.delays?.[clock]?.legalEffect === true;
  return {
    ...deadline,
    dueAt: openDue(draft.clocks[clock]),
    binding: deadline.binding && !(legal && voided.has(clock)),
  };
}

/** Whether a clock to which the case returns ran out while it was away for a cause by which the clock has no effect. */
function isVoid(draft: Draft, run: ClockRun | undefined, { voids = [] }: ClockRule): boolean {
  if (run?.status !== 'stopped' || run.dueAt === null) return false;
  return run.dueAt <= draft.at && voids.some(({ cause }) => cause === run.cause);
}

/** A clock that has passed fires no second time. */
function openDue(run: ClockRun | undefined): number | null {
  return run && run.status === 'running' ? run.dueAt : null;
}

function settle(draft: Draft, name: string, rule: ClockRule, cause: string | null): void {
  const run = draft.clocks[name];
  const pausing = cause !== null && lists(rule, cause);
  if (!run || beginsAnew(draft, run, rule)) draft.clocks[name] = start(draft, name, rule);
  else if (run.status === 'stopped') draft.clocks[name] = goOn(draft, run, rule);
  const now = draft.clocks[name];
  if (!now) return;
  if (pausing && now.status === 'running') draft.clocks[name] = pause(draft, now, rule, cause);
  else if (!pausing && now.status === 'paused') draft.clocks[name] = goOn(draft, now, rule);
}

/**
 * Whether a clock that resets begins anew: where the case returns to it, or the instant it counts from has moved (a filing lodged again).
 * A pause for a listed cause is no return: after a court's stay what is left counts.
 */
function beginsAnew(draft: Draft, run: ClockRun, rule: ClockRule): boolean {
  if (rule.onReturn !== 'reset') return false;
  if (draft.left.has(run.name)) return true;
  const mark = draft.marks[rule.start];
  const moved = mark !== undefined && mark > run.startedAt;
  if (run.status === 'stopped') return moved || (mark === undefined && run.dueAt !== null);
  return run.status === 'passed' && (moved || mark === undefined) && isArmedNow(draft, run.name);
}

/** Whether a timer or a task of this very step refers to the clock: one that has passed runs again only where it is asked for again. */
function isArmedNow(draft: Draft, name: string): boolean {
  const { tasks } = draft.frame.workflow.definition;
  const now = ({ arming }: { readonly arming: number }): boolean => arming > draft.before.armings;
  return (
    draft.deadlines.some((deadline) => deadline.clock === name && now(deadline)) ||
    draft.tasks.some((task) => tasks[task.node]?.clock === name && now(task))
  );
}

function start(draft: Draft, name: string, rule: ClockRule): ClockRun {
  const startedAt = rule.start === 'entered' ? draft.at : (draft.marks[rule.start] ?? draft.at);
  const dueAt = draft.frame.settings.due(draft.before.agency, startedAt, rule.length, rule.roll);
  return {
    name,
    force: rule.force,
    status: 'running',
    startedAt,
    dueAt,
    runsFrom: startedAt,
    left: null,
    cause: null,
    extendedBy: [],
  };
}

/** What is left of the run's present stretch at the instant of the draft. */
export function remainderOf(draft: Draft, run: ClockRun, rule: ClockRule): Remainder {
  const length = (run.left as Remainder | null) ?? rule.length;
  return draft.frame.settings.remainder(draft.before.agency, { from: run.runsFrom, length, roll: rule.roll }, draft.at);
}

function pause(draft: Draft, run: ClockRun, rule: ClockRule, cause: string): ClockRun {
  return { ...run, status: 'paused', left: { ...remainderOf(draft, run, rule) }, dueAt: null, cause };
}

/** Runs on with what is left. A clock that was left without a listed cause never stood still: its due date stays. */
function goOn(draft: Draft, run: ClockRun, rule: ClockRule): ClockRun {
  if (run.dueAt !== null) return { ...run, status: 'running', cause: null };
  const dueAt = draft.frame.settings.resume(draft.before.agency, draft.at, run.left as unknown as Remainder, rule.roll);
  return { ...run, status: 'running', runsFrom: draft.at, dueAt, cause: null };
}

const lists = ({ pauses }: ClockRule, cause: string): boolean => pauses.some((listed) => listed.cause === cause);

/** The case goes away from a clock: for a listed cause it stands still, for any other it runs on, unheard. It keeps the cause either way. */
function leave(draft: Draft, run: ClockRun, cause: string | null): void {
  const rule = draft.frame.rules.clocks[run.name];
  if (run.status === 'running' && rule && cause !== null && lists(rule, cause))
    draft.clocks[run.name] = { ...pause(draft, run, rule, cause), status: 'stopped' };
  // What it stood still for before (papers that are missing) is so all the while the case is away.
  else draft.clocks[run.name] = { ...run, status: 'stopped', cause: run.status === 'paused' ? run.cause : cause };
}

/**
 * Away for one cause, the case stays away for another: a court stays what is suspended. What ran out under the first keeps that cause, for by
 * it the end has effect or has none.
 */
function stayAway(draft: Draft, run: ClockRun, cause: string): void {
  const rule = draft.frame.rules.clocks[run.name];
  const isOver = run.dueAt !== null && run.dueAt <= draft.at;
  if (!rule || isOver || run.cause === cause || run.cause !== draft.before.charge.cause) return;
  const going = goOn(draft, run, rule);
  const next = lists(rule, cause) ? pause(draft, going, rule, cause) : { ...going, cause };
  draft.clocks[run.name] = { ...next, status: 'stopped' };
}
