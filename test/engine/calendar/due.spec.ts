import { describe, expect, it } from '@jest/globals';
import {
  buildCalendar,
  CalendarError,
  dueAt,
  type Length,
  parseLength,
  type Roll,
} from '../../../src/engine/calendar/index.js';
import { closure, federal, federalSource, inPakistan, office, pk, week } from './fixtures.js';

function due(start: string, length: string, roll: Roll = 'next-open-day'): string {
  return inPakistan(dueAt(federal, pk(start), parseLength(length), roll));
}

describe('a length in days', () => {
  it('excludes the first day and ends with the last', () => {
    expect(due('2025-12-01 10:00', '9 days')).toBe('2025-12-11 00:00');
  });

  it.each([
    ['2025-12-01 00:00', '2025-12-11 00:00'],
    ['2025-12-01 23:59', '2025-12-11 00:00'],
    ['2025-12-02 00:00', '2025-12-12 00:00'],
  ])('counts a filing at %s on its own date, office hours or not', (start, expected) => {
    expect(due(start, '9 days')).toBe(expected);
  });

  it('moves a closed last day to the next open one: Eid, a weekend and Pakistan Day 2026', () => {
    expect(due('2026-02-19 10:00', '30 days')).toBe('2026-03-25 00:00');
    expect(due('2026-02-19 10:00', '30 days', 'none')).toBe('2026-03-22 00:00');
  });

  it('moves past Eid-ul-Fitr 2025', () => {
    expect(due('2025-03-28 10:00', '3 days')).toBe('2025-04-04 00:00');
  });

  it('ends on a bank holiday, when offices work', () => {
    expect(due('2025-12-31 10:00', '1 day')).toBe('2026-01-02 00:00');
  });

  it('of none at all ends with the day itself, or the next open one', () => {
    expect(due('2025-12-12 10:00', '0 days')).toBe('2025-12-13 00:00');
    expect(due('2025-12-13 10:00', '0 days')).toBe('2025-12-16 00:00');
  });

  it('counts weeks as seven days', () => {
    expect(due('2025-12-01 10:00', '4 weeks')).toBe('2025-12-30 00:00');
  });
});

describe('a length in months', () => {
  it.each([
    ['2025-09-30 10:00', '4 months', '2026-01-31 00:00'], // not 31 January: Dodds v Walker [1981] UKHL
    ['2025-10-31 10:00', '4 months', '2026-03-03 00:00'], // 28 February is a Saturday
    ['2024-01-31 10:00', '1 month', '2024-03-01 00:00'],
    ['2023-01-31 10:00', '1 month', '2023-03-01 00:00'],
    ['2024-02-29 10:00', '1 year', '2025-03-01 00:00'],
    ['2024-02-29 10:00', '4 years', '2028-03-01 00:00'],
  ])('from %s, %s ends before %s', (start, length, expected) => {
    expect(due(start, length)).toBe(expected);
  });

  it('is not a number of days', () => {
    expect(due('2025-12-01 10:00', '4 months')).not.toBe(due('2025-12-01 10:00', '120 days'));
  });
});

describe('a length in working days', () => {
  it('counts open days only: the four-day week, Eid and Pakistan Day of March 2026', () => {
    expect(due('2026-03-05 11:00', '10 working days')).toBe('2026-03-25 00:00');
  });

  it('takes a filing on a closed day as made on the next open one, which is excluded', () => {
    expect(due('2025-12-13 10:00', '1 working day')).toBe('2025-12-17 00:00');
    expect(due('2025-12-15 10:00', '1 working day')).toBe('2025-12-17 00:00');
  });

  it('counts a filing after closing time on its own date', () => {
    expect(due('2025-12-12 22:00', '1 working day')).toBe('2025-12-16 00:00');
  });

  it('moves when a holiday is announced, and back when it is withdrawn', () => {
    const announced = buildCalendar({ ...federalSource, closures: [...federalSource.closures, closure('2025-12-10')] });
    const length: Length = { count: 5, unit: 'working days' };
    const [before, after] = [federal, announced].map((c) => dueAt(c, pk('2025-12-08 10:00'), length, 'none'));
    expect([before, after].map((ms) => inPakistan(ms ?? 0))).toEqual(['2025-12-16 00:00', '2025-12-17 00:00']);
  });
});

describe('a length in working hours', () => {
  it('runs around the long break of Friday and over the weekend', () => {
    expect(due('2025-12-12 11:00', '4 working hours')).toBe('2025-12-15 09:00');
  });

  it('runs in Ramadan hours', () => {
    expect(due('2024-03-15 11:30', '2 working hours')).toBe('2024-03-18 10:00');
    expect(due('2024-03-11 14:00', '4 working hours')).toBe('2024-03-12 11:00');
  });

  it('starts with the next opening', () => {
    expect(due('2025-12-12 19:00', '30 working minutes')).toBe('2025-12-15 08:30');
    expect(due('2025-12-10 13:10', '30 working minutes')).toBe('2025-12-10 14:00');
    expect(due('2026-03-12 15:30', '1 working hour')).toBe('2026-03-16 08:30');
  });

  it('ends at closing time, not at the next opening', () => {
    expect(due('2025-12-10 15:00', '1 working hour')).toBe('2025-12-10 16:00');
  });
});

describe('a length in hours', () => {
  it('elapses, closed or not', () => {
    expect(due('2026-03-20 21:15', '24 hours')).toBe('2026-03-21 21:15');
    expect(due('2026-03-20 21:15', '90 seconds')).toBe('2026-03-20 21:16');
    expect(dueAt(federal, 5, { count: 7, unit: 'milliseconds' }, 'none')).toBe(12);
  });
});

describe('dueAt refuses', () => {
  it('a date whose week nobody has stated', () => {
    expect(() => due('2022-04-01 10:00', '3 working days')).toThrow(CalendarError);
    const ending = buildCalendar(office({ weeks: [week({ to: '2026-12-31' })] }));
    const start = pk('2026-12-30 10:00');
    expect(() => dueAt(ending, start, { count: 2, unit: 'working days' }, 'none')).toThrow(/known for 2027-01-01/);
    expect(inPakistan(dueAt(ending, start, { count: 1, unit: 'working days' }, 'none'))).toBe('2027-01-01 00:00');
    expect(inPakistan(dueAt(ending, start, { count: 5, unit: 'days' }, 'none'))).toBe('2027-01-05 00:00');
  });

  it('to search for ever', () => {
    const days = Array.from({ length: 500 }, (_, n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
    const shut = buildCalendar(office({ closures: days.map((date) => closure(date)) }));
    for (const unit of ['working days', 'days', 'working minutes'] as const) {
      expect(() => dueAt(shut, pk('2025-12-31 16:30'), { count: 1, unit }, 'next-open-day')).toThrow(
        /office: no open day within 400 days of 2026-01-01/,
      );
    }
    const longest = buildCalendar(office({ closures: days.slice(0, 400).map((date) => closure(date)) }));
    expect(longest.isOpenDay('2027-02-05')).toBe(true);
    expect(inPakistan(dueAt(longest, pk('2025-12-31 16:30'), { count: 1, unit: 'days' }, 'next-open-day'))).toBe(
      '2027-02-06 00:00',
    );
  });

  it.each([-1, 1.5, Number.NaN, Infinity])('a count of %p', (count) => {
    expect(() => dueAt(federal, 0, { count, unit: 'days' }, 'none')).toThrow(RangeError);
  });

  it('what is no instant', () => {
    expect(() => dueAt(federal, Number.NaN, { count: 1, unit: 'hours' }, 'none')).toThrow(RangeError);
  });
});
