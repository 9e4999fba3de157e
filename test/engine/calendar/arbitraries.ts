import fc from 'fast-check';
import type { CalendarSource, Length, LengthUnit, Roll, RunningClock } from '../../../src/engine/calendar/index.js';
import { closure, federalSource, office, week } from './fixtures.js';

const DAY_MS = 86_400_000;
const YEAR_START = Date.parse('2026-01-01T00:00:00Z');

export const DAY_UNITS = ['days', 'weeks', 'months', 'years', 'working days'] as const;
const LARGEST: Readonly<Record<LengthUnit, number>> = {
  milliseconds: 10_000_000_000,
  seconds: 10_000_000,
  minutes: 100_000,
  hours: 2_000,
  days: 200,
  weeks: 30,
  months: 14,
  years: 2,
  'working days': 90,
  'working hours': 400,
  'working minutes': 20_000,
};
const ALL_UNITS = Object.keys(LARGEST) as LengthUnit[];

/** An instant of 2026, to the millisecond. */
export const instants = fc.integer({ min: 0, max: 365 * DAY_MS - 1 }).map((ms) => YEAR_START + ms);
export const minutes = fc.integer({ min: 0, max: 365 * 1440 - 1 }).map((minute) => YEAR_START + minute * 60_000);
const rolls = fc.constantFrom<Roll[]>('next-open-day', 'none');
export const dates = fc
  .integer({ min: 0, max: 800 })
  .map((days) => new Date(YEAR_START + days * DAY_MS).toISOString().slice(0, 10));

export function lengths(units: readonly LengthUnit[] = ALL_UNITS): fc.Arbitrary<Length> {
  return fc
    .constantFrom(...units)
    .chain((unit) => fc.record({ unit: fc.constant(unit), count: fc.integer({ min: 0, max: LARGEST[unit] }) }));
}

/** A length that starts to run in 2026. */
export function clocks(units?: readonly LengthUnit[]): fc.Arbitrary<RunningClock & { length: Length }> {
  return fc.record({ startMs: instants, length: lengths(units), roll: rolls });
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

const quarter = (from: number, to: number) => fc.integer({ min: from * 4, max: to * 4 }).map((n) => n * 15);

/** Hours between 06:00 and 22:00 (away from shifts of clocks), with or without a break inside. */
const dayTimes = fc
  .record({ open: quarter(6, 10), rest: quarter(11, 14), length: quarter(0, 2), close: quarter(17, 22) })
  .map(({ open, rest, length, close }) => ({
    hours: { default: [clock(open), clock(close)] as const },
    ...(length === 0 ? {} : { breaks: { default: [clock(rest), clock(rest + length)] as const } }),
  }));

const workdays = fc.subarray(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const, { minLength: 1 });
const zones = fc.constantFrom('Asia/Karachi', 'Europe/Amsterdam', 'Asia/Kathmandu', 'America/New_York', 'Asia/Beirut');

const inventedSources: fc.Arbitrary<CalendarSource> = fc
  .record({
    timezone: zones,
    days: fc.tuple(workdays, workdays),
    times: fc.tuple(dayTimes, dayTimes, dayTimes),
    change: fc.integer({ min: 0, max: 300 }),
    closed: fc.uniqueArray(dates, { maxLength: 25 }),
  })
  .map(({ timezone, days, times, change, closed }) => {
    const day = (offset: number) => new Date(YEAR_START + (change + offset) * DAY_MS).toISOString().slice(0, 10);
    const told = { source: 'test', confidence: 'sourced' };
    return office({
      timezone,
      weeks: [
        week({ from: '2020-01-01', to: day(0), days: days[0], breaks: undefined, ...times[0] }),
        week({ from: day(1), to: null, days: days[1], breaks: undefined, ...times[1] }),
      ],
      seasons: [{ from: day(-10), to: day(20), ...times[2], ...told }],
      closures: closed.map((date) => closure(date)),
    });
  });

/** Invented calendars whose week changes within 2026, and now and then the real one. */
export const sources = fc.oneof(
  { weight: 4, arbitrary: inventedSources },
  { weight: 1, arbitrary: fc.constant(federalSource) },
);
