/** Parts of JSON Schemas that every form needs. */
export const text = { type: 'string', minLength: 1 };

export const word = {
  type: 'string',
  pattern: '^[a-z][a-z0-9-]*$',
  description: 'a word of small letters, digits and hyphens',
};

export const listOf = (items: object, rules: object = {}): object => ({ type: 'array', items, ...rules });

/** These keys and no others; all required but those whose name here ends in `?`. */
export function keys(properties: Readonly<Record<string, object>>, rules: object = {}): object {
  const plain = Object.entries(properties).map(([key, schema]) => [key.replace('?', ''), schema] as const);
  const required = Object.keys(properties).filter((key) => !key.endsWith('?'));
  return { type: 'object', properties: Object.fromEntries(plain), required, additionalProperties: false, ...rules };
}

/** Any keys of one kind, each with a value of one kind. */
export const by = (propertyNames: object, additionalProperties: object): object => {
  return { type: 'object', propertyNames, additionalProperties };
};
