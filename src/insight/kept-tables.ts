import { together, type MonthFigures } from './month-figures.js';
import { dropOut, promises, throughput, trend, withdrawals } from './passed-tables.js';
import type { Behind, Table } from './table.js';

/** Tables of what happened, and seconds charged by holder, of some months. */
export interface PassedTables {
  readonly trend: Table;
  readonly promises: readonly Table[];
  readonly gaveUp: readonly Table[];
  readonly time: ReadonlyMap<string, number>;
}

/** Ways to ask for figures for which tables are kept. */
const MOST_KEPT = 200;

/** The tables that were made last for whoever asks so, as long as none of their months has been counted again. */
export class KeptTables {
  private readonly kept = new Map<
    string,
    { readonly figures: readonly MonthFigures[]; readonly tables: PassedTables }
  >();

  /** `key`: what stands for the scope, and for who asks. */
  of(key: string, months: readonly string[], figures: readonly MonthFigures[], scope: Behind): PassedTables {
    const known = this.kept.get(key);
    if (known && known.figures.length === figures.length && known.figures.every((one, index) => one === figures[index]))
      return known.tables;
    const tables = made(months, figures, scope);
    this.kept.delete(key);
    this.kept.set(key, { figures, tables });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return tables;
  }
}

function made(months: readonly string[], figures: readonly MonthFigures[], scope: Behind): PassedTables {
  const all = together(figures);
  return {
    trend: trend(months, figures, scope),
    promises: [promises(all, scope), throughput(all, 'province', scope), throughput(all, 'sector', scope)],
    gaveUp: [withdrawals(all, scope), dropOut(all, scope)],
    time: all.time,
  };
}
