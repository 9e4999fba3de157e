import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildCalendar, dueAt } from '../../../src/engine/calendar/index.js';
import { clocks, DAY_UNITS, dates, instants, sources } from './arbitraries.js';
import { closure } from './fixtures.js';
import { dateAt, isOpenDate, lastDate } from './oracle.js';

const runs = { numRuns: 300 };

describe('dueAt', () => {
  it('agrees with days counted one by one', () => {
    fc.assert(
      fc.property(sources, clocks(DAY_UNITS), (source, { startMs: start, length, roll }) => {
        const due = dueAt(buildCalendar(source), start, length, roll);
        const last = lastDate(source, start, length, roll);
        expect(dateAt(source, due - 1)).toBe(last);
        expect(dateAt(source, due) > last).toBe(true);
      }),
      runs,
    );
  });

  it('never ends a rolled limit on a closed day, nor working days on any', () => {
    fc.assert(
      fc.property(sources, clocks(DAY_UNITS), (source, { startMs: start, length, roll }) => {
        fc.pre(roll === 'next-open-day' || length.unit === 'working days');
        const due = dueAt(buildCalendar(source), start, length, roll);
        expect(isOpenDate(source, dateAt(source, due - 1))).toBe(true);
      }),
      runs,
    );
  });

  it('is never before the start, nor earlier for a later start', () => {
    fc.assert(
      fc.property(sources, clocks(), instants, (source, { startMs: a, length, roll }, b) => {
        const calendar = buildCalendar(source);
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        const due = dueAt(calendar, early, length, roll);
        expect(due).toBeGreaterThanOrEqual(early);
        expect(dueAt(calendar, late, length, roll)).toBeGreaterThanOrEqual(due);
      }),
      runs,
    );
  });

  it('is never earlier for a longer length', () => {
    fc.assert(
      fc.property(sources, clocks(), fc.nat(20), (source, { startMs: start, length, roll }, more) => {
        const calendar = buildCalendar(source);
        const longer = { ...length, count: length.count + more };
        expect(dueAt(calendar, start, longer, roll)).toBeGreaterThanOrEqual(dueAt(calendar, start, length, roll));
      }),
      runs,
    );
  });

  it('is never made earlier by a new closure, nor later by one withdrawn', () => {
    fc.assert(
      fc.property(sources, clocks(), dates, (source, { startMs: start, length, roll }, date) => {
        const without = { ...source, closures: source.closures.filter((c) => c.date !== date) };
        const withIt = { ...without, closures: [...without.closures, closure(date)] };
        const [open, closed] = [without, withIt].map((s) => dueAt(buildCalendar(s), start, length, roll));
        expect(closed).toBeGreaterThanOrEqual(open ?? Infinity);
      }),
      runs,
    );
  });

  it('answers the same from a fresh calendar as from one that remembers', () => {
    fc.assert(
      fc.property(sources, fc.array(clocks(), { maxLength: 8 }), (source, asked) => {
        const used = buildCalendar(source);
        for (const { startMs: start, length, roll } of asked) {
          expect(dueAt(used, start, length, roll)).toBe(dueAt(buildCalendar(source), start, length, roll));
        }
      }),
      { numRuns: 50 },
    );
  });
});
