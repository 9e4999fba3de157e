import { scaleBand, scaleLinear } from 'd3-scale';
import { line, stack } from 'd3-shape';

/** A picture over time, in units of a box that is as wide as it is drawn: its texts stand outside, as text. */
export interface Plot {
  readonly width: number;
  readonly height: number;
  /** Lines across, from the lowest: where, and what they stand for. They are evenly spaced. */
  readonly ticks: readonly { readonly y: number; readonly value: number }[];
  readonly columns: readonly {
    readonly series: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly lines: readonly { readonly series: string; readonly d: string }[];
  readonly points: readonly { readonly series: string; readonly x: number; readonly y: number }[];
}

const [WIDTH, HEIGHT] = [600, 200];
const TICKS = 4;

type Months = readonly (readonly (number | null)[])[];

/** Columns of one month each, in parts that stand on one another. */
export function columnsOf(months: Months, series: readonly string[]): Plot {
  const names = months.map((_, index) => String(index));
  const data = months.map((parts) => new Map(series.map((name, index) => [name, parts[index] ?? 0])));
  const highest = Math.max(0, ...data.map((parts) => [...parts.values()].reduce((sum, part) => sum + part, 0)));
  const across = scaleBand(names, [0, WIDTH]).paddingInner(0.25).paddingOuter(0.125);
  const up = upTo(highest);
  const stacked = stack<Map<string, number>, string>()
    .keys([...series])
    .value((parts, name) => parts.get(name) ?? 0);
  const columns = stacked(data).flatMap((layer) =>
    layer.flatMap(([from, to], index) => {
      if (to === from) return [];
      // What is rounded at its ends touches what it stands on.
      const [x, y, foot] = [across(String(index)) ?? 0, rounded(up(to)), rounded(up(from))];
      return [
        {
          series: layer.key,
          x: rounded(x),
          y,
          width: rounded(across.bandwidth()),
          height: rounded(foot - y),
        },
      ];
    }),
  );
  return { ...frame(up), columns, lines: [], points: [] };
}

/** Lines from month to month; where there is no number a line is broken. */
export function linesOf(months: Months, series: readonly string[]): Plot {
  const names = months.map((_, index) => String(index));
  const across = scaleBand(names, [0, WIDTH]);
  const up = upTo(Math.max(0, ...months.flatMap((values) => values.map((value) => value ?? 0))));
  const at = (index: number): number => rounded((across(String(index)) ?? 0) + across.bandwidth() / 2);
  const drawn = series.map((name, of) => {
    const values = months.map((each, index) => ({ index, value: each[of] ?? null }));
    const path = line<(typeof values)[number]>()
      .defined(({ value }) => value !== null)
      .x(({ index }) => at(index))
      .y(({ value }) => rounded(up(value ?? 0)));
    const points = values.flatMap(({ index, value }) =>
      value === null ? [] : [{ series: name, x: at(index), y: rounded(up(value)) }],
    );
    return { line: { series: name, d: path(values) ?? '' }, points };
  });
  const all = drawn.flatMap(({ points }) => points);
  return { ...frame(up), columns: [], lines: drawn.map((one) => one.line), points: all };
}

type Scale = ReturnType<typeof upTo>;

/** Whole numbers only: the highest tick is a multiple of all below it. */
function upTo(highest: number) {
  const step = Math.max(1, Math.ceil(scaleLinear().domain([0, highest]).nice(TICKS).domain()[1] ?? 1) / TICKS);
  return scaleLinear()
    .domain([0, Math.ceil(step) * TICKS])
    .range([HEIGHT, 0]);
}

function frame(up: Scale): Pick<Plot, 'width' | 'height' | 'ticks'> {
  const [, top = TICKS] = up.domain();
  const ticks = Array.from({ length: TICKS + 1 }, (_, index) => (top / TICKS) * index);
  return { width: WIDTH, height: HEIGHT, ticks: ticks.map((value) => ({ value, y: rounded(up(value)) })) };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
