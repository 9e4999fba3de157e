import { scaleLinear } from 'd3-scale';

/** A part of a bar, in hundredths of the length that the longest bar of its table has. */
export interface Segment {
  readonly series: string;
  readonly x: number;
  readonly width: number;
}

/** Bars of one table, each of parts that follow one another. What a part says stands as a number in the same row. */
export function barsOf(
  rows: readonly (readonly number[])[],
  series: readonly string[],
): readonly (readonly Segment[])[] {
  const longest = Math.max(0, ...rows.map((parts) => parts.reduce((sum, part) => sum + part, 0)));
  const length = scaleLinear()
    .domain([0, longest === 0 ? 1 : longest])
    .range([0, 100]);
  return rows.map((parts) => {
    let begun = 0;
    return parts.flatMap((part, index): Segment[] => {
      const x = length(begun);
      begun += part;
      const width = length(begun) - x;
      return width === 0 ? [] : [{ series: series[index] ?? '', x: rounded(x), width: rounded(width) }];
    });
  });
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
