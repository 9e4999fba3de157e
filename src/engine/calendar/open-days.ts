import type { Calendar } from './calendar.js';
import { CalendarError } from './calendar-error.js';
import { type DayNumber, formatDate } from './civil.js';

/** More closed days in a row than this are a mistake in the settings, not a long holiday. */
const LONGEST_CLOSURE_DAYS = 400;

function isOpen(calendar: Calendar, day: DayNumber): boolean {
  return calendar.officeHours(day).length > 0;
}

/**
 * The date itself where offices work on it, else the next one on which they do.
 *
 * @throws CalendarError where none of the next 400 days is open, or a week is not known
 */
export function openDayFrom(calendar: Calendar, day: DayNumber): DayNumber {
  const end = day + LONGEST_CLOSURE_DAYS;
  for (let candidate = day; candidate <= end; candidate += 1) {
    if (isOpen(calendar, candidate)) return candidate;
  }
  throw new CalendarError(calendar.id, `no open day within ${LONGEST_CLOSURE_DAYS} days of ${formatDate(day)}`);
}

/** The `count`-th open day after a date; the date itself for none. */
export function addOpenDays(calendar: Calendar, day: DayNumber, count: number): DayNumber {
  let reached = day;
  for (let left = count; left > 0; left -= 1) reached = openDayFrom(calendar, reached + 1);
  return reached;
}

/** Open days after one date up to and including another; none where the other is earlier. */
export function countOpenDays(calendar: Calendar, after: DayNumber, upTo: DayNumber): number {
  let count = 0;
  for (let day = after + 1; day <= upTo; day += 1) {
    if (isOpen(calendar, day)) count += 1;
  }
  return count;
}
