import type { Json, JsonObject } from '../../engine/index.js';
import { isDate } from '../../time/days.js';
import { textOf } from '../text.js';
import { fieldText, type FormFields } from './form-body.js';
import { asKept } from './place-names.js';
import {
  DATE_PARTS,
  datePart,
  entryOf,
  into,
  KEY_OF_ENTRY,
  kindOf,
  lastStep,
  rowsSent,
  type Schema,
} from './schema.js';

/** Something wrong with a field, in words of the messages `forms.mistakes.…`. */
export interface FormMistake {
  /** JSON Pointer into the data. */
  readonly pointer: string;
  readonly kind:
    'required' | 'choose' | 'tooLong' | 'number' | 'tooSmall' | 'tooLarge' | 'date' | 'pattern' | 'rows' | 'key';
  readonly title: string;
  readonly limit?: number;
}

export interface ReadForm {
  readonly data: JsonObject;
  readonly mistakes: readonly FormMistake[];
}

/** The data that a form sent, and what is wrong with it as far as its schema can say. What was left empty is left out. */
export function readData(schema: Schema, fields: FormFields): ReadForm {
  const mistakes: FormMistake[] = [];
  const data = new Reading(fields, mistakes).group(schema, '');
  return { data, mistakes };
}

class Reading {
  private readonly names: readonly string[];

  constructor(
    private readonly fields: FormFields,
    private readonly mistakes: FormMistake[],
  ) {
    this.names = Object.keys(fields);
  }

  group(schema: Schema, pointer: string): JsonObject {
    const members = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
      const required = schema.required?.includes(name) ?? false;
      const value = this.value(part, into(pointer, name), required);
      return value === undefined ? [] : [[name, value] as const];
    });
    return Object.fromEntries(members);
  }

  /** Undefined where nothing was said. */
  private value(schema: Schema, pointer: string, required: boolean): Json | undefined {
    switch (kindOf(schema)) {
      case 'group':
        return this.inner(schema, pointer, required);
      case 'list':
        return this.list(schema, pointer, required);
      case 'map':
        return this.map(schema, pointer);
      case 'flag':
        return fieldText(this.fields, pointer) === 'yes';
      case 'date':
        return this.date(schema, pointer, required);
      case 'choice':
        return this.choice(schema, pointer, required);
      case 'number':
        return this.number(schema, pointer, required);
      case 'text':
        return this.text(schema, pointer, required);
    }
  }

  /** A part that may be left out is left out where nothing of it is said. */
  private inner(schema: Schema, pointer: string, required: boolean): JsonObject | undefined {
    const quiet = new Reading(this.fields, []).group(schema, pointer);
    if (!required && isBlank(quiet)) return undefined;
    return this.group(schema, pointer);
  }

  private list(schema: Schema, pointer: string, required: boolean): Json | undefined {
    const { items = {}, minItems = 0 } = schema;
    const rows = rowsSent(this.names, pointer).filter((row) => !this.isBlankRow(items, into(pointer, row)));
    const values = rows.flatMap((row) => this.value(items, into(pointer, row), true) ?? []);
    if (values.length < minItems && required) this.add(schema, pointer, 'rows');
    return values.length === 0 && minItems > 0 ? undefined : values;
  }

  private map(schema: Schema, pointer: string): JsonObject {
    const each = entryOf(schema);
    const rows = rowsSent(this.names, pointer).filter((row) => !this.isBlankRow(each, into(pointer, row)));
    const entries = rows.flatMap((row) => {
      const at = into(pointer, row);
      const key = fieldText(this.fields, `${at}${KEY_OF_ENTRY}`).trim();
      if (!/^[a-z][a-z0-9-]{0,29}$/.test(key)) this.add(schema, `${at}${KEY_OF_ENTRY}`, 'key');
      const value = this.value(each, at, true);
      return value === undefined ? [] : [[key, value] as const];
    });
    return Object.fromEntries(entries);
  }

  private isBlankRow(schema: Schema, pointer: string): boolean {
    const value = new Reading(this.fields, []).value(schema, pointer, false);
    return isBlank(value) && fieldText(this.fields, `${pointer}${KEY_OF_ENTRY}`).trim() === '';
  }

  private date(schema: Schema, pointer: string, required: boolean): string | undefined {
    const [day = '', month = '', year = ''] = DATE_PARTS.map((part) =>
      fieldText(this.fields, datePart(pointer, part)).trim(),
    );
    if (`${day}${month}${year}` === '') return this.nothing(schema, pointer, required ? 'date' : null);
    const text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (!isDate(text)) this.add(schema, pointer, 'date');
    return text;
  }

  private choice(schema: Schema, pointer: string, required: boolean): Json | undefined {
    const text = fieldText(this.fields, pointer);
    const found = schema.enum?.find((code) => textOf(code) === text);
    if (found === undefined && text !== '') this.add(schema, pointer, 'choose');
    return found ?? this.nothing(schema, pointer, required && text === '' ? 'choose' : null);
  }

  private number(schema: Schema, pointer: string, required: boolean): number | undefined {
    const text = fieldText(this.fields, pointer).replaceAll(/[\s,،٬]/g, '');
    if (text === '') return this.nothing(schema, pointer, required ? 'required' : null);
    const value = (schema.type === 'integer' ? /^-?\d{1,15}$/ : /^-?\d{1,15}(\.\d{1,10})?$/).test(text)
      ? Number(text)
      : null;
    if (value === null) return this.nothing(schema, pointer, 'number');
    const { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity } = schema;
    if (value < minimum || value <= exclusiveMinimum)
      this.add(schema, pointer, 'tooSmall', Math.max(minimum, exclusiveMinimum));
    else if (value > maximum) this.add(schema, pointer, 'tooLarge', maximum);
    return value;
  }

  private text(schema: Schema, pointer: string, required: boolean): string | undefined {
    const text = asKept(lastStep(pointer), fieldText(this.fields, pointer).trim());
    if (text === '') return this.nothing(schema, pointer, required ? 'required' : null);
    const { maxLength = Infinity, pattern } = schema;
    // JSON Schema counts characters, as people do; JavaScript counts halves of some.
    if (Array.from(text).length > maxLength) this.add(schema, pointer, 'tooLong', maxLength);
    else if (pattern !== undefined && !new RegExp(pattern, 'u').test(text)) this.add(schema, pointer, 'pattern');
    return text;
  }

  private nothing(schema: Schema, pointer: string, kind: FormMistake['kind'] | null): undefined {
    if (kind !== null) this.add(schema, pointer, kind);
    return undefined;
  }

  private add({ title = '' }: Schema, pointer: string, kind: FormMistake['kind'], limit?: number): void {
    this.mistakes.push({ pointer, kind, title, ...(limit === undefined ? {} : { limit }) });
  }
}

/** Whether nothing is said in it: an unticked box says nothing. */
function isBlank(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '') return true;
  return typeof value === 'object' && Object.values(value).every((member) => isBlank(member));
}
