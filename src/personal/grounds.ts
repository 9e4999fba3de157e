import { join } from 'node:path';
import { keys, LENGTH_AND_DATE, listOf, text, word, yamlForm } from '../yaml/index.js';

/** A ground on which something is erased, and whether a published source says so. */
export interface Ground {
  readonly id: string;
  readonly source: string;
  readonly confirmed: boolean;
}

/** `config/settings/erasures.yaml`: settings, not law of a case; what is erased later follows what holds then. */
export interface ErasureSettings {
  readonly grounds: readonly Ground[];
  /** Who may have asked for it. */
  readonly requesters: readonly string[];
}

const readSettings = yamlForm<ErasureSettings>(
  keys({
    grounds: listOf(keys({ id: word, source: text, confirmed: { type: 'boolean' } }), { minItems: 1 }),
    requesters: listOf(word, { minItems: 1, uniqueItems: true }),
  }),
  LENGTH_AND_DATE,
);

/** @throws ConfigError with file and line of what does not fit */
export function loadGrounds(configFolder: string): ErasureSettings {
  return readSettings(join(configFolder, 'settings', 'erasures.yaml')).value;
}
