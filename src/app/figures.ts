import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Environment } from '../environment/environment.js';
import { Behinds } from '../insight/behind.js';
import { loadFigureRules } from '../insight/figure-rules.js';
import { Insight } from '../insight/insight.js';
import { KeptMonths } from '../insight/kept-months.js';
import { makeFigures } from '../insight/make-figures.js';
import { ServiceStandard } from '../insight/service-standard.js';
import { PublicFigures } from '../insight/standard-figures.js';
import type { OpenDatabase } from '../store/database.js';
import type { Clock } from '../time/clock.js';

/** The figures of a process. */
export interface Figures {
  readonly insight: Insight;
  readonly behinds: Behinds;
  readonly open: PublicFigures;
  readonly standard: ServiceStandard;
  /** Makes those of cases that were there before figures were kept. */
  readonly make: () => Promise<void>;
}

interface FiguresParts {
  readonly environment: Environment;
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Throws ConfigError. */
export function figuresOf({ environment, database, catalogue, clock, log }: FiguresParts): Figures {
  const rules = loadFigureRules(join(environment.configFolder, 'settings', 'figures.yaml'));
  const kept = new KeptMonths(database);
  const parts = { database, clock, rules, kept };
  const open = new PublicFigures(parts);
  return {
    insight: new Insight(parts),
    behinds: new Behinds(parts),
    open,
    standard: new ServiceStandard({ figures: open, catalogue, clock }),
    make: async () => {
      await makeFigures(database, (opening) => catalogue.pinned(opening), log);
      kept.forget();
    },
  };
}
