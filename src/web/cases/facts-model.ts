import type { Json, JsonObject } from '../../engine/index.js';
import { asWritten } from '../forms/place-names.js';
import { kindOf, type Schema } from '../forms/schema.js';
import type { Reader } from '../reader.js';
import { textOf } from '../text.js';

/** A fact in words; what is itself made of facts has them inside. */
export interface FactModel {
  readonly title: string;
  readonly texts: readonly string[];
  readonly inner: readonly { readonly name: string; readonly facts: readonly FactModel[] }[];
}

/** What data states, in the words of its schema. What says nothing (no, none, nothing) is left out. */
export function factsModel(reader: Reader, schema: Schema, data: JsonObject): FactModel[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const model = factModel(reader, part, data[name] ?? null, name);
    return model ? [model] : [];
  });
}

function factModel(reader: Reader, schema: Schema, value: Json, name: string): FactModel | null {
  const label = `forms.labels.${name}`;
  const title = reader.knows(label) ? reader.t(label) : reader.said(schema.title ?? '');
  if (value === null || value === '' || value === false || value === 0) return null;
  const plain = (text: string): FactModel => ({ title, texts: [text], inner: [] });
  switch (kindOf(schema)) {
    case 'flag':
      return plain(reader.t('find.yes'));
    case 'choice':
      return plain(reader.code(textOf(value)));
    case 'date':
      return plain(reader.date(`${textOf(value)}T00:00:00+05:00`));
    case 'number':
      return plain(reader.number(Number(value)));
    case 'text':
      return plain(asWritten(name, textOf(value)));
    case 'group':
      return { title, texts: [], inner: [{ name: '', facts: factsModel(reader, schema, value as JsonObject) }] };
    case 'list':
      return listModel(reader, { title, each: schema.items ?? {} }, Object.entries(value));
    case 'map':
      return listModel(reader, { title, each: schema.additionalProperties as Schema }, Object.entries(value));
  }
}

function listModel(
  reader: Reader,
  { title, each }: { readonly title: string; readonly each: Schema },
  entries: readonly (readonly [string, Json | undefined])[],
): FactModel | null {
  if (entries.length === 0) return null;
  if (kindOf(each) !== 'group') return { title, texts: entries.map(([, one]) => textOf(one)), inner: [] };
  const inner = entries.map(([key, one]) => ({
    name: /^\d+$/.test(key) ? String(Number(key) + 1) : key,
    facts: factsModel(reader, each, one as JsonObject),
  }));
  return { title, texts: [], inner };
}
