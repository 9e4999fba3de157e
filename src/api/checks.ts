import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
} from 'class-validator';

import { readCursor } from '../store/pages.js';
import { checkPlain } from './plain-text.js';

/* The kinds of field callers send. Each is the check and the documentation at once, so that they cannot differ. */

/** What may be said of a field beside its kind. */
interface More {
  readonly optional?: boolean;
  readonly example?: unknown;
  readonly format?: string;
  readonly max?: number;
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

const LONGEST = 200;
const MOST_NAMES = 50;
const MOST_IDS = 100;

/** A field may be left out, but not be null. */
function presence(optional = false): PropertyDecorator {
  return optional ? ValidateIf((_, value: unknown) => value !== undefined) : () => undefined;
}

export function TextIn(description: string, { optional, max = LONGEST, ...more }: More = {}): PropertyDecorator {
  const schema = { type: 'string', minLength: 1, maxLength: max, description, required: !optional, ...more } as const;
  return applyDecorators(ApiProperty(schema), presence(optional), IsString(), IsNotEmpty(), MaxLength(max));
}

/** A name of something that is looked up among what a workflow declares; `constructor` and its like name nothing there. */
export function NameIn(description: string, more: More = {}): PropertyDecorator {
  const validator = {
    validate: (value: unknown) => typeof value !== 'string' || !(value in Object.prototype),
    defaultMessage: () => '$property names nothing',
  };
  return applyDecorators(TextIn(description, more), ValidateBy({ name: 'isName', validator }));
}

/** One of a few words. */
export function ChoiceIn(description: string, words: readonly string[]): PropertyDecorator {
  return applyDecorators(ApiProperty({ type: 'string', enum: [...words], description }), IsIn(words));
}

/** A few names, none where it is left out. */
export function NamesIn(description: string): PropertyDecorator {
  return applyDecorators(namesIn(description, { maxItems: MOST_NAMES, required: false }), presence(true));
}

/** Ids of some things, one at least. */
export function IdsIn(description: string): PropertyDecorator {
  return namesIn(description, { minItems: 1, maxItems: MOST_IDS, required: true });
}

function namesIn(
  description: string,
  rules: { readonly minItems?: number; readonly maxItems: number; readonly required: boolean },
): PropertyDecorator {
  const { minItems = 0, maxItems } = rules;
  const items = { type: 'string', minLength: 1, maxLength: LONGEST } as const;
  const each = { each: true };
  return applyDecorators(
    ApiProperty({ type: 'array', items, description, ...rules }),
    IsArray(),
    ArrayMinSize(minItems),
    ArrayMaxSize(maxItems),
    IsString(each),
    IsNotEmpty(each),
    MaxLength(LONGEST, each),
  );
}

/** What a list is narrowed by. */
export function FilterIn(description: string, { max = LONGEST }: More = {}): PropertyDecorator {
  const schema = { type: 'string', maxLength: max, description, required: false } as const;
  return applyDecorators(ApiProperty(schema), presence(true), IsString(), MaxLength(max));
}

/** One of a few words in a query. */
export function WordIn(description: string, words: readonly string[]): PropertyDecorator {
  const schema = { type: 'string', enum: [...words], description, required: false } as const;
  return applyDecorators(ApiProperty(schema), presence(true), IsIn([...words]));
}

/** Where a page begins: what the page before gave as `next`. */
export function CursorIn(): PropertyDecorator {
  const validator = { validate: isCursor, defaultMessage: () => '$property is not a cursor that this service gave' };
  const description = '`next` of the page before; left out: the first page';
  return applyDecorators(FilterIn(description, { max: 500 }), ValidateBy({ name: 'isCursor', validator }));
}

/** The data of a form: an object whose fields the workflow's own schema checks. */
export function DataIn(description: string): PropertyDecorator {
  const schema = { type: 'object', additionalProperties: true, description, required: false } as never;
  return applyDecorators(ApiProperty(schema), presence(true), IsObject());
}

export function InstantIn(description: string, { optional }: More = {}): PropertyDecorator {
  const schema = { type: 'string', format: 'date-time', description, required: !optional } as const;
  return applyDecorators(
    ApiProperty({ ...schema, example: '2026-12-01T04:00:00Z' }),
    presence(optional),
    ValidateBy({
      name: 'isInstant',
      validator: {
        validate: isInstant,
        defaultMessage: () =>
          '$property must be an instant with its offset, of 1900 to 2299, such as 2026-12-01T04:00:00Z',
      },
    }),
  );
}

/** A whole number in a query. */
export function NumberIn(description: string, { min, max, default: fallback }: Range): PropertyDecorator {
  const schema = { type: 'integer', minimum: min, maximum: max, default: fallback, description } as const;
  return applyDecorators(ApiProperty({ ...schema, required: false }), Transform(asNumber), IsInt(), Min(min), Max(max));
}

/** `true` or `false` in a query. */
export function FlagIn(description: string): PropertyDecorator {
  const schema = { type: 'boolean', description, required: false } as const;
  return applyDecorators(ApiProperty(schema), presence(true), Transform(asFlag), IsBoolean());
}

function asNumber({ value }: { value: unknown }): unknown {
  return typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
}

function asFlag({ value }: { value: unknown }): unknown {
  return value === 'true' ? true : value === 'false' ? false : value;
}

/** A cursor is opaque, but what it holds goes to the database: text that a body may not hold is refused here too. */
function isCursor(value: unknown): boolean {
  try {
    checkPlain(readCursor(String(value)).id);
    return true;
  } catch {
    return false;
  }
}

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T(?:[01]\d|2[0-3]):\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * A date and time of RFC 3339, in the years that calendars count. Date.parse would take a date without offset for local time of the server, and
 * the 30th of February for the 2nd of March.
 */
function isInstant(value: unknown): boolean {
  const found = typeof value === 'string' ? INSTANT.exec(value) : null;
  if (!found || !Number.isFinite(Date.parse(found[0]))) return false;
  const [year = 0, month, day] = found.slice(1).map(Number);
  if (year < 1900 || year > 2299) return false;
  const date = new Date(`${found[1]}-${found[2]}-01T00:00:00Z`);
  date.setUTCDate(Number(day));
  return date.getUTCFullYear() === year && date.getUTCMonth() + 1 === month;
}
