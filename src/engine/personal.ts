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

/** Parts that tell more of the same value; which of them holds is not asked: in doubt a text is kept outside the log. */
const ALTERNATIVES = ['oneOf', 'anyOf', 'allOf', 'if', 'then', 'else'];
/** Parts that tell of what a value has in it. */
const INNER = ['items', 'prefixItems', 'additionalProperties'];

/** Fields, items, and alternatives. */
function partsOf(schema: JsonObject): JsonObject[] {
  return [...Object.values(asObject(schema['properties']) ?? {}), ...schemasIn(schema, [...INNER, ...ALTERNATIVES])]
    .map(asObject)
    .filter((part) => part !== undefined);
}

const schemasIn = (schema: JsonObject, keywords: readonly string[]): JsonObject[] =>
  keywords.flatMap((keyword) => [schema[keyword] ?? []].flat().flatMap((part) => asObject(part) ?? []));

/** Why a schema would leave in the log what it says tells of persons; null: it would not. */
export function missedIn(schema: JsonObject): string | null {
  const found = new Set(reached(schema));
  const marked = everyObject(schema).filter(({ personal }) => personal === true);
  if (marked.some((one) => !found.has(one))) return 'stands where it would not be found';
  return marked.every(({ type }) => type === 'string') ? null : 'is no text';
}

const reached = (schema: JsonObject): JsonObject[] => [schema, ...partsOf(schema).flatMap(reached)];

function everyObject(value: Json): JsonObject[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = asObject(value);
  return [...(own ? [own] : []), ...Object.values(value).flatMap((inner: Json) => everyObject(inner))];
}

function replaced(value: Json | undefined, schema: JsonObject, keep: (text: string) => string): Json | undefined {
  return tellsOfPersons(schema) && value !== undefined ? replacedBy(value, withAlternatives(schema), keep) : value;
}

const withAlternatives = (schema: JsonObject): JsonObject[] => [
  schema,
  ...schemasIn(schema, ALTERNATIVES).flatMap(withAlternatives),
];

function replacedBy(value: Json, schemas: readonly JsonObject[], keep: (text: string) => string): Json {
  if (typeof value === 'string') return schemas.some(({ personal }) => personal === true) ? keep(value) : value;
  const within = (inner: Json, parts: readonly JsonObject[]): Json =>
    parts.length === 0 ? inner : replacedBy(inner, parts.flatMap(withAlternatives), keep);
  if (Array.isArray(value))
    return value.map((item: Json, index) =>
      within(
        item,
        schemas.flatMap((schema) => itemOf(schema, index) ?? []),
      ),
    );
  const inner = asObject(value);
  if (!inner) return value;
  return Object.fromEntries(
    Object.entries(inner).map(([name, member]) => [
      name,
      within(
        member,
        schemas.flatMap((schema) => fieldOf(schema, name) ?? []),
      ),
    ]),
  );
}

function itemOf({ prefixItems, items }: JsonObject, index: number): JsonObject | undefined {
  const first = Array.isArray(prefixItems) ? prefixItems : [];
  return asObject(index < first.length ? first[index] : items);
}

function fieldOf({ properties, additionalProperties }: JsonObject, name: string): JsonObject | undefined {
  const fields = asObject(properties) ?? {};
  return asObject(Object.hasOwn(fields, name) ? fields[name] : additionalProperties);
}

function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
