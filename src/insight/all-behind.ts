import { setImmediate } from 'node:timers/promises';
import type { Actor } from '../engine/index.js';
import type { BehindItem, Behinds } from './behind.js';
import type { BehindQuery } from './behind-query.js';

/** Rows made before others have their turn. */
const PAGE = 100;
/** More rows than that nobody reads in a sheet: whoever wants them pages through the list. */
const MOST_ROWS = 20_000;

export class TooMany extends Error {}

/** All cases behind a figure, for a file. Throws TooMany. */
export async function allBehind(
  behinds: Behinds,
  actor: Actor,
  query: Omit<BehindQuery, 'cursor' | 'limit'>,
): Promise<readonly BehindItem[]> {
  const items: BehindItem[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await behinds.cases(actor, { ...query, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...page.items);
    if (items.length > MOST_ROWS) throw new TooMany(`there are more than ${MOST_ROWS} rows: narrow them`);
    cursor = page.next;
    await setImmediate();
  }
  return items;
}
