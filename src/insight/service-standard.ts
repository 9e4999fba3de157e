import type { Catalogue } from '../catalogue/catalogue.js';
import type { Ruleset } from '../ruleset/index.js';
import type { Clock } from '../time/clock.js';
import type { PublicFigures } from './standard-figures.js';

/** What each agency promises for each approval, beside what really happened. */
export class ServiceStandard {
  constructor(
    private readonly parts: {
      readonly figures: PublicFigures;
      readonly catalogue: Pick<Catalogue, 'law'>;
      readonly clock: Clock;
    },
  ) {}

  async today() {
    const { figures, catalogue, clock } = this.parts;
    const { months, smallest, real } = await figures.standard();
    const law = catalogue.law(clock.now());
    const items = law.approvals.map(({ id, name, legalBasis }) => ({
      approval: id,
      name,
      legalBasis,
      promises: law.layers.filter(({ approval }) => approval.id === id).map(promiseOf),
      real: real.get(id) ?? null,
    }));
    return { months, smallest, items };
  }
}

function promiseOf({ variant, agency, clocks }: Ruleset['layers'][number]) {
  const { decision } = clocks;
  return {
    variant: variant?.title ?? null,
    agency,
    length: decision?.length ?? null,
    limit: decision?.force === 'limit' && decision.confirmed === true,
    source: decision?.source ?? null,
  };
}
