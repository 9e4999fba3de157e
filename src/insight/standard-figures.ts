import type { ReadableDatabase } from '../store/database.js';
import type { Clock } from '../time/clock.js';
import { passedIn } from './counted.js';
import type { FigureRules } from './figure-rules.js';
import { outcomeOf } from './meaning.js';
import { monthsUntil } from './months.js';
import { groupedBy } from './grouping.js';
import { histogramOf } from './passed-tables.js';
import { spreadOf, type Spread } from './spread.js';

/** What became of the promise of an approval. Null where too few were decided: one of few can be told by who knows of the others. */
export interface Real extends Spread {
  /** The share that was decided within what was promised; null: nothing was promised. */
  readonly inTime: number | null;
}

export interface StandardFigures {
  /** The months that are counted, none of them the present one. */
  readonly months: readonly string[];
  readonly smallest: number;
  /** By approval; what is left out is too little to be shown, or nothing. */
  readonly real: ReadonlyMap<string, Real>;
}

/** The real times of approvals, for everybody. */
export class PublicFigures {
  constructor(
    private readonly parts: { readonly database: ReadableDatabase; readonly clock: Clock; readonly rules: FigureRules },
  ) {}

  async standard(): Promise<StandardFigures> {
    const { database, clock, rules } = this.parts;
    const months = monthsUntil(clock.now(), rules.months, 'only over');
    const { smallest } = rules.public;
    const decided = (await passedIn(database, months, { agencies: null, knows: null })).filter(
      (one) => outcomeOf(one) !== null,
    );
    const real = new Map<string, Real>();
    for (const [approval, all] of groupedBy(decided, (one) => one.approval ?? '')) {
      const spread = spreadOf(histogramOf(all));
      const shown = spread !== null && approval !== '' && spread.n >= smallest;
      if (shown) real.set(approval, { ...spread, inTime: sharePassed(all, smallest) });
    }
    return { months, smallest, real };
  }
}

type Promised = { readonly promise: string; readonly n: number };

/** Null as well where one could tell from it which of few were late. */
function sharePassed(all: readonly Promised[], smallest: number): number | null {
  const of = (promise: string): number => all.reduce((sum, one) => sum + (one.promise === promise ? one.n : 0), 0);
  const [kept, late] = [of('kept'), of('late')];
  return kept + late < smallest ? null : kept / (kept + late);
}
