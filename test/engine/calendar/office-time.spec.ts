import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addWorkingMilliseconds,
  buildCalendar,
  workingMillisecondsBetween,
} from '../../../src/engine/calendar/index.js';
import { instants, minutes, sources } from './arbitraries.js';
import { federal, office, pk, week } from './fixtures.js';
import { addOpenMinutes, isOpenMinute } from './oracle.js';

const HOUR_MS = 3_600_000;
const spans = fc.integer({ min: 0, max: 300 * HOUR_MS });

describe('office time', () => {
  it('of a week with its Friday is 36 hours', () => {
    const [monday, next] = [pk('2025-12-08 00:00'), pk('2025-12-15 00:00')];
    expect(workingMillisecondsBetween(federal, monday, next) / HOUR_MS).toBe(4 * 7.5 + 6);
  });

  it('of the four-day week is 30 hours', () => {
    const [monday, next] = [pk('2026-04-06 00:00'), pk('2026-04-13 00:00')];
    expect(workingMillisecondsBetween(federal, monday, next) / HOUR_MS).toBe(30);
  });

  it.each([
    [['08:00', '12:30'], 4.5],
    [['08:00', '13:00'], 5],
    [['08:00', '13:15'], 5],
    [['13:15', '16:00'], 2.5],
    [['13:30', '16:00'], 2.5],
    [['14:00', '16:00'], 2],
    [['12:45', '13:45'], 0.5],
  ] as const)('of a Friday from %j, where the usual break is 13:00 to 13:30, is %d hours', (hours, expected) => {
    const short = buildCalendar(office({ weeks: [week({ days: ['Fri'], hours: { Fri: hours } })] }));
    const [friday, saturday] = [pk('2026-03-06 00:00'), pk('2026-03-07 00:00')];
    expect(workingMillisecondsBetween(short, friday, saturday) / HOUR_MS).toBe(expected);
  });

  it('follows the wall where clocks shift in office hours', () => {
    const night = week({ days: ['Sun'], hours: { default: ['00:00', '24:00'] }, breaks: {} });
    const calendar = buildCalendar(office({ timezone: 'Europe/Amsterdam', weeks: [night] }));
    const hours = (a: string, b: string) =>
      workingMillisecondsBetween(calendar, Date.parse(a), Date.parse(b)) / HOUR_MS;
    expect(hours('2026-03-28T00:00Z', '2026-03-31T00:00Z')).toBe(23);
    expect(hours('2026-10-24T00:00Z', '2026-10-27T00:00Z')).toBe(25);
  });

  it('needs no week after the day it ends on', () => {
    const ending = buildCalendar(office({ weeks: [week({ to: '2026-12-31' })] }));
    expect(workingMillisecondsBetween(ending, pk('2026-12-31 15:00'), pk('2027-01-01 00:00'))).toBe(HOUR_MS);
  });

  it('is no negative length', () => {
    expect(() => addWorkingMilliseconds(federal, 0, -1)).toThrow(RangeError);
    expect(() => addWorkingMilliseconds(federal, 0, 0.5)).toThrow(RangeError);
  });
});

describe('adding and measuring office time', () => {
  it('are inverse', () => {
    fc.assert(
      fc.property(sources, instants, spans, (source, start, ms) => {
        const calendar = buildCalendar(source);
        expect(workingMillisecondsBetween(calendar, start, addWorkingMilliseconds(calendar, start, ms))).toBe(ms);
      }),
    );
  });

  it('end on the earliest instant that will do', () => {
    fc.assert(
      fc.property(sources, instants, spans, (source, start, ms) => {
        const calendar = buildCalendar(source);
        const end = addWorkingMilliseconds(calendar, start, ms + 1);
        expect(workingMillisecondsBetween(calendar, start, end - 1)).toBe(ms);
        expect(addWorkingMilliseconds(calendar, start, 0)).toBe(start);
      }),
    );
  });

  it('split: part after part is the whole', () => {
    fc.assert(
      fc.property(sources, instants, spans, spans, (source, start, x, y) => {
        const calendar = buildCalendar(source);
        const inParts = addWorkingMilliseconds(calendar, addWorkingMilliseconds(calendar, start, x), y);
        expect(inParts).toBe(addWorkingMilliseconds(calendar, start, x + y));
      }),
    );
  });

  it('sum over any three instants', () => {
    fc.assert(
      fc.property(sources, instants, instants, instants, (source, a, b, c) => {
        const between = (from: number, to: number) => workingMillisecondsBetween(buildCalendar(source), from, to);
        expect(between(a, b) + between(b, c) - between(a, c)).toBe(0);
      }),
    );
  });

  it('are monotone', () => {
    const steps = fc.record({ ms: spans, later: fc.nat(20 * 24 * HOUR_MS), more: fc.nat(HOUR_MS) });
    fc.assert(
      fc.property(sources, instants, steps, (source, start, { ms, later, more }) => {
        const calendar = buildCalendar(source);
        const end = addWorkingMilliseconds(calendar, start, ms);
        expect(addWorkingMilliseconds(calendar, start + later, ms)).toBeGreaterThanOrEqual(end);
        expect(addWorkingMilliseconds(calendar, start, ms + more)).toBeGreaterThanOrEqual(end);
        expect(workingMillisecondsBetween(calendar, start, start + later)).toBeLessThanOrEqual(later);
      }),
    );
  });

  it('agree with minutes counted one by one', () => {
    fc.assert(
      fc.property(sources, minutes, fc.nat(1200), (source, start, count) => {
        const end = addWorkingMilliseconds(buildCalendar(source), start, count * 60_000);
        expect(new Date(end)).toEqual(new Date(addOpenMinutes(source, start, count)));
      }),
      { numRuns: 40 },
    );
  });

  it('agree with single minutes, open or not', () => {
    fc.assert(
      fc.property(sources, minutes, (source, minute) => {
        const open = workingMillisecondsBetween(buildCalendar(source), minute, minute + 60_000);
        expect(open).toBe(isOpenMinute(source, minute) ? 60_000 : 0);
      }),
      { numRuns: 500 },
    );
  });
});
