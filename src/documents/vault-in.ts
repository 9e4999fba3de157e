import { join } from 'node:path';
import type { Environment } from '../environment/environment.js';
import { loadLimits } from './limits.js';
import { Vault } from './vault.js';

/** The documents of an installation, in its data folder. Throws ConfigError. */
export function vaultIn({ dataFolder, configFolder }: Pick<Environment, 'dataFolder' | 'configFolder'>): Vault {
  return new Vault(join(dataFolder, 'documents'), loadLimits(configFolder));
}
