import { sha256 } from './hash.js';
import type { Json, JsonObject } from './json.js';

/*
 * Texts that tell of persons. A field whose schema says `personal: true` stands in the log, the snapshot and all that is made from them as a
 * token: a salted digest. The text and its salt are kept beside the log, from where they can be erased; the log stays what it is.
 */

/** A text kept outside the log; `value` and `salt` give the digest again. */
export interface PersonalText {
  readonly digest: string;
  readonly salt: string;
  readonly value: string;
}

/** Gives a new salt for each text. Random, of 128 bits or more; injected, so that a script gives the same history twice. */
export type Salts = () => string;

const PREFIX = 'personal:';
const TOKEN = /^personal:[0-9a-f]{64}$/;

/** Whether a value stands for a text that is kept outside the log. */
export const isToken = (value: unknown): value is string => typeof value === 'string' && TOKEN.test(value);

export const tokenOf = (digest: string): string => `${PREFIX}${digest}`;
export const digestIn = (token: string): string => token.slice(PREFIX.length);

/** Without the salt nobody can find out what it is the digest of. */
export const personalDigest = (salt: string, value: string): string => sha256(`${salt}\n${value}`);

/** Data with tokens in the place of what tells of persons, and the texts that they stand for. */
export function withTokens(
  data: JsonObject,
  schema: JsonObject,
  salts: Salts,
): { readonly data: JsonObject; readonly texts: readonly PersonalText[] } {
  const texts: PersonalText[] = [];
  const keep = (value: string): string => {
    const salt = salts();
    const digest = personalDigest(salt, value);
    texts.push({ digest, salt, value });
    return tokenOf(digest);
  };
  return { data: replaced(data, schema, keep) as JsonObject, texts };
}

const known = new WeakMap<object, boolean>();

/** Whether a schema has a field that tells of persons; asked for every command, so it is found out once. */
export function tellsOfPersons(schema: JsonObject): boolean {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const found = schema['personal'] === true || partsOf(schema).some(tellsOfPersons);
  known.set(schema, found);
  return found;
}

/** Fields, items, and alternatives. */
function partsOf(schema: JsonObject): JsonObject[] {
  const { properties, items, oneOf, anyOf, allOf, additionalProperties } = schema;
  const fields = Object.values(asObject(properties) ?? {});
  const alternatives = [oneOf, anyOf, allOf].flatMap((some) => (Array.isArray(some) ? some : []));
  return [...fields, items, additionalProperties, ...alternatives].flatMap((part) => {
    const schema = asObject(part);
    return schema ? [schema] : [];
  });
}

function replaced(value: Json | undefined, schema: JsonObject, keep: (text: string) => string): Json | undefined {
  if (!tellsOfPersons(schema) || value === undefined) return value;
  if (schema['personal'] === true && typeof value === 'string') return keep(value);
  const { properties, items, additionalProperties } = schema;
  const list = asObject(items);
  if (Array.isArray(value)) return list ? value.map((item) => replaced(item, list, keep) ?? null) : value;
  const inner = asObject(value);
  if (!inner) return value;
  const [fields, others] = [asObject(properties) ?? {}, asObject(additionalProperties)];
  return Object.fromEntries(
    Object.entries(inner).map(([name, member]) => {
      const field = asObject(Object.hasOwn(fields, name) ? fields[name] : undefined) ?? others;
      return [name, field ? (replaced(member, field, keep) ?? null) : member];
    }),
  );
}

function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
