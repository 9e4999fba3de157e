import type { Calendar } from './calendar.js';
import { addMonths, type DayNumber, requireInstant } from './civil.js';
import type { Length, LengthUnit } from './length.js';
import { addWorkingMilliseconds, workingMillisecondsBetween } from './office-time.js';
import { addOpenDays, countOpenDays, openDayFrom } from './open-days.js';

/** What becomes of a last day on which offices are closed: it moves to the next open one, or it stands. */
export type Roll = 'next-open-day' | 'none';

/** What is left of a length when its clock is paused; plain JSON. */
export interface Remainder {
  readonly unit: 'milliseconds' | 'days' | 'working days' | 'working milliseconds';
  /** A whole number, zero or more. */
  readonly count: number;
}

/** A clock as it runs: since when, how long, and the rule for a last day that is closed. */
export interface RunningClock {
  /** Epoch ms; of the resumption where the clock runs on with a remainder. */
  readonly startMs: number;
  readonly length: Length | Remainder;
  readonly roll: Roll;
}

/** `elapsed` and `office` count milliseconds; the others count to a last day, at the end of which the length expires. */
type Measure = 'elapsed' | 'office' | 'civil days' | 'civil months' | 'open days';

const MEASURES: Readonly<Record<LengthUnit | Remainder['unit'], readonly [Measure, number]>> = {
  milliseconds: ['elapsed', 1],
  seconds: ['elapsed', 1_000],
  minutes: ['elapsed', 60_000],
  hours: ['elapsed', 3_600_000],
  days: ['civil days', 1],
  weeks: ['civil days', 7],
  months: ['civil months', 1],
  years: ['civil months', 12],
  'working days': ['open days', 1],
  'working hours': ['office', 3_600_000],
  'working minutes': ['office', 60_000],
  'working milliseconds': ['office', 1],
};

function measure(length: Length | Remainder): readonly [Measure, number] {
  if (!Number.isSafeInteger(length.count) || length.count < 0) {
    throw new RangeError(`A length is a whole number of ${length.unit}, zero or more, not ${length.count}`);
  }
  const [by, each] = MEASURES[length.unit];
  return [by, each * length.count];
}

/**
 * The instant (epoch ms) at which a length expires that starts to run at `startMs`.
 *
 * Days, weeks, months and years: the day of the start is excluded, the last day is included and ends at local midnight
 * (General Clauses Act 1897, s. 9); a closed last day moves to the next open one where `roll` says so (s. 10). Working
 * days count open days only; a start on a closed day counts as made on the next open day. Working hours and minutes run
 * in office time only; hours, minutes and seconds simply elapse. Reasons and examples: docs/time.md.
 *
 * @throws CalendarError where a week that matters is not known, or no day is open within 400
 */
export function dueAt(calendar: Calendar, startMs: number, length: Length | Remainder, roll: Roll): number {
  requireInstant(startMs);
  const [by, size] = measure(length);
  if (by === 'elapsed') return startMs + size;
  if (by === 'office') return addWorkingMilliseconds(calendar, startMs, size);
  const last = lastDay(calendar, startMs, [by, size]);
  return calendar.startOf((roll === 'next-open-day' ? openDayFrom(calendar, last) : last) + 1);
}

/** The last day before any roll. */
function lastDay(calendar: Calendar, startMs: number, [by, size]: readonly [Measure, number]): DayNumber {
  const first = calendar.dayOf(startMs);
  if (by === 'open days') return addOpenDays(calendar, openDayFrom(calendar, first), size);
  return by === 'civil months' ? addMonths(first, size) : first + size;
}

/**
 * What is left of a clock that is paused at an instant (epoch ms). Lengths in whole days keep the days after the date
 * of the pause up to the last day before any roll (months and years therefore leave days); a pause on a closed day
 * counts, for working days, as made on the next open day. Before the start (a date to come) the time until it counts too, so
 * that a pause shortens nothing. Nothing is left once the length has expired; whoever pauses a clock first fires what is due.
 *
 * @throws CalendarError as `dueAt`
 */
export function remainderAt(calendar: Calendar, clock: RunningClock, pausedAtMs: number): Remainder {
  requireInstant(pausedAtMs);
  const { startMs, length, roll } = clock;
  const [by, size] = measure(length);
  if (by === 'elapsed') return { unit: 'milliseconds', count: Math.max(0, startMs + size - pausedAtMs) };
  if (by === 'office') {
    const due = dueAt(calendar, startMs, length, roll);
    return { unit: 'working milliseconds', count: Math.max(0, workingMillisecondsBetween(calendar, pausedAtMs, due)) };
  }
  const last = lastDay(calendar, startMs, [by, size]);
  const today = calendar.dayOf(pausedAtMs);
  if (by !== 'open days') return { unit: 'days', count: Math.max(0, last - today) };
  return { unit: 'working days', count: countOpenDays(calendar, openDayFrom(calendar, today), last) };
}

/**
 * The instant (epoch ms) at which a paused clock expires when it runs on from `resumedAtMs`. The remainder is counted as
 * a length that starts then, the date of resumption being the excluded day; so a pause moves the last day by as many
 * days (open days, for working days) as lie between pausing and resuming, never back, and not at all within one date.
 *
 * @throws CalendarError as `dueAt`
 */
export function dueFromRemainder(calendar: Calendar, resumedAtMs: number, remainder: Remainder, roll: Roll): number {
  return dueAt(calendar, resumedAtMs, remainder, roll);
}
