import type { WorkflowDefinition } from './definition.js';
import type { JsonObject } from './json.js';

/**
 * Reasons against a workflow whose acts need not say why: a decision that goes against somebody names a coded reason, the law it rests on and
 * what is said about it, so the schema of an event that declares `reasons` asks for a choice, `basis` and `text`.
 */
export function unreasoned({ events }: WorkflowDefinition): string[] {
  return Object.entries(events).flatMap(([type, { reasons, schema }]) => {
    if (reasons === undefined) return [];
    const lacking = [
      ...(hasCode(schema) ? [] : ['a coded reason (a required choice)']),
      ...['basis', 'text'].filter((field) => !asksFor(schema, field)).map((field) => `"${field}"`),
    ];
    return lacking.length > 0
      ? [`"${type}" is a ${reasons} and its schema does not ask for ${lacking.join(', ')}`]
      : [];
  });
}

const requiredOf = (schema: JsonObject | undefined): readonly unknown[] =>
  Array.isArray(schema?.['required']) ? schema['required'] : [];

const propertyOf = (schema: JsonObject | undefined, field: string): JsonObject | undefined =>
  (schema?.['properties'] as { readonly [field: string]: JsonObject } | undefined)?.[field];

const asksFor = (schema: JsonObject | undefined, field: string): boolean =>
  requiredOf(schema).includes(field) && propertyOf(schema, field)?.['type'] === 'string';

const hasCode = (schema: JsonObject | undefined): boolean =>
  requiredOf(schema).some((field) => typeof field === 'string' && Array.isArray(propertyOf(schema, field)?.['enum']));
