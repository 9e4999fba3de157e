import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Catalogue } from '../catalogue/catalogue.js';
import { installationId } from '../clocks/installation.js';
import { vaultIn } from '../documents/vault-in.js';
import type { Environment } from '../environment/environment.js';
import { ANCHOR_FILE, AnchorFile } from '../evidence/anchor-file.js';
import { Anchoring } from '../evidence/anchoring.js';
import { Anchors } from '../evidence/anchors.js';
import { Delays } from '../evidence/delays.js';
import { Dossiers } from '../evidence/dossiers.js';
import { Keys } from '../evidence/keys.js';
import { Readings } from '../evidence/readings.js';
import { Signer } from '../evidence/signer.js';
import { signingKeyOf } from '../evidence/signing-key.js';
import type { OpenDatabase } from '../store/database.js';
import type { Clock } from '../time/clock.js';
import type { Pinned } from '../verify/remade.js';
import { Verification } from '../verify/verification.js';

interface EvidenceParts {
  readonly environment: Environment;
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Evidence {
  readonly signer: Signer;
  readonly keys: Keys;
  readonly anchors: Anchors;
  readonly anchoring: Anchoring;
  readonly delays: Delays;
  readonly dossiers: Dossiers;
  readonly verification: Verification;
  readonly readings: Readings;
}

/** What makes the log provable: the key, the anchors, and the beat that makes them. Publishes the key. Throws EnvironmentError. */
export async function evidenceOf({ environment, database, catalogue, clock, log }: EvidenceParts): Promise<Evidence> {
  const signer = new Signer(signingKeyOf(environment));
  const keys = new Keys(database);
  await keys.publish(signer.publicKey);
  const installation = await installationId(database);
  const anchors = new Anchors({ database, signer, clock, installation });
  const delays = new Delays({ database, catalogue, signer, clock, installation });
  const file = new AnchorFile(join(environment.dataFolder, ANCHOR_FILE));
  // Others than those that wake cases anchor when they are asked to.
  const every = environment.role === 'api' ? null : environment.anchorEveryMs;
  const anchoring = new Anchoring({ anchors, file, every, log });
  const { databaseUrl } = environment;
  const pinned: Pinned = (opening) => catalogue.pinned(opening);
  const verification = new Verification({ database, databaseUrl, pinned, log, bytes: vaultIn(environment) });
  const made = { database, catalogue, anchors, anchoring, delays, keys, signer, clock, installation };
  const dossiers = new Dossiers(made);
  return { signer, keys, anchors, anchoring, delays, dossiers, verification, readings: new Readings(database, log) };
}
