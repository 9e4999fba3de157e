import type { CalendarSource } from '../../engine/index.js';
import type { Holiday, HolidayRecord } from '../../holidays/record.js';
import type { Moves } from '../../holidays/moves.js';
import type { DaySettings, KeptCalendar } from '../../settings/index.js';
import type { Reader } from '../reader.js';

/** A day of Pakistan, as an instant of it. */
const noonOf = (date: string): string => `${date}T12:00:00+05:00`;
/** Days of a week in its order: 5 January 2026 is a Monday. */
const MONDAY = Date.UTC(2026, 0, 5, 7);
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The calendars that agencies keep. */
export function calendarsModel(reader: Reader, { source, agencies }: DaySettings) {
  return source.calendars.map(({ id, title, provincial }) => ({
    href: `/office/calendars/${id}`,
    title: reader.said(title),
    sure: provincial?.confirmed ?? true,
    agencies: agencies.filter(({ calendar }) => calendar === id).length,
  }));
}

/** One calendar as it is: weeks, seasons, and the days that are different, from a day on. */
export function calendarModel(
  reader: Reader,
  source: KeptCalendar,
  { today, orders }: { readonly today: string; readonly orders: readonly HolidayRecord[] },
) {
  const { id, title, weeks, seasons = [], closures, provincial } = source;
  const ordered = new Set(orders.map(({ date }) => date));
  return {
    id,
    title: reader.said(title),
    provincial: provincial && { below: provincial.extends, sure: provincial.confirmed, source: provincial.source },
    weeks: weeks.filter(({ to }) => to === null || to >= today).map((week) => weekModel(reader, week)),
    seasons: seasons.filter(({ to }) => to >= today).map((season) => weekModel(reader, season)),
    closures: closures
      .filter(({ date }) => date >= today)
      .map((one) => ({
        ...one,
        at: noonOf(one.date),
        ordered: ordered.has(one.date),
        sure: one.confidence === 'sourced',
      })),
    orders: orders.map((one) => ({ ...one, at: noonOf(one.date) })).toReversed(),
  };
}

type Week = Pick<CalendarSource['weeks'][number], 'from' | 'to' | 'hours' | 'breaks' | 'source' | 'confidence'> & {
  readonly days?: readonly string[];
};

function weekModel(reader: Reader, { from, to, days = [], hours, source, confidence }: Week) {
  const [opens = '', closes = ''] = hours.default ?? [];
  return {
    from: noonOf(from),
    to: to === null ? null : noonOf(to),
    days: days.map((day) => reader.dayOfWeek(MONDAY + DAYS.indexOf(day) * 86_400_000)),
    opens,
    closes,
    source,
    sure: confidence === 'sourced',
  };
}

/** What an order would move. */
export function previewModel(reader: Reader, holiday: Holiday, moves: Moves) {
  const { shown, dates, cases, looked, next, whole } = moves;
  return {
    holiday: { ...holiday, at: noonOf(holiday.date) },
    dates,
    cases,
    looked,
    whole,
    next: next === null ? null : addressOf(holiday, next),
    moves: shown.map((one) => ({
      href: `/cases/${one.case}`,
      reference: one.reference,
      title: one.title,
      agency: one.agency === null ? '' : reader.agency(one.agency),
      from: one.from,
      to: one.to,
    })),
  };
}

function addressOf({ calendar, date, closes, name, ground }: Holiday, after: string): string {
  const query = new URLSearchParams({ date, closes: closes ? 'yes' : 'no', name, ground, after });
  return `/office/calendars/${calendar}/preview?${query.toString()}`;
}
