import type { JsonObject } from '../engine/index.js';

interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly enum?: readonly (string | number)[];
  readonly format?: string;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
}

/** The least data that fits the schema of an action: what is required, the first choice of a list, today where a date is asked. */
export function fill(schema: JsonObject, today: string): JsonObject {
  return object(schema as Schema, today);
}

function object({ required = [], properties = {} }: Schema, today: string): JsonObject {
  return Object.fromEntries(required.map((name) => [name, value(properties[name] ?? {}, today)]));
}

function value(schema: Schema, today: string): JsonObject[string] {
  if (schema.enum) return schema.enum[0];
  switch (schema.type ?? 'string') {
    case 'object':
      return object(schema, today);
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => value(schema.items ?? {}, today) ?? null);
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      if (schema.format === 'date') return today.slice(0, 10);
      return schema.format === 'date-time' ? today : `${schema.title ?? 'Text'}, as the walkthrough puts it`;
  }
}
