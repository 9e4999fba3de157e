import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildCalendar, dueAt, reminderAt, workingMillisecondsBetween } from '../../../src/engine/calendar/index.js';
import { clocks, sources } from './arbitraries.js';
import { federal, inPakistan, pk } from './fixtures.js';

const fractions = fc.double({ min: 0.001, max: 1, noNaN: true });

describe('reminderAt', () => {
  it('falls where the fraction of time is left, while offices are open', () => {
    // Monday 10:00 to Friday 10:00: a quarter left is Thursday 10:00
    expect(inPakistan(reminderAt(federal, pk('2025-12-08 10:00'), pk('2025-12-12 10:00'), 0.25))).toBe(
      '2025-12-11 10:00',
    );
  });

  it('moves back to Friday from a weekend, for Monday would be too late', () => {
    const [start, due] = [pk('2025-12-10 10:00'), pk('2025-12-15 07:00')];
    const reminder = reminderAt(federal, start, due, 0.25);
    expect(reminder).toBe(pk('2025-12-12 16:00') - 1);
  });

  it('may fall on the very opening, and is before due however little is left', () => {
    const [start, due] = [pk('2025-12-10 08:00'), pk('2025-12-10 16:00')];
    expect(reminderAt(federal, start, due, 1)).toBe(start);
    expect(reminderAt(federal, pk('2025-12-09 15:00'), pk('2025-12-11 01:00'), 0.5)).toBe(pk('2025-12-10 08:00'));
    expect(reminderAt(federal, start, due - 1, Number.MIN_VALUE)).toBe(due - 2);
  });

  it('moves back out of a break and out of the night', () => {
    expect(reminderAt(federal, pk('2025-12-10 10:20'), pk('2025-12-10 16:00'), 0.5)).toBe(pk('2025-12-10 13:00') - 1);
    expect(reminderAt(federal, pk('2025-12-10 12:00'), pk('2025-12-11 12:00'), 0.5)).toBe(pk('2025-12-10 16:00') - 1);
  });

  it('is the start itself where no office has been open since', () => {
    const start = pk('2025-12-12 18:00');
    expect(reminderAt(federal, start, pk('2025-12-14 18:00'), 0.25)).toBe(start);
    expect(reminderAt(federal, start, start, 0.25)).toBe(start);
  });

  it.each([0, -0.1, 1.1, Number.NaN])('refuses %p as a fraction', (fraction) => {
    expect(() => reminderAt(federal, 0, 1000, fraction)).toThrow(RangeError);
  });

  it('refuses a due time before the start', () => {
    expect(() => reminderAt(federal, 1000, 0, 0.5)).toThrow(RangeError);
  });

  it('precedes the breach, never the start, and falls in open time or at the start', () => {
    fc.assert(
      fc.property(sources, clocks(), fractions, (source, { startMs: start, length, roll }, fraction) => {
        const calendar = buildCalendar(source);
        const due = dueAt(calendar, start, length, roll);
        const reminder = reminderAt(calendar, start, due, fraction);
        expect(reminder).toBeGreaterThanOrEqual(start);
        expect(reminder < due || due === start).toBe(true);
        expect(reminder).toBeLessThanOrEqual(Math.max(start, due - (due - start) * fraction));
        const open = workingMillisecondsBetween(calendar, reminder, reminder + 1) === 1;
        expect(open || reminder === start).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('comes later the less is left', () => {
    fc.assert(
      fc.property(sources, clocks(), fractions, fractions, (source, { startMs: start, length, roll }, x, y) => {
        const calendar = buildCalendar(source);
        const due = dueAt(calendar, start, length, roll);
        const [more, less] = [Math.max(x, y), Math.min(x, y)].map((f) => reminderAt(calendar, start, due, f));
        expect(less).toBeGreaterThanOrEqual(more ?? Infinity);
      }),
    );
  });
});
