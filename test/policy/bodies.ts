type Schema = { readonly [keyword: string]: unknown };

/** A body that fits a schema of the document, as small as may be. */
export function bodyFor(schema: Schema, schemas: { readonly [name: string]: Schema }): unknown {
  const { $ref, example, enum: words, const: one, type, format, oneOf, anyOf, allOf } = schema;
  if (typeof $ref === 'string') return bodyFor(schemas[$ref.replace(/.*\//, '')] ?? {}, schemas);
  if (one !== undefined) return one;
  if (example !== undefined) return example;
  if (Array.isArray(words)) return words[0];
  for (const some of [oneOf, anyOf, allOf]) if (Array.isArray(some)) return bodyFor(some[0] as Schema, schemas);
  switch ([type].flat()[0]) {
    case 'object': {
      const properties = (schema['properties'] ?? {}) as { readonly [name: string]: Schema };
      const required = (schema['required'] ?? []) as readonly string[];
      return Object.fromEntries(required.map((name) => [name, bodyFor(properties[name] ?? {}, schemas)]));
    }
    case 'array':
      return [bodyFor((schema['items'] ?? {}) as Schema, schemas)];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return schema['minimum'] ?? 1;
    default:
      return textFor(format, schema);
  }
}

function textFor(format: unknown, { minLength = 1 }: Schema): string {
  if (format === 'date-time') return '2027-03-01T00:00:00Z';
  if (format === 'date') return '2027-03-01';
  if (format === 'email') return 'nobody@example.pk';
  return 'x'.repeat(Math.max(1, Number(minLength)));
}
