import type { JsonObject } from '../../src/engine/index.js';

/** What an officer says who asks for everything that is missing. */
export const missing = (...items: readonly string[]): JsonObject => ({
  code: 'incomplete-papers',
  basis: 'Procedure 4',
  text: 'The file is not complete without this.',
  items,
});
