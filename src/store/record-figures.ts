import { placeOf, type CaseState, type ClockRun, type Decision, type JsonObject } from '../engine/index.js';
import { monthOf } from '../time/days.js';
import { count, type Changes } from './changes.js';
import { daysBetween, figureScope, secondsAt } from './figure-scopes.js';
import { placeName, placeText } from './places.js';
import type { PassageRow } from './passage-rows.js';
import { standing, textOf } from './standing.js';

/** Clocks that promise a decision: where a case is decided anew, the later one counts. */
const DECIDING = ['reconsideration', 'decision'];
/** Whoever is charged with the time of cases at rest. */
const AT_REST = 'nobody';

/** What of a decision figures count: that its case went from one stage to another, and whose time was used. */
export function addFigures(changes: Changes, decision: Decision, before: CaseState | null): void {
  addPassage(changes, decision, before);
  addTime(changes, decision);
  addHolder(changes, decision.state, before);
}

function addPassage({ passages, counts }: Changes, { state, event }: Decision, before: CaseState | null): void {
  const [from, to] = [before && standing(before).stage, standing(state).stage];
  if (from === to) return;
  const { workflow, agency } = state;
  const approval = approvalIn(state);
  const { act, reason } = reasonOf(event);
  const at = event.occurredAt;
  const row = { ...promiseOf(state, before, at), case_id: state.id, seq: event.seq, passed_at: at };
  const place = placeIn(state);
  const named = { workflow, agency, approval, place, from_stage: from, to_stage: to, act, reason };
  const { days, promise } = row;
  passages.push({ ...row, ...named });
  const about = [monthOf(at), agency, place, workflow, approval, from, to] as const;
  count(counts, figureScope('passed', ...about, act, reason, promise, days), 1);
  count(counts, figureScope('months', monthOf(at)), 1);
}

/** The approval a case is about, by its id; null: it is about none. */
function approvalIn({ snapshot }: CaseState): string | null {
  const { approval } = Object(snapshot['context']) as { readonly approval?: unknown };
  const { id } = Object(approval ?? {}) as { readonly id?: unknown };
  return typeof id === 'string' && id !== '' ? id : null;
}

function reasonOf({ type, data }: Decision['event']): { readonly act: string; readonly reason: string | null } {
  // What was done on paper is done by the signature under it.
  const onPaper = type === 'paper.countersigned';
  const act = onPaper ? textOf(data, 'event') : textOf(data, 'clock');
  const said = onPaper ? (Object(data['data'] ?? {}) as JsonObject) : data;
  return { act: act === '' ? type : act, reason: textOf(said, 'code') || null };
}

/** What was promised of a case, and how long it took: counted from where the clock counts, else from its filing. */
function promiseOf(
  { clocks, marks, openedAt }: CaseState,
  before: CaseState | null,
  at: number,
): Pick<PassageRow, 'days' | 'promise' | 'promised_at'> {
  const deciding = DECIDING.map((name) => clocks[name]).find((run): run is ClockRun => run !== undefined);
  const clock = deciding ?? checkingIn(before);
  const since = clock?.startedAt ?? marks['lodged'] ?? openedAt;
  const { decided = at } = marks;
  const until = decided >= since && decided <= at ? decided : at;
  const promised = clock?.dueAt ?? null;
  const promise = promised === null ? 'none' : until <= promised ? 'kept' : 'late';
  return { days: daysBetween(since, until), promised_at: promised, promise };
}

/** What is decided without having been found complete first was promised for when that should have been looked at. */
function checkingIn(before: CaseState | null): ClockRun | undefined {
  const run = before?.clocks['completeness'];
  return run?.status === 'running' || run?.status === 'passed' ? run : undefined;
}

function addTime({ counts }: Changes, { state, ledger }: Decision): void {
  for (const { holder, since, until } of ledger) {
    const scope = figureScope('time', monthOf(until), state.agency, placeIn(state), holder);
    count(counts, scope, secondsAt(until) - secondsAt(since));
    count(counts, figureScope('months', monthOf(until)), 1);
  }
}

function addHolder({ counts }: Changes, state: CaseState, before: CaseState | null): void {
  const [place, was] = [placeIn(state), before && placeIn(before)];
  if (before && isHeldAs(before, state) && place === was) return;
  const add = ({ agency, charge: { holder, since } }: CaseState, where: string, by: 1 | -1): void => {
    if (holder === AT_REST) return;
    count(counts, figureScope('held', agency, where, holder, 'n'), by);
    count(counts, figureScope('held', agency, where, holder, 'since'), by * secondsAt(since));
  };
  if (before && was !== null) add(before, was, -1);
  add(state, place, 1);
}

const isHeldAs = ({ charge: was }: CaseState, { charge: now }: CaseState): boolean =>
  was.holder === now.holder && was.since === now.since;

/** Under which name places are kept; `places` has what it stands for. */
const placeIn = (state: CaseState): string => placeName(placeText(placeOf(state)));
