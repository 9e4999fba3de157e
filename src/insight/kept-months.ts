import type { Overseen } from '../policy/insight.js';
import type { ReadableDatabase } from '../store/database.js';
import { figureScope } from '../store/figure-scopes.js';
import { read } from '../store/read.js';
import { chargedIn, passedIn } from './counted.js';
import { monthFigures, type MonthFigures } from './month-figures.js';

/** A month that took longer to count than this is not counted at every change. */
const QUICK_MS = 20;
/** It serves for so many times as long as it took: never more than a twentieth of a processor goes into it. */
const SERVES = 20;
/** Months of agencies that are kept at hand. */
const MOST_KEPT = 2_000;

interface Kept {
  /** How often something of the month had been counted when this was. */
  readonly version: number;
  /** Until when it serves though something has been counted since, by the clock of the process. */
  readonly until: number;
  readonly figures: MonthFigures;
}

/** What happened, month by month. A month is read again when something of it was counted since: mostly the present one. */
export class KeptMonths {
  private readonly kept = new Map<string, Kept>();
  private readonly counting = new Map<string, Promise<MonthFigures>>();

  constructor(private readonly database: ReadableDatabase) {}

  async of(months: readonly string[], overseen: Overseen): Promise<MonthFigures[]> {
    const versions = await this.versions(months);
    const figures: MonthFigures[] = [];
    for (const month of months) figures.push(await this.month(month, overseen, versions.get(month) ?? 0));
    return figures;
  }

  /** All is counted again. */
  forget(): void {
    this.kept.clear();
  }

  private async month(month: string, overseen: Overseen, version: number): Promise<MonthFigures> {
    // What some may know of an agency in part is not kept for others.
    if (overseen.knows !== null) return this.count(month, overseen);
    const key = JSON.stringify([month, overseen.agencies]);
    const known = this.kept.get(key);
    if (known && (known.version === version || known.until > performance.now())) return known.figures;
    return this.counting.get(key) ?? this.anew(key, () => this.count(month, overseen), version);
  }

  private anew(key: string, count: () => Promise<MonthFigures>, version: number): Promise<MonthFigures> {
    const began = performance.now();
    const counted = count()
      .then((figures) => {
        const [ended, took] = [performance.now(), performance.now() - began];
        this.keep(key, { version, until: took > QUICK_MS ? ended + SERVES * took : 0, figures });
        return figures;
      })
      .finally(() => this.counting.delete(key));
    this.counting.set(key, counted);
    return counted;
  }

  private keep(key: string, kept: Kept): void {
    this.kept.delete(key);
    this.kept.set(key, kept);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
  }

  private async count(month: string, overseen: Overseen): Promise<MonthFigures> {
    const passed = await passedIn(this.database, [month], overseen);
    return monthFigures(passed, await chargedIn(this.database, [month], overseen));
  }

  private async versions(months: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const scopes = new Map(months.map((month) => [figureScope('months', month), month]));
    const sorted = [...scopes.keys()].sort();
    const sql = 'select scope, sum(n) as n from counters where scope >= $1 and scope <= $2 group by scope';
    const rows = await read<{ scope: string; n: number | string }>(this.database, sql, [
      sorted[0] ?? '',
      sorted.at(-1) ?? '',
    ]);
    return new Map(rows.map(({ scope, n }) => [scopes.get(scope) ?? '', Number(n)]));
  }
}
