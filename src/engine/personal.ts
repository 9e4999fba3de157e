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

const MARK = /^personal:erased:(\S+Z):(.*)$/s;

/** What is told in the place of a text that was erased: when, and by which law. */
export const erasedMark = (at: string, basis: string): string => `${PREFIX}erased:${at}:${basis}`;

/** When and by which law the text was erased that a value is told for; null for any other value. */
export function erasureIn(value: string): { readonly at: string; readonly basis: string } | null {
  const [, at, basis = ''] = MARK.exec(value) ?? [];
  return at === undefined ? null : { at, basis };
}

/** Whether a value stands for a text that is elsewhere, or is no more. */
export const standsForText = (value: string): boolean => isToken(value) || erasureIn(value) !== null;

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
  const fields = Object.values(asObject(schema['properties']) ?? {});
  return [...objectsAmong(...fields), ...schemasIn(schema, INNER), ...schemasIn(schema, ALTERNATIVES)];
}

const schemasIn = (schema: JsonObject, keywords: readonly string[]): JsonObject[] =>
  keywords.flatMap((keyword) => {
    const parts = schema[keyword];
    return objectsAmong(...(Array.isArray(parts) ? (parts as readonly Json[]) : [parts]));
  });

/** Why a schema would leave in the log what it says tells of persons; null: it would not. */
export function missedIn(schema: JsonObject): string | null {
  const found = new Set(reached(schema));
  const marked = everyObject(schema).filter(({ personal }) => personal === true);
  if (marked.some((one) => !found.has(one))) return 'stands where it would not be found';
  return marked.every(({ type }) => type === 'string') ? null : 'is no text';
}

const reached = (schema: JsonObject): JsonObject[] => [schema, ...partsOf(schema).flatMap(reached)];

function everyObject(value: Json | undefined): JsonObject[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = asObject(value);
  return [...(own ? [own] : []), ...Object.values(value).flatMap((inner: Json | undefined) => everyObject(inner))];
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
  const within = (inner: Json | undefined, partOf: (schema: JsonObject) => JsonObject[]): Json => {
    const parts = schemas.flatMap(partOf).flatMap(withAlternatives);
    return parts.length === 0 ? (inner ?? null) : replacedBy(inner ?? null, parts, keep);
  };
  if (Array.isArray(value)) return value.map((item: Json, index) => within(item, (schema) => itemsOf(schema, index)));
  const inner = asObject(value);
  if (!inner) return value;
  const members = Object.entries(inner);
  return Object.fromEntries(
    members.map(([name, member]) => [name, within(member, (schema) => fieldsOf(schema, name))]),
  );
}

function itemsOf({ prefixItems, items }: JsonObject, index: number): JsonObject[] {
  const first = Array.isArray(prefixItems) ? prefixItems : [];
  return objectsAmong(index < first.length ? first[index] : items);
}

function fieldsOf({ properties, additionalProperties }: JsonObject, name: string): JsonObject[] {
  const fields = asObject(properties) ?? {};
  return objectsAmong(Object.hasOwn(fields, name) ? fields[name] : additionalProperties);
}

function objectsAmong(...values: readonly (Json | undefined)[]): JsonObject[] {
  return values.map(asObject).filter((one) => one !== undefined);
}

function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
