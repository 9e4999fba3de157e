import type { Clock } from '../time/clock.js';
import type { FigureRules } from './figure-rules.js';
import type { KeptMonths } from './kept-months.js';
import { together, type Tally } from './month-figures.js';
import { monthsUntil } from './months.js';
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
    private readonly parts: { readonly kept: KeptMonths; readonly clock: Clock; readonly rules: FigureRules },
  ) {}

  async standard(): Promise<StandardFigures> {
    const { kept, clock, rules } = this.parts;
    const months = monthsUntil(clock.now(), rules.months, 'only over');
    const { smallest } = rules.public;
    const { approvals } = together(await kept.of(months, { agencies: null, knows: null }));
    const real = new Map<string, Real>();
    for (const [approval, tally] of approvals) {
      const spread = spreadOf(tally.days);
      if (spread !== null && spread.n >= smallest)
        real.set(approval, { ...spread, inTime: sharePassed(tally, smallest) });
    }
    return { months, smallest, real };
  }
}

/** Null as well where one could tell from it which of few were late. */
function sharePassed({ kept, late }: Tally, smallest: number): number | null {
  return kept + late < smallest ? null : kept / (kept + late);
}
