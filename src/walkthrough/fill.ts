import type { JsonObject } from '../engine/index.js';

interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly enum?: readonly (string | number)[];
  readonly format?: string;
  readonly minimum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly items?: Schema;
}

/**
 * The least data that fits the schema of an action: what is required, the first choice of a list, today where a date is asked. `of` says in
 * words what the text is of, so that what two walks ask for is not the same.
 */
export function fill(schema: JsonObject, today: string, of = 'as the walkthrough puts it'): JsonObject {
  return object(schema as Schema, { today, of });
}

interface By {
  readonly today: string;
  readonly of: string;
}

function object({ required = [], properties = {} }: Schema, by: By): JsonObject {
  return Object.fromEntries(required.map((name) => [name, value(properties[name] ?? {}, by)]));
}

function value(schema: Schema, by: By): JsonObject[string] {
  if (schema.enum) return schema.enum[0];
  switch (schema.type ?? 'string') {
    case 'object':
      return object(schema, by);
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => value(schema.items ?? {}, by) ?? null);
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      if (schema.format === 'date') return by.today.slice(0, 10);
      return schema.format === 'date-time'
        ? by.today
        : `${schema.title ?? 'Text'}, ${by.of}`.slice(0, schema.maxLength);
  }
}
