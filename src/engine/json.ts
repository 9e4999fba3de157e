/** What may cross the border of the engine: plain JSON, so that it can be stored, hashed and sent unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/**
 * One spelling for one value: keys sorted, no spaces, `undefined` members left out. Numbers and strings as JSON.stringify
 * writes them. This is RFC 8785 (JSON Canonicalization Scheme), whose number and string rules are those of ECMAScript.
 * Throws TypeError for what JSON cannot hold (functions, symbols, bigint, non-finite numbers).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no place in JSON`);
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} has no place in JSON`);
  // Loops and no lists between, for this runs over every event that is recorded.
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}${canonicalJson(item ?? null)}`;
    return `[${text}]`;
  }
  const fields = value as { readonly [key: string]: unknown };
  for (const key of Object.keys(fields).sort(byCodeUnit)) {
    const member = fields[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : 1;
}
