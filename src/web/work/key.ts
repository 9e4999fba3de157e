import { randomUUID } from 'node:crypto';

/** What the page was made with: a key under which what it sends counts once. */
export function keyModel(): readonly { readonly name: string; readonly value: string }[] {
  return [{ name: '_key', value: randomUUID() }];
}
