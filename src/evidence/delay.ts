import { formatLength, type CaseRules, type Decision, type LoadedWorkflow } from '../engine/index.js';
import { textOf } from '../store/standing.js';
import { clockLines, type ClockLine, type Stretch } from './clock-lines.js';
import type { CaseDelay, ClockDelay, Extension, Lasted, PauseBasis } from './delay-form.js';

/** How time is counted and who is who: calendars and agencies of the day. */
export interface Almanac {
  /** Open office time of a calendar between two instants, milliseconds. */
  readonly worked: (calendar: string, from: number, to: number) => number;
  /** Id of the calendar that an agency keeps; the federal one for none. */
  readonly calendarOf: (agency: string | null) => string;
  /** Name of an agency; null for whoever is none. */
  readonly agencyNamed: (holder: string) => string | null;
}

/** A case, replayed: what a statement of delay is made from. */
export interface Replayed {
  readonly reference: string;
  readonly decisions: readonly Decision[];
  readonly workflow: LoadedWorkflow;
  readonly rules: CaseRules;
}

const iso = (instant: number): string => new Date(instant).toISOString();
const iso0 = (instant: number | null): string | null => (instant === null ? null : iso(instant));
const sum = (parts: readonly Lasted[]): Lasted => ({
  seconds: added(parts.map(({ seconds }) => seconds)),
  workingSeconds: added(parts.map(({ workingSeconds }) => workingSeconds)),
});
/** In whole milliseconds, so that parts give the whole to the last digit. */
const added = (seconds: readonly number[]): number =>
  seconds.reduce((all, one) => all + Math.round(one * 1e3), 0) / 1e3;

/** Who held a case since it was opened, for how long, and how its clocks stood to that. Every second is charged to one holder. */
export function delayOf(replayed: Replayed, almanac: Almanac, now: number): CaseDelay {
  const { decisions, rules, reference, workflow } = replayed;
  const last = decisions.at(-1);
  if (!last) throw new Error(`${reference} has no log`);
  const { state } = last;
  const { charge } = state;
  // With the last holder the time of the case has ended.
  const until = charge.holder === 'nobody' ? charge.since : Math.max(now, charge.since);
  const spans = decisions.flatMap(({ ledger }) => ledger);
  const open = until > charge.since ? [{ ...charge, until }] : [];
  const lasted = lastedBy(almanac);
  const entries = [...spans, ...open].map(({ holder, cause, since, until: end }) => {
    const name = almanac.agencyNamed(holder);
    // The investor, a court or other cases keep no offices: their time is counted by the calendar of the agency of the case.
    const calendar = almanac.calendarOf(name === null ? state.agency : holder);
    const times = { from: iso(since), to: iso(end), calendar, ...lasted(calendar, since, end) };
    return { holder, name: name ?? holder, cause, bases: basesOf(cause, rules), ...times };
  });
  const holders = [...new Map(entries.map(({ holder, name }) => [holder, name]))].map(([holder, name]) => ({
    holder,
    name,
    ...sum(entries.filter((entry) => entry.holder === holder)),
  }));
  const calendar = almanac.calendarOf(state.agency);
  return {
    case: state.id,
    reference,
    title: workflow.definition.title,
    workflow: `${state.workflow} ${state.version}`,
    ruleset: state.ruleset,
    agency: state.agency,
    events: state.seq,
    hash: state.hash,
    from: iso(state.openedAt),
    to: iso(until),
    ...sum(entries),
    holders,
    entries,
    clocks: clockLines(decisions, workflow, until).map((line) =>
      clockOf(line, replayed, (from, to) => lasted(calendar, from, to)),
    ),
  };
}

function lastedBy({ worked }: Almanac): (calendar: string, from: number, to: number) => Lasted {
  return (calendar, from, to) => ({ seconds: (to - from) / 1e3, workingSeconds: worked(calendar, from, to) / 1e3 });
}

/** On what law it stood still for a cause: clock by clock. */
function basesOf(cause: string | null, { clocks }: CaseRules): PauseBasis[] {
  if (cause === null) return [];
  return Object.entries(clocks).flatMap(([clock, { pauses }]) =>
    pauses.filter((pause) => pause.cause === cause).map(({ basis }) => ({ clock, basis })),
  );
}

type Lasting = (from: number, to: number) => Lasted;

function clockOf(line: ClockLine, { decisions, rules, workflow }: Replayed, lasted: Lasting): ClockDelay {
  const rule = rules.clocks[line.name];
  const legal = workflow.definition.delays?.[line.name]?.legalEffect === true;
  const of = (standing: Stretch['standing']): Lasted =>
    sum(line.stretches.filter((one) => one.standing === standing).map(({ from, to }) => lasted(from, to)));
  return {
    name: line.name,
    title: rule?.title ?? line.name,
    force: rule?.force ?? null,
    confirmed: rule?.confirmed ?? false,
    legalEffect: legal && rule?.force === 'limit' && rule.confirmed,
    length: rule ? formatLength(rule.length) : null,
    source: rule?.source ?? null,
    startedAt: iso(line.startedAt),
    dueAt: iso0(line.dueAt),
    status: line.status,
    ran: of('running'),
    paused: of('paused'),
    overdue: of('overdue'),
    stretches: line.stretches.map(({ standing, from, to, cause }) => {
      const basis = rule?.pauses.find((pause) => pause.cause === cause)?.basis ?? null;
      return {
        standing,
        from: iso(from),
        to: iso(to),
        cause,
        basis: cause === null ? null : basis,
        ...lasted(from, to),
      };
    }),
    extensions: extensionsOf(line, decisions),
  };
}

function extensionsOf({ name, startedAt, stretches }: ClockLine, decisions: readonly Decision[]): Extension[] {
  const end = stretches.at(-1)?.to ?? startedAt;
  return decisions.flatMap(({ event: { seq, type, data, actor, post, recordedAt } }) => {
    if (type !== 'clock.extended' || data['clock'] !== name || recordedAt < startedAt || recordedAt > end) return [];
    const code = textOf(data, 'code') || null;
    const words = { by: textOf(data, 'by'), code, reason: textOf(data, 'reason'), basis: textOf(data, 'basis') };
    return [{ event: seq, at: iso(recordedAt), ...words, actor, post }];
  });
}
