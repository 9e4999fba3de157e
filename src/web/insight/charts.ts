import type { Table } from '../../insight/table.js';
import { barsOf, type Segment } from './bars.js';
import { columnsOf, linesOf, type Plot } from './plots.js';

/** Which numbers of a row are drawn as one bar, in parts; and what is left to the number of `whole`. */
interface Bars {
  readonly series: readonly string[];
  readonly whole?: string;
}

const WORK: Bars = { series: ['overdue', 'atRisk'], whole: 'open' };
const BARS: { readonly [table: string]: Bars } = {
  'work-by-agency': WORK,
  'work-by-stage': WORK,
  'work-by-province': WORK,
  'work-by-sector': WORK,
  'work-by-age': WORK,
  'work-by-officer': WORK,
  promises: { series: ['late', 'kept'] },
  'throughput-by-province': { series: ['late', 'kept'] },
  'throughput-by-sector': { series: ['late', 'kept'] },
  time: { series: ['over', 'running'] },
  withdrawals: { series: ['applications', 'approvals'] },
  'drop-out': { series: ['withdrawn'], whole: 'reached' },
};

/** The parts of the bar of each row, and which parts there are. */
export function barsIn(table: Table): {
  readonly series: readonly string[];
  readonly rows: readonly (readonly Segment[])[];
} {
  const bars = BARS[table.id];
  if (!bars) return { series: [], rows: [] };
  const { whole } = bars;
  const series = [...bars.series, ...(whole === undefined ? [] : [whole])];
  const rows = table.rows.map((_, row) => {
    const parts = bars.series.map((name) => numberIn(table, row, name));
    const rest =
      whole === undefined ? [] : [Math.max(0, numberIn(table, row, whole) - parts.reduce((a, b) => a + b, 0))];
    return [...parts, ...rest];
  });
  return { series, rows: barsOf(rows, series) };
}

interface NamedPlot extends Plot {
  readonly name: string;
  readonly series: readonly string[];
}

/** Pictures over time. */
export function plotsIn(table: Table): readonly NamedPlot[] {
  if (table.id !== 'trend') return [];
  const [decided, lengths] = [
    ['granted', 'refused', 'returned', 'withdrawn'],
    ['median', 'p90'],
  ];
  const months = (series: readonly string[]): (number | null)[][] =>
    table.rows.map((_, row) => series.map((name) => valueIn(table, row, name)));
  return [
    { name: 'decided', series: decided, ...columnsOf(months(decided), decided) },
    { name: 'lengths', series: lengths, ...linesOf(months(lengths), lengths) },
  ];
}

function valueIn({ columns, rows }: Table, row: number, name: string): number | null {
  const value = rows[row]?.[columns.findIndex((column) => column.name === name)]?.value;
  return typeof value === 'number' ? value : null;
}

const numberIn = (table: Table, row: number, name: string): number => valueIn(table, row, name) ?? 0;
