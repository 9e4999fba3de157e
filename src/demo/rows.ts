import { nameOf } from './moments.js';
import type { Seen, SeenClock } from './seen.js';

/** One line of the screen: a case that is open, and the clock that matters most in it. */
export interface Row {
  readonly name: string;
  readonly holder: string;
  readonly work: string;
  readonly clock: Shown | null;
  /** Rungs of the ladder climbed so far. */
  readonly rungs: number;
}

/** A clock as it is shown. `share`: how much of its time is gone, from 0 to 1. */
export interface Shown {
  readonly kind: 'runs' | 'stands' | 'late' | 'silence';
  readonly share: number;
  /** Milliseconds left; of one that is late, milliseconds since it ran out; null where it stands still. */
  readonly left: number | null;
  readonly label: string;
}

/** The open cases of an application, what is urgent first. */
export function rowsOf(cases: Iterable<Seen>, now: number): Row[] {
  return [...cases]
    .filter((seen) => seen.parent !== null && isOpen(seen))
    .map((seen) => rowOf(seen, now))
    .sort((a, b) => urgency(a) - urgency(b) || a.name.localeCompare(b.name));
}

const within = (state: unknown, name: string): boolean => typeof state === 'object' && state !== null && name in state;

/** Something is still to be done in it. What the investor may still do against a refusal counts, what rests in force does not. */
function isOpen({ status, state, turn }: Seen): boolean {
  return status === 'active' && (turn.holder !== 'nobody' || within(state, 'refused'));
}

function rowOf(seen: Seen, now: number): Row {
  const { turn, tasks, state } = seen;
  const refused = within(state, 'refused') ? 'Refused; may be appealed' : 'Waits';
  const halted = within(state, 'halted');
  return {
    name: nameOf(seen),
    holder: turn.holder,
    work: halted ? 'Halted' : (tasks[0]?.title ?? refused),
    clock: halted ? stands(turn.cause) : clockOf(seen, now),
    rungs: Math.max(0, ...tasks.map(({ rungs }) => rungs)),
  };
}

const stands = (cause: string | null): Shown => ({
  kind: 'stands',
  share: 0,
  left: null,
  label: cause ?? 'stands still',
});

function clockOf({ clocks, tasks }: Seen, now: number): Shown | null {
  const paused = clocks.find(({ status }) => status === 'paused');
  if (paused) return stands(paused.pausedFor);
  const running = clocks.filter(({ status, dueAt }) => status === 'running' && dueAt !== null);
  const silence = running.find(({ legalEffect, name }) => legalEffect && name !== 'completeness');
  const late = tasks.find(({ dueAt }) => dueAt !== null && Date.parse(dueAt) <= now);
  if (late && silence) return { ...shown(silence, now), kind: 'silence', label: 'until granted by silence' };
  if (late) return { kind: 'late', share: 1, left: now - Date.parse(late.dueAt ?? ''), label: 'late' };
  const due = running.find(({ dueAt }) => tasks.some((task) => task.dueAt === dueAt)) ?? running.sort(byDue)[0];
  return due ? shown(due, now) : null;
}

const byDue = (a: SeenClock, b: SeenClock): number => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? '');

function shown({ startedAt, dueAt, force, confirmed }: SeenClock, now: number): Shown {
  const [from, to] = [Date.parse(startedAt), Date.parse(dueAt ?? '')];
  const label = force === 'limit' && confirmed ? 'limit' : 'target';
  return { kind: 'runs', share: (now - from) / Math.max(1, to - from), left: to - now, label };
}

function urgency({ clock, rungs }: Row): number {
  if (clock === null) return Infinity;
  const soon = (clock.left ?? 0) / 86_400_000;
  if (clock.kind === 'silence') return -10_000 + soon;
  if (clock.kind === 'late') return -5_000 - soon - rungs;
  return clock.kind === 'stands' ? -1_000 : soon;
}
