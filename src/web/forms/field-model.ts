import type { Json, JsonObject } from '../../engine/index.js';
import type { Reader } from '../reader.js';
import { textOf } from '../text.js';
import { fieldText, type FormFields } from './form-body.js';
import { asWritten } from './place-names.js';
import type { FormMistake } from './read-data.js';
import {
  DATE_PARTS,
  datePart,
  entryOf,
  idOf,
  into,
  KEY_OF_ENTRY,
  kindOf,
  lastStep,
  rowsSent,
  type Kind,
  type Schema,
} from './schema.js';

/** More choices than this are a list to open. */
const MOST_RADIOS = 7;
/** A text longer than this takes more than a line. */
const LONGEST_LINE = 250;
/** A group of more fields than this that may be left out is folded. */
const MOST_UNFOLDED = 8;
/** Rows that are offered where nothing is said yet. */
const FIRST_ROWS = 1;

/** What a form shows: what was sent, or else the data there is. */
export interface Filled {
  readonly reader: Reader;
  readonly data: JsonObject;
  /** Null where nothing was sent yet. */
  readonly sent: FormFields | null;
  readonly mistakes: readonly FormMistake[];
  /** Lists of which another row was asked for. */
  readonly more?: string | undefined;
  readonly offer?: Offer | undefined;
}

interface Offered {
  readonly value: string;
  readonly text: string;
}

/** What a field of free text offers to choose from, where what may be said in it is known; nothing where it is not. */
export type Offer = (pointer: string) => readonly Offered[];

export interface FieldModel {
  readonly kind: Kind | 'long' | 'select';
  readonly name: string;
  readonly id: string;
  readonly label: string;
  /** Language in which the label is. */
  readonly lang: string;
  readonly hint: string | null;
  readonly optional: boolean;
  /** A large group that may be left out is opened by who needs it. */
  readonly folded: boolean;
  readonly error: string | null;
  readonly value: string;
  readonly items: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[];
  readonly parts: readonly {
    readonly name: string;
    readonly id: string;
    readonly label: string;
    readonly value: string;
  }[];
  readonly fields: readonly FieldModel[];
  readonly rows: readonly {
    readonly number: number;
    readonly key: FieldModel | null;
    readonly fields: readonly FieldModel[];
  }[];
}

/** The fields of a form. */
export function fieldModels(schema: Schema, filled: Filled, pointer = '', value: Json = filled.data): FieldModel[] {
  const members = (typeof value === 'object' && value !== null ? value : {}) as JsonObject;
  return Object.entries(schema.properties ?? {}).map(([name, part]) =>
    fieldModel(part, filled, {
      pointer: into(pointer, name),
      value: members[name] ?? null,
      required: schema.required?.includes(name) ?? false,
    }),
  );
}

interface Place {
  readonly pointer: string;
  readonly value: Json;
  readonly required: boolean;
}

function fieldModel(schema: Schema, filled: Filled, { pointer, value, required }: Place): FieldModel {
  const { reader, sent } = filled;
  const kind = kindOf(schema);
  const title = schema.title ?? pointer;
  const fact = lastStep(pointer);
  const [hint, label] = [`forms.hints.${fact}`, `forms.labels.${fact}`];
  const kept = typeof value === 'object' || value === null ? '' : asWritten(fact, String(value));
  const text = sent ? fieldText(sent, pointer) : kept;
  const offered = filled.offer?.(pointer) ?? [];
  return {
    kind: offered.length > 0 ? 'select' : shownAs(schema, kind),
    name: pointer,
    id: idOf(pointer),
    label: reader.knows(label) ? reader.t(label) : reader.said(title),
    lang: reader.knows(label) ? reader.language : reader.tongue(title),
    hint: reader.knows(hint) ? reader.t(hint) : null,
    optional: !required && kind !== 'flag',
    folded:
      kind === 'group' &&
      !required &&
      Object.keys(schema.properties ?? {}).length > MOST_UNFOLDED &&
      !isInUse(filled, pointer),
    error: errorOf(filled, pointer),
    value: kind === 'flag' ? (text === 'true' || text === 'yes' ? 'yes' : '') : text,
    items: offered.length > 0 ? offeredTo(offered, text) : kind === 'choice' ? choices(reader, schema, text) : [],
    parts: kind === 'date' ? dateParts(reader, filled, pointer, value) : [],
    fields: kind === 'group' ? fieldModels(schema, filled, pointer, value) : [],
    rows: kind === 'list' || kind === 'map' ? rowModels(schema, filled, { pointer, value, required }) : [],
  };
}

