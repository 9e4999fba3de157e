import type { Type } from '@nestjs/common';
import { ApiProperty, getSchemaPath } from '@nestjs/swagger';

/* How the fields of answers are documented: one word for each kind of field there is. */

/** What may be said of a field beside its kind. */
interface More {
  readonly nullable?: boolean;
  readonly example?: unknown;
  readonly format?: string;
  readonly pattern?: string;
}

export function Text(description: string, more: More = {}): PropertyDecorator {
  return ApiProperty({ type: 'string', description, ...more });
}

export function Hash(description: string, more: More = {}): PropertyDecorator {
  return Text(description, { ...more, pattern: '^[0-9a-f]{64}$' });
}

/** One of a few words. */
export function Word(description: string, words: readonly string[]): PropertyDecorator {
  return ApiProperty({ type: 'string', enum: [...words], description });
}

export function Instant(description: string, more: More = {}): PropertyDecorator {
  return ApiProperty({ type: 'string', format: 'date-time', description, ...more });
}

export function Flag(description: string): PropertyDecorator {
  return ApiProperty({ type: 'boolean', description });
}

/** A whole number, none below zero. */
export function Count(description: string, more: More = {}): PropertyDecorator {
  return ApiProperty({ type: 'integer', minimum: 0, description, ...more });
}

/** A length of time, to the millisecond. */
export function Seconds(description: string): PropertyDecorator {
  return ApiProperty({ type: 'number', minimum: 0, description });
}

export function Texts(description: string): PropertyDecorator {
  return ApiProperty({ type: 'array', items: { type: 'string' }, description });
}

/** An object whose fields are a workflow's own affair. */
export function Free(description: string, more: More = {}): PropertyDecorator {
  return ApiProperty({ type: 'object', additionalProperties: true, description, ...more });
}

/** An array whose items are anything. */
export function Anything(description: string): PropertyDecorator {
  return ApiProperty({ type: 'array', items: {}, description });
}

export function One(type: Type, description: string, more: More = {}): PropertyDecorator {
  return ApiProperty({ type, description, ...more });
}

export function Many(type: Type, description: string, more: { required?: boolean } = {}): PropertyDecorator {
  return ApiProperty({ type: [type], description, ...more });
}

/** XState's value of a state. */
export function StateValue(description: string, more: More = {}): PropertyDecorator {
  const oneOf = [{ type: 'string' }, { type: 'object', additionalProperties: true }];
  return ApiProperty({ oneOf, description: `${description}: a name, or by region what is active in it`, ...more });
}

/** The schema of a class, as a reference. */
export function schemaOf(type: Type): { $ref: string } {
  return { $ref: getSchemaPath(type) };
}
