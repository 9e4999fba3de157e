/**
 * Facts that name a place. Conditions of the law and the settings know them in small letters, zones with hyphens (`karachi-industrial-park`);
 * people write names as names, and are shown them so.
 */
const KEPT: { readonly [fact: string]: (name: string) => string } = {
  district: (name) => name.toLowerCase(),
  zoneName: (name) =>
    name
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, ''),
};

const isPlace = (fact: string): boolean => Object.hasOwn(KEPT, fact);

/** A text as an application keeps it under the name of a fact. */
export function asKept(fact: string, text: string): string {
  return isPlace(fact) ? (KEPT[fact]?.(text) ?? text) : text;
}

/** A text that an application keeps, as people write it. */
export function asWritten(fact: string, text: string): string {
  if (!isPlace(fact)) return text;
  return text.replaceAll('-', ' ').replaceAll(/(?<=^| )\p{Ll}/gu, (letter) => letter.toUpperCase());
}
