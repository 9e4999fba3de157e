import { join } from 'node:path';
import { keys, LENGTH_AND_DATE, listOf, yamlForm } from '../yaml/index.js';

/** What may be given as a document: `config/settings/documents.yaml`. */
export interface Limits {
  readonly maxBytes: number;
  /** Media types, as found from the bytes. */
  readonly types: readonly string[];
}

const type = { type: 'string', pattern: '^[a-z]+/[a-z0-9.+-]+$', description: 'a media type such as application/pdf' };
const readLimits = yamlForm<Limits>(
  keys({
    maxBytes: { type: 'integer', minimum: 1024, maximum: 1_073_741_824 },
    types: listOf(type, { minItems: 1, uniqueItems: true }),
  }),
  LENGTH_AND_DATE,
);

/** @throws ConfigError with file and line of what does not fit */
export function loadLimits(configFolder: string): Limits {
  return readLimits(join(configFolder, 'settings', 'documents.yaml')).value;
}
