import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { barsOf } from '../../src/web/insight/bars.js';
import { columnsOf, linesOf } from '../../src/web/insight/plots.js';

const SERIES = ['one', 'two', 'three'];
const numbers = fc.array(fc.tuple(fc.nat(5000), fc.nat(5000), fc.nat(5000)), { minLength: 1, maxLength: 24 });
const sumOf = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + part, 0);

describe('bars', () => {
  it('are as long as what they stand for, the longest as long as there is room, and their parts touch', () => {
    fc.assert(
      fc.property(numbers, (rows) => {
        const longest = Math.max(...rows.map(sumOf), 1);
        for (const [index, segments] of barsOf(rows, SERIES).entries()) {
          const row = rows[index] ?? [0, 0, 0];
          expect(segments.map(({ series }) => series)).toEqual(SERIES.filter((_, at) => row[at] !== 0));
          const length = sumOf(segments.map(({ width }) => width));
          expect(length).toBeCloseTo((sumOf(row) / longest) * 100, 0);
          let end = 0;
          for (const { x, width } of segments) {
            expect(x).toBeCloseTo(end, 1);
            end = x + width;
          }
        }
      }),
    );
  });
});

describe('pictures over time', () => {
  it('have whole numbers at even distances beside them, the highest above all that is drawn', () => {
    fc.assert(
      fc.property(numbers, (months) => {
        const { ticks, columns, height } = columnsOf(months, SERIES);
        const values = ticks.map(({ value }) => value);
        const [, step = 0] = values;
        expect(step).toBeGreaterThanOrEqual(1);
        expect(values).toEqual(values.map((_, index) => index * step));
        expect(values.every(Number.isInteger)).toBe(true);
        const top = values.at(-1) ?? 0;
        expect(top).toBeGreaterThanOrEqual(Math.max(...months.map(sumOf)));
        const drawn = sumOf(columns.map((column) => column.height)) / height;
        expect(drawn).toBeCloseTo(sumOf(months.map(sumOf)) / top, 1);
        expect(columns.every(({ y, height: its }) => y >= -0.01 && y + its <= height + 0.01)).toBe(true);
      }),
      {
        examples: [
          [
            [
              [123, 4112, 1766],
              [0, 0, 0],
            ],
          ],
        ],
      },
    );
  });

  it('break a line where there is no number, and point to each that there is', () => {
    const { lines, points } = linesOf([[1], [2], [null], [4]], ['median']);
    expect(lines[0]?.d.match(/M/g)).toHaveLength(2);
    expect(points).toHaveLength(3);
    expect(points.map(({ y }) => y)).toEqual([150, 100, 0]);
  });
});
