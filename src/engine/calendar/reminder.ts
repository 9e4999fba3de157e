import type { Calendar } from './calendar.js';

/**
 * The instant (epoch ms) at which a fraction of the time between start and due is left: 0.25 is "a quarter left". The
 * fraction is of time on the wall; but where it falls when offices are closed, the reminder moves *back* to the last
 * open moment before, for one that waits for the next opening may come after the breach. It never precedes the start:
 * where no moment since then was open, it is the start itself.
 *
 * @throws RangeError where the fraction is not above 0 and at most 1, or due is before start
 * @throws CalendarError where a week on the way is not known
 */
export function reminderAt(calendar: Calendar, startMs: number, dueMs: number, fractionLeft: number): number {
  if (!(fractionLeft > 0 && fractionLeft <= 1)) {
    throw new RangeError(`Expected a fraction above 0 and at most 1, not ${fractionLeft}`);
  }
  if (dueMs < startMs) throw new RangeError(`Due (${dueMs}) is before the start (${startMs})`);
  // At least a millisecond before due: a reminder at the breach is none.
  const nominal = Math.min(dueMs - 1, Math.floor(dueMs - (dueMs - startMs) * fractionLeft));
  return Math.max(startMs, lastOpenMoment(calendar, startMs, nominal));
}

/** The last open moment up to an instant, not looking further back than the date of `earliestMs`; else `earliestMs`. */
function lastOpenMoment(calendar: Calendar, earliestMs: number, instantMs: number): number {
  const firstDay = calendar.dayOf(earliestMs);
  for (let day = calendar.dayOf(instantMs); day >= firstDay; day -= 1) {
    const span = calendar.officeHours(day).findLast(({ fromMs }) => fromMs <= instantMs);
    // Office time excludes its closing instant, so its last moment is a millisecond before.
    if (span !== undefined) return Math.min(instantMs, span.toMs - 1);
  }
  return earliestMs;
}
