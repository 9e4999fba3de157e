import { Temporal } from 'temporal-polyfill';
import type { Preferences } from './preferences.js';

/** Offices and nights are those of Pakistan. */
const ZONE = 'Asia/Karachi';
/** When the one mail of the day is sent. */
const MORNING = '08:00';

/**
 * When something is sent, by somebody’s wishes. What is urgent is sent now; the rest waits for the morning where it is wanted in one mail, and
 * for the end of the quiet hours.
 *
 * @param now epoch milliseconds, as what is given
 */
export function sentAt(
  now: number,
  urgent: boolean,
  wishes: Pick<Preferences, 'email' | 'quietFrom' | 'quietTo'>,
): number {
  if (urgent) return now;
  const wanted = wishes.email === 'daily' ? next(now, MORNING) : now;
  return isQuiet(wanted, wishes) ? next(wanted, wishes.quietTo) : wanted;
}

/** Quiet hours may pass midnight; where they begin and end at once there are none. */
function isQuiet(at: number, { quietFrom, quietTo }: Pick<Preferences, 'quietFrom' | 'quietTo'>): boolean {
  if (quietFrom === '' || quietTo === '' || quietFrom === quietTo) return false;
  const time = there(at).toPlainTime().toString().slice(0, 5);
  return quietFrom < quietTo ? quietFrom <= time && time < quietTo : quietFrom <= time || time < quietTo;
}

/** The next instant after `at` that is so late in the day. */
function next(at: number, time: string): number {
  const day = there(at);
  const today = day.withPlainTime(Temporal.PlainTime.from(time));
  return (today.epochMilliseconds > at ? today : today.add({ days: 1 })).epochMilliseconds;
}

function there(at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ZONE);
}
