import type { Json, JsonObject } from '../../engine/index.js';

/** As much of JSON Schema as the forms of workflows use. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly enum?: readonly Json[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly additionalProperties?: boolean | Schema;
}

/** How a part of a form is asked for. */
export type Kind = 'group' | 'list' | 'map' | 'flag' | 'date' | 'choice' | 'number' | 'text';

export function kindOf(schema: Schema): Kind {
  if (schema.enum) return 'choice';
  switch (schema.type) {
    case 'array':
      return 'list';
    case 'object':
      return schema.properties ? 'group' : 'map';
    case 'boolean':
      return 'flag';
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case undefined:
    default:
      return schema.format === 'date' ? 'date' : 'text';
  }
}

/** What each entry of a map is like. */
export function entryOf({ additionalProperties }: Schema): Schema {
  return typeof additionalProperties === 'object' ? additionalProperties : {};
}

/** A schema with some of its properties only, in that order. */
export function partOf(schema: Schema, names: readonly string[]): Schema {
  const properties = names.flatMap((name) => {
    const property = schema.properties?.[name];
    return property ? [[name, property] as const] : [];
  });
  const required = (schema.required ?? []).filter((name) => names.includes(name));
  return { ...schema, properties: Object.fromEntries(properties), required };
}

/** The schema of an event, as `actions` have it. */
export function asSchema(schema: JsonObject): Schema {
  return schema as Schema;
}

/** A step into data, as a JSON Pointer has it; it is the name of the field too. */
export function into(pointer: string, step: string | number): string {
  return `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The name of a field within what it is part of. */
export const lastStep = (pointer: string): string => pointer.split('/').at(-1) ?? '';

/** Field of a row that names its entry in a map. */
export const KEY_OF_ENTRY = '#key';
/** Fields of a date. */
export const DATE_PARTS = ['day', 'month', 'year'] as const;
export const datePart = (pointer: string, part: (typeof DATE_PARTS)[number]): string => `${pointer}#${part}`;

/** An id in a page: of letters that need no care in an address. */
export const idOf = (pointer: string): string => `f${pointer.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;

/** Numbers of the rows that a form sent of a list, or of a map. */
export function rowsSent(names: readonly string[], pointer: string): number[] {
  const rows = names.flatMap((name) => {
    const rest = name.startsWith(`${pointer}/`) ? name.slice(pointer.length + 1) : '';
    const number = /^(\d{1,3})(?:[/#]|$)/.exec(rest)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  return [...new Set(rows)].sort((a, b) => a - b);
}
