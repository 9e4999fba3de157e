import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Formats } from './formats.js';
import type { Path } from './yaml-file.js';

/** A mistake against a schema, in the words of whoever writes the file. */
export interface Mistake {
  readonly path: Path;
  readonly of: 'value' | 'key';
  readonly message: string;
}

/** Follow-ups of another error, which alone says what is wrong. */
const ECHOES = new Set(['if', 'propertyNames', 'anyOf', 'oneOf']);

/** What the validator found, in plain words. Errors must have been collected with `verbose`. */
export function mistakeOf(error: ErrorObject, formats: Formats): Mistake | null {
  if (ECHOES.has(error.keyword)) return null;
  const path = pathOf(error.instancePath);
  if (error.propertyName !== undefined) {
    const message = `expected ${described(error) ?? 'another key'} as a key (found "${error.propertyName}")`;
    return { path: [...path, error.propertyName], of: 'key', message };
  }
  if (error.keyword === 'additionalProperties' || error.keyword === 'unevaluatedProperties') {
    const key = String(error.params['additionalProperty'] ?? error.params['unevaluatedProperty']);
    return { path: [...path, key], of: 'key', message: `expected ${keysOf(error)} (found the key "${key}")` };
  }
  return { path, of: 'value', message: `expected ${expectation(error, formats)} (found ${foundIn(error)})` };
}

function expectation({ keyword, params, data, ...error }: ErrorObject, formats: Formats): string {
  switch (keyword) {
    case 'required':
      return `the key "${params['missingProperty']}"`;
    case 'dependentRequired':
      return `the key "${params['missingProperty']}" beside "${params['property']}"`;
    case 'type':
      return TYPES[String(params['type'])] ?? String(params['type']);
    case 'enum':
      return `one of ${(error.schema as unknown[]).map(String).join(', ')}`;
    case 'const':
      return JSON.stringify(params['allowedValue']);
    case 'format':
      return formats[String(params['format'])]?.(String(data)) ?? `a ${params['format']}`;
    case 'minLength':
      return 'some text';
    case 'minItems':
      return `at least ${params['limit']} of them`;
    case 'uniqueItems':
      return 'each entry once';
    default:
      return described(error) ?? `that it ${error.message ?? keyword}`;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'keys with values',
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
};

/** A pattern is told by the description beside it in the schema. */
function described({ parentSchema }: { parentSchema?: unknown }): string | null {
  if (typeof parentSchema !== 'object' || parentSchema === null || !('description' in parentSchema)) return null;
  return String(parentSchema.description);
}

function keysOf({ parentSchema }: ErrorObject): string {
  const keys = Object.keys((parentSchema as { properties?: object } | undefined)?.properties ?? {});
  return keys.length === 0 ? 'no key' : `one of the keys ${keys.join(', ')}`;
}

function foundIn({ keyword, params, data }: ErrorObject): string {
  if (keyword === 'uniqueItems') return `entries ${Number(params['i']) + 1} and ${Number(params['j']) + 1} alike`;
  if (keyword !== 'required' && keyword !== 'dependentRequired') {
    const quotable = keyword === 'type' && params['type'] === 'string' && ['number', 'boolean'].includes(typeof data);
    return quotable ? `${found(data)}; put it in quotes` : found(data);
  }
  return `only ${Object.keys(data as object).join(', ') || 'nothing'}`;
}

/** A value in words, for messages. */
function found(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'boolean' ? String(value) : 'keys with values';
}

function pathOf(pointer: string): string[] {
  const parts = pointer.split('/').slice(1);
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