/** Whether something within is wrong, or another row of it was asked for. */
function isInUse({ mistakes, more }: Filled, pointer: string): boolean {
  return mistakes.some((one) => one.pointer.startsWith(`${pointer}/`)) || (more?.startsWith(`${pointer}/`) ?? false);
}

function shownAs(schema: Schema, kind: Kind): FieldModel['kind'] {
  if (kind === 'text' && (schema.maxLength ?? 0) > LONGEST_LINE) return 'long';
  return kind === 'choice' && (schema.enum?.length ?? 0) > MOST_RADIOS ? 'select' : kind;
}

function choices(reader: Reader, { enum: codes = [] }: Schema, text: string): FieldModel['items'] {
  return codes
    .filter((code) => code !== '')
    .map((code) => ({ value: textOf(code), text: reader.code(textOf(code)), selected: textOf(code) === text }));
}

/** What was said before stays, though it is not offered. */
function offeredTo(offered: readonly Offered[], text: string): FieldModel['items'] {
  const others = text === '' || offered.some(({ value }) => value === text) ? [] : [{ value: text, text }];
  return [...offered, ...others].map((one) => ({ ...one, selected: one.value === text }));
}

function dateParts(reader: Reader, { sent }: Filled, pointer: string, value: Json): FieldModel['parts'] {
  const [year = '', month = '', day = ''] = typeof value === 'string' ? value.split('-') : [];
  const kept = { day: day.replace(/^0/, ''), month: month.replace(/^0/, ''), year };
  return DATE_PARTS.map((part) => {
    const name = datePart(pointer, part);
    return { name, id: idOf(name), label: reader.t(`forms.${part}`), value: sent ? fieldText(sent, name) : kept[part] };
  });
}

function rowModels(schema: Schema, filled: Filled, { pointer, value }: Place): FieldModel['rows'] {
  const isMap = kindOf(schema) === 'map';
  const each = isMap ? entryOf(schema) : (schema.items ?? {});
  const kept: (readonly [string, Json])[] =
    typeof value === 'object' && value !== null ? Object.entries(value).map(([key, one]) => [key, one ?? null]) : [];
  const numbers = filled.sent ? rowsSent(Object.keys(filled.sent), pointer) : kept.map((_, index) => index);
  const first = (numbers.at(-1) ?? -1) + 1;
  const added =
    filled.more === pointer || numbers.length === 0 ? Array.from({ length: FIRST_ROWS }, (_, n) => first + n) : [];
  return [...numbers, ...added].map((number) => {
    const at = into(pointer, number);
    const [key, one] = kept[number] ?? ['', null];
    const whole =
      kindOf(each) === 'group' ? null : fieldModel(each, filled, { pointer: at, value: one, required: true });
    return {
      number: number + 1,
      key: isMap ? keyField(schema, filled, `${at}${KEY_OF_ENTRY}`, key) : null,
      fields: whole ? [whole] : fieldModels(each, filled, at, one),
    };
  });
}

function keyField(schema: Schema, filled: Filled, pointer: string, key: string): FieldModel {
  const field = fieldModel({ type: 'string', title: schema.title ?? '' }, filled, {
    pointer,
    value: key,
    required: true,
  });
  return {
    ...field,
    label: filled.reader.t('forms.shortName'),
    lang: filled.reader.language,
    hint: filled.reader.t('forms.shortNameHint'),
  };
}

function errorOf({ reader, mistakes }: Filled, pointer: string): string | null {
  const mistake = mistakes.find((one) => one.pointer === pointer);
  return mistake ? mistakeInWords(reader, mistake) : null;
}

export function mistakeInWords(reader: Reader, { kind, title, limit }: FormMistake): string {
  return reader.t(`forms.mistakes.${kind}`, { field: reader.said(title), limit: limit ?? 0 });
}
