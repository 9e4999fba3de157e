import type { Logger } from 'pino';
import type { Cases } from '../cases/cases.js';
import type { Lanes } from '../cases/lanes.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { Confirmations } from '../confirmations/confirmations.js';
import { DocumentEnclosing } from '../documents/enclosing.js';
import { ErasedDocuments } from '../documents/erased-documents.js';
import { Documents } from '../documents/documents.js';
import type { Orders } from '../documents/orders.js';
import { Scanning } from '../documents/scanning.js';
import { Sweep } from '../documents/sweep.js';
import { vaultIn } from '../documents/vault-in.js';
import type { Dossiers } from '../evidence/dossiers.js';
import type { Environment } from '../environment/environment.js';
import { Erasures } from '../personal/erasures.js';
import { loadGrounds } from '../personal/grounds.js';
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

export interface Given {
  readonly documents: Documents;
  readonly erased: ErasedDocuments;
  /** Proofs of figures of rulesets, kept beside documents. */
  readonly confirmations: Confirmations;
  /** Removes files that no document is about. */
  readonly sweep: Sweep;
  /** Looks for viruses in what could not be looked at when it came. */
  readonly scanning: Scanning;
}

/** Documents, kept in the data folder. Throws ConfigError. */
export async function documentsOf({ environment, log, dossiers, ...parts }: Parts): Promise<Given> {
  const vault = vaultIn(environment);
  dossiers.enclose(new DocumentEnclosing(parts.database, vault));
  if (environment.production && !vault.scanner)
    log.warn('documents are not scanned for viruses: each says so, and opens as an attachment only');
  const { scanner } = vault;
  const { database } = parts;
  const sweep = new Sweep(vault, database, log);
  return {
    documents: new Documents({ ...parts, vault }),
    sweep,
    erased: new ErasedDocuments(database, sweep, log),
    confirmations: await Confirmations.open({ ...parts, vault, log }),
    scanning: new Scanning({ scanner, vault, database, log }),
  };
}

interface Erasing extends Pick<Parts, 'environment' | 'database' | 'cases' | 'lanes' | 'clock'> {
  readonly documents: ErasedDocuments;
}

/** Erasure by law, on the grounds of the settings. Throws ConfigError. */
export function erasuresOf({ environment, ...parts }: Erasing): Erasures {
  return new Erasures({ ...parts, settings: loadGrounds(environment.configFolder) });
}
