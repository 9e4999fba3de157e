import { randomUUID } from 'node:crypto';
import { canonicalJson, Rejection, sha256, type Actor, type JsonObject } from '../../engine/index.js';
import type { Sent } from '../../cases/cases.js';
import { fieldModels, mistakeInWords, type Offer } from '../forms/field-model.js';
import { fieldText, type FormFields } from '../forms/form-body.js';
import type { FormMistake } from '../forms/read-data.js';
import { idOf, type Schema } from '../forms/schema.js';
import type { Reader } from '../reader.js';

/** Fields of every form about a case: what the page was made from, and a key under which the form counts once. */
const KEY = '_key';
const REVISION = '_rev';
const SEQUENCE = '_seq';
const MORE = '_more';

/** The case as the page saw it. */
export interface Seen {
  readonly rev: number;
  readonly seq: number;
}

/** A message of the service about a field, in English as its rules are. */
interface Refused {
  readonly field: string;
  readonly message: string;
}

export interface FormState {
  readonly schema: Schema;
  readonly data: JsonObject;
  readonly seen: Seen;
  readonly sent?: FormFields;
  readonly mistakes?: readonly FormMistake[];
  readonly refused?: readonly Refused[];
  readonly offer?: Offer;
}

/** A form, with its errors in a summary that leads to the fields. */
export function formModel(reader: Reader, { schema, data, seen, sent, mistakes = [], refused = [], offer }: FormState) {
  const more = sent ? fieldText(sent, MORE) : '';
  const own = mistakes.map((mistake) => ({
    text: mistakeInWords(reader, mistake),
    href: `#${idOf(mistake.pointer)}`,
    lang: reader.language,
  }));
  const theirs = refused.map(({ field, message }) => ({ text: message, href: `#${idOf(field)}`, lang: 'en' as const }));
  return {
    fields: fieldModels(schema, {
      reader,
      data,
      sent: sent ?? null,
      mistakes,
      offer,
      ...(more === '' ? {} : { more }),
    }),
    errors: [...own, ...theirs],
    hidden: [
      { name: KEY, value: randomUUID() },
      { name: REVISION, value: String(seen.rev) },
      { name: SEQUENCE, value: String(seen.seq) },
    ],
  };
}

export function asksForMore(fields: FormFields): boolean {
  return fieldText(fields, MORE) !== '';
}

/** The sequence number of the case as the page saw it. */
export function sequenceIn(fields: FormFields): number {
  return wholeNumber(fieldText(fields, SEQUENCE)) ?? 0;
}

/** What a form says of its command: the key, and the revision seen. `what` is what it would do, as the key stands for it. */
export function sentIn(fields: FormFields, actor: Actor, what: JsonObject): Sent {
  const key = fieldText(fields, KEY);
  const rev = wholeNumber(fieldText(fields, REVISION));
  const isKey = /^[\x21-\x7e]{1,200}$/.test(key);
  return {
    actor,
    ...(isKey ? { key: { actor: actor.id, key, fingerprint: sha256(canonicalJson(what)) } } : {}),
    ...(rev === null ? {} : { rev }),
  };
}

function wholeNumber(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** What the rules of a case refused of its data, where that is what went wrong; null for anything else. */
export function refusedIn(error: unknown): readonly Refused[] | null {
  if (!(error instanceof Rejection) || error.kind !== 'data') return null;
  const errors = error.details.errors ?? [];
  if (errors.length === 0) return [{ field: '', message: error.message }];
  return errors.map(({ field, message }) => ({ field: field.replace(/^\/data(?=\/|$)/, ''), message }));
}
