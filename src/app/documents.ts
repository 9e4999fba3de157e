import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Cases } from '../cases/cases.js';
import type { Lanes } from '../cases/lanes.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { DocumentEnclosing } from '../documents/enclosing.js';
import { Documents } from '../documents/documents.js';
import { loadLimits } from '../documents/limits.js';
import type { Orders } from '../documents/orders.js';
import { Vault } from '../documents/vault.js';
import type { Dossiers } from '../evidence/dossiers.js';
import type { Environment } from '../environment/environment.js';
import type { OpenDatabase } from '../store/database.js';
import type { Clock } from '../time/clock.js';

interface Parts {
  readonly environment: Environment;
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
  readonly cases: Cases;
  readonly lanes: Pick<Lanes, 'submit'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly dossiers: Dossiers;
  readonly orders: Orders;
}

/** Documents, kept in the data folder. Throws ConfigError. */
export async function documentsOf({ environment, log, dossiers, ...parts }: Parts): Promise<Documents> {
  const vault = new Vault(join(environment.dataFolder, 'documents'), loadLimits(environment.configFolder));
  await vault.start();
  dossiers.enclose(new DocumentEnclosing(parts.database, vault));
  if (environment.production)
    log.warn('documents are not scanned for viruses: each says so, and opens as an attachment only');
  return new Documents({ ...parts, vault });
}
