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

export function date(title: string): JsonObject {
  return { type: 'string', title, format: 'date' };
}

/** What tells of a person: it is kept outside the log, which has its salted digest, so that it can be erased where law asks for that. */
export const personal = (schema: JsonObject): JsonObject => ({ ...schema, personal: true });

/** Text that is kept outside the log, named by a salted digest. Only the agency that keeps it sees as much as that. */
export type Sealed = { readonly digest: string; readonly custodian: string };

export const sealed: JsonObject = object('Sealed part', {
  digest: { type: 'string', title: 'Salted digest (SHA-256) of the sealed text', pattern: '^[0-9a-f]{64}$' },
  custodian: { type: 'string', title: 'Agency that keeps the text', pattern: '^[a-z][a-z0-9-]{0,59}$' },
});
