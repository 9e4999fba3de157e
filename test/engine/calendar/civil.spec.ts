import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addCivilDays,
  buildCalendar,
  CalendarError,
  workingMillisecondsBetween,
} from '../../../src/engine/calendar/index.js';
import { instants, sources } from './arbitraries.js';
import { office, week } from './fixtures.js';
import { dateAt } from './oracle.js';

describe('addCivilDays', () => {
  it.each([
    ['a short day in Amsterdam', '2026-03-28T09:00+01:00', 1, '2026-03-29T09:00+02:00'],
    ['a long day in Amsterdam', '2026-10-24T09:00+02:00', 1, '2026-10-25T09:00+01:00'],
    ['back over a short day', '2026-03-29T09:00+02:00', -1, '2026-03-28T09:00+01:00'],
    ['into the hour that is skipped', '2026-03-28T02:30+01:00', 1, '2026-03-29T03:30+02:00'],
    ['into the hour that comes twice', '2026-10-24T02:30+02:00', 1, '2026-10-25T02:30+02:00'],
    ['none', '2026-03-28T09:00+01:00', 0, '2026-03-28T09:00+01:00'],
  ])('keeps the time on the wall: %s', (_, from, days, to) => {
    expect(new Date(addCivilDays('Europe/Amsterdam', Date.parse(from), days))).toEqual(new Date(to));
  });

  it('is plain days where clocks never shift', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -400, max: 400 }), (instant, days) => {
        expect(addCivilDays('Asia/Karachi', instant, days)).toBe(instant + days * 86_400_000);
      }),
    );
  });

  it('refuses a zone nobody knows and what is no instant', () => {
    expect(() => addCivilDays('Mars/Olympus', 0, 1)).toThrow(CalendarError);
    expect(() => addCivilDays('Asia/Karachi', Number.NaN, 1)).toThrow(RangeError);
  });
});

describe('the civil date of an instant', () => {
  it('is what clocks on the wall show, in any zone', () => {
    fc.assert(
      fc.property(sources, instants, (source, instant) => {
        const calendar = buildCalendar(source);
        const day = calendar.dayOf(instant);
        expect(new Date(day * 86_400_000).toISOString().slice(0, 10)).toBe(dateAt(source, instant));
        expect(calendar.dayOf(calendar.startOf(day))).toBe(day);
        expect(calendar.dayOf(calendar.startOf(day) - 1)).toBe(day - 1);
      }),
    );
  });

  it('begins with the first moment that exists where midnight is skipped', () => {
    const beirut = buildCalendar(office({ timezone: 'Asia/Beirut' }));
    const day = beirut.dayOf(Date.parse('2026-03-29T12:00Z'));
    expect(new Date(beirut.startOf(day)).toISOString()).toBe('2026-03-28T22:00:00.000Z');
  });

  it('copes with a date that never was (Samoa, 30 December 2011)', () => {
    const apia = buildCalendar(office({ timezone: 'Pacific/Apia', weeks: [week({ from: '2011-01-01' })] }));
    const missing = Date.parse('2011-12-30') / 86_400_000;
    expect(apia.startOf(missing)).toBe(apia.startOf(missing + 1));
    expect(apia.dayOf(apia.startOf(missing))).toBe(missing + 1);
    const [thursday, saturday] = [apia.startOf(missing - 1), apia.startOf(missing + 2)];
    expect(workingMillisecondsBetween(apia, thursday, saturday)).toBe(7.5 * 3_600_000);
  });

  it('is refused outside the years that make sense', () => {
    const calendar = buildCalendar(office());
    expect(() => calendar.dayOf(Date.parse('2400-01-01'))).toThrow('outside the years 1900 to 2299');
    expect(() => calendar.dayOf(0.5)).toThrow(RangeError);
  });
});
