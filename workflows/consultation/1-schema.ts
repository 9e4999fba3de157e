import type { JsonObject } from '../../src/engine/json.js';

/* Words for JSON Schemas: this version's own copy, for a published version never changes. */

/** An object with these fields and no others; those whose name ends in `?` may be left out. */
export function object(title: string, fields: { readonly [name: string]: JsonObject }): JsonObject {
  const required = Object.keys(fields).filter((name) => !name.endsWith('?'));
  const properties = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name.replace('?', ''), field]));
  return { type: 'object', title, required, properties, additionalProperties: false };
}

export function choice(title: string, codes: readonly string[]): JsonObject {
  return { type: 'string', title, enum: codes };
}

/** A text that says something: a blank is no reason. */
export function text(title: string, maxLength = 4000): JsonObject {
  return { type: 'string', title, minLength: 1, maxLength, pattern: '\\S' };
}
