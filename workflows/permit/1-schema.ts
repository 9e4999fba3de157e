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

/** A date to come, no further than calendars count. */
export function dueDate(title: string): JsonObject {
  return { ...date(title), pattern: '^2[01]\\d\\d-' };
}

/** What tells of a person: it is kept outside the log, which has its salted digest, so that it can be erased where law asks for that. */
export const personal = (schema: JsonObject): JsonObject => ({ ...schema, personal: true });

/** Text that is kept outside the log, named by a salted digest. Only the agency that keeps it sees as much as that. */
export type Sealed = { readonly digest: string; readonly custodian: string };

export const sealed: JsonObject = object('Sealed part', {
  digest: { type: 'string', title: 'Salted digest (SHA-256) of the sealed text', pattern: '^[0-9a-f]{64}$' },
  custodian: { type: 'string', title: 'Agency that keeps the text', pattern: '^[a-z][a-z0-9-]{0,59}$' },
});

export const OFFICER = { role: 'officer', agency: 'case' } as const;
export const MANAGER = { role: 'manager', agency: 'case' } as const;
/** The desk of the lead agency records what courts and authorities decide that do not log in. */
export const DESK = { role: 'officer', agency: 'sifc' } as const;
/** Its head carries out orders that suspend a whole regime. */
export const LEAD = { role: 'manager', agency: 'sifc' } as const;

export const words = text('Text', 4000);
export const basis = text('Legal basis', 500);
export const papers = list('Papers', text('Paper', 200), 0);
export const note = (title: string): JsonObject => object(title, { 'text?': words });
export const remark = (title: string): JsonObject => object(title, { text: words });
export const grounded = (title: string): JsonObject => object(title, { basis, text: words });
/** What goes against somebody, or gives without anybody's decision, says why: by a code, a legal basis and in words. */
export const reasoned = (title: string, codes: readonly string[]): JsonObject =>
  object(title, { code: choice('Reason', codes), basis, text: words });

/** How something was brought to somebody's knowledge; the day on which it was is that of the event. */
export const WAYS = ['portal', 'email', 'post', 'hand', 'publication'];
export const proofOfService = (title: string): JsonObject =>
  object(title, {
    how: choice('How', WAYS),
    'number?': text('Number of the dispatch', 100),
    'proof?': text('Proof of service (document)', 200),
    'text?': words,
  });
