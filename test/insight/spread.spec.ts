import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { boundsOf, monthsUntil } from '../../src/insight/months.js';
import { addTo, spreadOf } from '../../src/insight/spread.js';
import { daysBetween, figureScope, partsOf, secondsAt } from '../../src/store/figure-scopes.js';
import { monthOf } from '../../src/time/days.js';

const DAY = 86_400_000;
const instants = fc.integer({ min: Date.UTC(2021, 0, 1), max: Date.UTC(2090, 0, 1) });

describe('the spread of durations', () => {
  it('is what one finds in the sorted list', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 200 }), (durations) => {
        const histogram = new Map<number, number>();
        for (const days of durations) addTo(histogram, days, 1);
        const sorted = [...durations].sort((one, other) => one - other);
        const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? -1;
        const found = { n: sorted.length, median: at(0.5), p90: at(0.9), worst: sorted.at(-1) };
        expect(spreadOf(histogram)).toEqual(found);
      }),
    );
  });

  it('is nothing of none, also where all that was counted was taken back', () => {
    expect(spreadOf(new Map())).toBeNull();
    expect(spreadOf(new Map([[3, 0]]))).toBeNull();
  });
});

describe('scopes of counters', () => {
  it('give back what they were made of', () => {
    const part = fc.option(fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text !== '-'));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 10 }), (parts) => {
        expect(partsOf(figureScope('passed', ...parts))).toEqual(parts);
      }),
    );
  });

  it('lie in one stretch by what they begin with, and no others do', () => {
    const word = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme-ascii' });
    fc.assert(
      fc.property(word, word, word, (one, other, rest) => {
        const [from, scope] = [figureScope('time', one), figureScope('time', other, rest)];
        expect(scope >= `${from}/` && scope < `${from}0`).toBe(one === other);
      }),
    );
  });
});

describe('months and days of figures', () => {
  it('have each instant in one month, by the clock of Pakistan', () => {
    expect(monthOf(Date.parse('2026-11-30T18:59:59Z'))).toBe('2026-11');
    expect(monthOf(Date.parse('2026-11-30T19:00:00Z'))).toBe('2026-12');
    fc.assert(
      fc.property(instants, (instant) => {
        const [from, to] = boundsOf(monthOf(instant));
        expect(from <= instant && instant < to).toBe(true);
      }),
    );
  });

  it('follow each other without a gap, up to the present one or to the one before', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 40 }), (instant, count) => {
        const months = monthsUntil(instant, count);
        expect(months.at(-1)).toBe(monthOf(instant));
        expect(new Set(months).size).toBe(count);
        const begins = months.slice(1).map((month) => boundsOf(month)[0]);
        expect(begins).toEqual(months.slice(0, -1).map((month) => boundsOf(month)[1]));
        const last = monthsUntil(instant, 1, 'only over')[0] ?? '';
        expect(boundsOf(last)[1]).toBe(boundsOf(monthOf(instant))[0]);
      }),
    );
  });

  it('count days that have begun, and seconds so that adjoining stretches add up', () => {
    expect([0, 1, DAY, DAY + 1].map((length) => daysBetween(0, length))).toEqual([0, 1, 1, 2]);
    expect(daysBetween(5, 0)).toBe(0);
    fc.assert(
      fc.property(fc.array(instants, { minLength: 2, maxLength: 20 }), (times) => {
        const sorted = [...times].sort((one, other) => one - other);
        const parts = sorted.slice(1).map((time, index) => secondsAt(time) - secondsAt(sorted[index] ?? time));
        const whole = secondsAt(sorted.at(-1) ?? 0) - secondsAt(sorted[0] ?? 0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
      }),
    );
  });
});
