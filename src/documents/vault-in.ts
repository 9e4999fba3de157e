import { join } from 'node:path';
import type { Environment } from '../environment/environment.js';
import { Scanner } from './scanner.js';
import { loadLimits } from './limits.js';
import { Vault } from './vault.js';

type Of = Pick<Environment, 'dataFolder' | 'configFolder' | 'clamdUrl'>;

/** The documents of an installation, in its data folder. Throws ConfigError. */
export function vaultIn({ dataFolder, configFolder, clamdUrl }: Of): Vault {
  const scanner = clamdUrl === null ? null : new Scanner(clamdUrl);
  return new Vault(join(dataFolder, 'documents'), loadLimits(configFolder), scanner);
}
