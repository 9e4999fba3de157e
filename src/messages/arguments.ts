import type { IntlMessageFormat } from 'intl-messageformat';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Of the message's parts: what is no mere text has a value, and what offers a choice has options. */
type Parts = Element & { readonly options?: { readonly [choice: string]: { readonly value: readonly Element[] } } };

const LITERAL = 0;
const POUND = 7;

/** The names of the values that a message takes, each once, in order of the alphabet. */
export function argumentsOf(parts: readonly Element[]): string[] {
  const names = (parts as readonly Parts[]).flatMap((part): string[] => {
    if (part.type === LITERAL || part.type === POUND) return [];
    const inner = Object.values(part.options ?? {}).flatMap(({ value }) => argumentsOf(value));
    return ['value' in part ? String(part.value) : '', ...inner].filter(Boolean);
  });
  return [...new Set(names)].sort();
}
