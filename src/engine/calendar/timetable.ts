import { CalendarError } from './calendar-error.js';
import { DAY_NAMES, type DayName, type DayTimes } from './source.js';

/** A stretch of office time, in minutes since local midnight. */
interface MinuteSpan {
  readonly from: number;
  readonly to: number;
}

/** Office time per weekday, Monday first; undefined where the source states none. */
export type Timetable = readonly (readonly MinuteSpan[] | undefined)[];

/** The entry of the settings being read, for messages. */
export interface Place {
  readonly calendar: string;
  readonly entry: string;
}

export function refuse(place: Place, what: string): never {
  throw new CalendarError(place.calendar, `${place.entry}: ${what}`);
}

/**
 * Office time of each weekday: its hours without its break.
 *
 * @param days weekdays that must have hours; others get them only where stated
 * @throws CalendarError naming the entry, the day and the time at fault
 */
export function readTimetable(
  place: Place,
  days: readonly DayName[],
  times: { readonly hours: DayTimes; readonly breaks?: DayTimes },
): Timetable {
  requireDayNames(place, Object.keys(times.hours));
  requireDayNames(place, Object.keys(times.breaks ?? {}));
  return DAY_NAMES.map((day) => {
    const range = times.hours[day] ?? times.hours.default;
    if (range === undefined) return days.includes(day) ? refuse(place, `no hours for ${day}`) : undefined;
    const hours = readRange(place, `hours of ${day}`, range);
    const pause = readBreak(place, day, { hours, breaks: times.breaks });
    return pause === undefined ? [hours] : without(hours, pause);
  });
}

function readBreak(place: Place, day: DayName, times: { hours: MinuteSpan; breaks: DayTimes | undefined }) {
  const own = times.breaks?.[day];
  const range = own ?? times.breaks?.default;
  if (range === undefined) return undefined;
  const pause = readRange(place, `break of ${day}`, range);
  const { hours } = times;
  // The default break may miss a short day (Friday to 13:00); one stated for the day itself must lie within it.
  if (own !== undefined && (pause.from < hours.from || pause.to > hours.to)) {
    refuse(place, `the break of ${day} (${range.join(' to ')}) is not within its hours`);
  }
  if (pause.from <= hours.from && pause.to >= hours.to) refuse(place, `the break of ${day} leaves no office time`);
  return pause;
}

function without(hours: MinuteSpan, pause: MinuteSpan): MinuteSpan[] {
  const before = { from: hours.from, to: Math.min(hours.to, pause.from) };
  const after = { from: Math.max(hours.from, pause.to), to: hours.to };
  return [before, after].filter((span) => span.from < span.to);
}

function readRange(place: Place, what: string, range: readonly string[]): MinuteSpan {
  const [from, to] = range.map((time) => readTime(place, what, time));
  if (range.length !== 2 || from === undefined || to === undefined || from >= to) {
    return refuse(place, `${what}: expected an earlier and a later time, got ${range.join(' to ')}`);
  }
  return { from, to };
}

function readTime(place: Place, what: string, time: string): number {
  const [, hour, minute] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  // Both a text that does not match (NaN) and 24:01 fail this test.
  return minutes <= 1440 ? minutes : refuse(place, `${what}: '${time}' is no time of day, expected HH:MM`);
}

/** @throws CalendarError naming the word that is no weekday */
export function requireDayNames(place: Place, names: readonly string[]): void {
  const wrong = names.find((name) => name !== 'default' && !DAY_NAMES.some((day) => day === name));
  if (wrong !== undefined) refuse(place, `'${wrong}' is no weekday, expected ${DAY_NAMES.join(', ')}`);
}
