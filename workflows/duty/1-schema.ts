import type { JsonObject } from '../../src/engine/json.js';

/*
 * Words for JSON Schemas. Each version of each workflow has its own copy, on purpose: a published version never changes,
 * and what two shared would change both.
 */

/** An object with these fields and no others; those whose name ends in `?` may be left out. */
export function object(title: string, fields: { readonly [name: string]: JsonObject }): JsonObject {
  const required = Object.keys(fields).filter((name) => !name.endsWith('?'));
  const properties = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name.replace('?', ''), field]));
  return { type: 'object', title, required, properties, additionalProperties: false };
}

/** A text that says something: a blank is no reason. */
export function text(title: string, maxLength: number): JsonObject {
  return { type: 'string', title, minLength: 1, maxLength, pattern: '\\S' };
}

export function choice(title: string, codes: readonly string[]): JsonObject {
  return { type: 'string', title, enum: codes };
}

export function list(title: string, items: JsonObject, minItems = 1): JsonObject {
  return { type: 'array', title, items, minItems, maxItems: 100 };
}

/** A date to come, no further than calendars count. */
export function dueDate(title: string): JsonObject {
  return { type: 'string', title, format: 'date', pattern: '^2[01]\\d\\d-' };
}
