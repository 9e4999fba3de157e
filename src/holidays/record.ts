import { merged, type KeptCalendar } from '../settings/index.js';
import type { HolidayRow } from '../store/holiday-rows.js';

/** What an order says of one day of one calendar: of two orders about a day the later holds. */
export interface Holiday {
  readonly calendar: string;
  /** `2026-11-27`, in the time zone of the calendar. */
  readonly date: string;
  readonly name: string;
  /** Whether offices are closed; false: a holiday that was listed is withdrawn, and they work. */
  readonly closes: boolean;
  /** The order it rests on. */
  readonly ground: string;
}

export interface HolidayRecord extends Holiday {
  readonly id: string;
  readonly recordedBy: string;
  readonly recordedAt: number;
}

export function recordOf(row: HolidayRow): HolidayRecord {
  const { id, calendar, date, name, ground } = row;
  return {
    id,
    calendar,
    date,
    name,
    closes: row.closes === 1,
    ground,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
  };
}

export function rowOf(record: HolidayRecord, link: Pick<HolidayRow, 'seq' | 'previous_hash' | 'hash'>): HolidayRow {
  const { recordedBy, recordedAt, closes, ...same } = record;
  return { ...same, ...link, closes: closes ? 1 : 0, recorded_by: recordedBy, recorded_at: recordedAt };
}

/**
 * A calendar as orders leave it: what was listed for their days gives way. Those about the calendar that a province keeps hold in the province
 * too, but for days about which it says something itself.
 */
export function withHolidays(source: KeptCalendar, holidays: readonly Holiday[]): KeptCalendar {
  const { id, provincial } = source;
  const own = new Set(provincial?.closures.map(({ date }) => date));
  const below = holidays.filter(({ calendar, date }) => calendar === provincial?.extends && !own.has(date));
  const said = [...below, ...holidays.filter(({ calendar }) => calendar === id)];
  const orders = new Map(said.map((one) => [one.date, one]));
  if (orders.size === 0) return source;
  const ordered = [...orders.values()].map(({ date, name, closes, ground }) => {
    return { date, name, kind: 'ordered', closes, confidence: 'sourced', source: ground };
  });
  return { ...source, closures: merged(source.closures, ordered) };
}
