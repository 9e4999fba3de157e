import type { Json, JsonObject } from '../engine/index.js';
import { isRightToLeft, type Language, type Messages, type Values } from '../messages/index.js';
import type { PartSource } from './kinds.js';
import type { Part } from './page.js';

/** What a letter is written from. */
export interface Writing {
  readonly messages: Messages;
  readonly language: Language;
  readonly data: JsonObject;
}

/** Writes the parts of a letter, in its language, from data that are there; what is not there is left out. */
export function composeParts(sources: readonly PartSource[], writing: Writing): Part[] {
  return sources.flatMap((source) =>
    source.when !== undefined && isEmpty(writing.data[source.when]) ? [] : part(source, writing),
  );
}

function part(source: PartSource, writing: Writing): Part[] {
  const { messages, language, data } = writing;
  if ('say' in source)
    return [{ kind: 'say', text: messages.text(language, `letters.parts.${source.say}`, values(data)) }];
  if ('heading' in source)
    return [{ kind: 'heading', text: messages.text(language, `letters.headings.${source.heading}`) }];
  if ('facts' in source) {
    const rows = source.facts.flatMap((name) => fact(name, writing));
    return rows.length === 0 ? [] : [{ kind: 'facts', rows }];
  }
  if ('quote' in source) return quote(data[source.quote]);
  if ('list' in source) {
    const items = entries(data[source.list]).map((entry) => said('items', source.list, entry, writing));
    return items.length === 0 ? [] : [{ kind: 'list', items }];
  }
  const head = source.columns.map((name) => messages.text(language, `letters.columns.${name}`));
  const rows = entries(data[source.table]).map((entry) =>
    source.columns.map((name) => said('values', name, entry, writing)),
  );
  return rows.length === 0 ? [] : [{ kind: 'table', head, rows }];
}

function fact(name: string, writing: Writing): [string, string][] {
  const { messages, language, data } = writing;
  const datum = data[name];
  if (isEmpty(datum)) return [];
  const own = typeof datum === 'object' ? datum : data;
  return [[messages.text(language, `letters.facts.${name}`), said('values', name, own ?? data, writing)]];
}

/** A datum by its message where there is one, else as it is. */
function said(group: 'items' | 'values', name: string, of: Json, { messages, language }: Writing): string {
  const message = `letters.${group}.${name}`;
  const data = isObject(of) ? of : { [name]: of };
  return messages.has(language, message) ? messages.text(language, message, values(data)) : plain(data[name]);
}

/** In Arabic script it is read from the right, whatever the letter's own language. */
function quote(datum: Json | undefined): Part[] {
  if (typeof datum !== 'string' || datum.trim() === '') return [];
  const letters = datum.match(/\p{L}/gu)?.length ?? 0;
  const arabic = datum.match(/\p{Script=Arabic}/gu)?.length ?? 0;
  const chinese = datum.match(/\p{Script=Han}/gu)?.length ?? 0;
  const language: Language = arabic * 2 > letters ? 'ur' : chinese * 2 > letters ? 'zh' : 'en';
  const lines = datum.split(/\r?\n/).filter((line) => line.trim() !== '');
  return [{ kind: 'quote', lines, language, rtl: isRightToLeft(language) }];
}

function entries(datum: Json | undefined): readonly Json[] {
  return Array.isArray(datum) ? datum : [];
}

function isEmpty(datum: Json | undefined): boolean {
  return (
    datum === undefined ||
    datum === null ||
    datum === '' ||
    datum === false ||
    (Array.isArray(datum) && datum.length === 0)
  );
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What messages can take of some data. */
export function values(data: JsonObject): Values {
  const plain = Object.entries(data).filter(([, value]) => typeof value !== 'object' || value === null);
  return Object.fromEntries(plain) as Values;
}

function plain(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}
