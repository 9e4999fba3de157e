import type { Calendar } from './calendar.js';
import { requireInstant } from './civil.js';
import { openDayFrom } from './open-days.js';

/**
 * The earliest instant (epoch ms) by which `ms` milliseconds of open office time have passed since the start. Time
 * outside office hours and in breaks does not count, so a start outside them begins at the next opening; what ends with
 * the last office minute of a day ends at closing time, not at the next opening. None passes at once.
 *
 * @throws CalendarError where a week on the way is not known, or offices stay closed for 400 days
 */
export function addWorkingMilliseconds(calendar: Calendar, startMs: number, ms: number): number {
  requireInstant(startMs);
  if (!Number.isSafeInteger(ms) || ms < 0) throw new RangeError(`Expected whole milliseconds, zero or more, not ${ms}`);
  if (ms === 0) return startMs;
  let left = ms;
  let day = openDayFrom(calendar, calendar.dayOf(startMs));
  for (;;) {
    for (const { fromMs, toMs } of calendar.officeHours(day)) {
      const begin = Math.max(fromMs, startMs);
      const available = toMs - begin;
      if (available >= left) return begin + left;
      if (available > 0) left -= available;
    }
    day = openDayFrom(calendar, day + 1);
  }
}

/**
 * Open office time between two instants (epoch ms), in milliseconds; negative where the second is the earlier, so that
 * parts always sum to the whole.
 *
 * @throws CalendarError where a week between them is not known
 */
export function workingMillisecondsBetween(calendar: Calendar, aMs: number, bMs: number): number {
  requireInstant(bMs);
  if (bMs < aMs) return -workingMillisecondsBetween(calendar, bMs, aMs);
  let sum = 0;
  for (let day = calendar.dayOf(aMs); calendar.startOf(day) < bMs; day += 1) {
    for (const { fromMs, toMs } of calendar.officeHours(day)) {
      sum += Math.max(0, Math.min(toMs, bMs) - Math.max(fromMs, aMs));
    }
  }
  return sum;
}
