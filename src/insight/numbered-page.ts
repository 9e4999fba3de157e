import { BadCursor, writeCursor, type Page, type Place } from '../store/pages.js';

/** A row that is found by a time, its case, and the number of an event of that. */
interface Numbered {
  readonly case_id: string;
  readonly seq: number;
}

/** A page of rows of which one more than the limit was asked for: two events of one case may be of one instant. */
export function pageOfNumbered<R extends Numbered, T>(
  rows: readonly R[],
  limit: number,
  how: { readonly at: (row: R) => number; readonly present: (row: R) => T },
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const next = last ? writeCursor({ at: how.at(last), id: `${last.case_id} ${last.seq}` }) : null;
  return { items: shown.map(how.present), next };
}

/** Throws BadCursor for the cursor of another list. */
export function placeIn({ at, id }: Place): { readonly at: number; readonly id: string; readonly seq: number } {
  const [one = '', seq = ''] = id.split(' ');
  if (!/^\d{1,15}$/.test(seq)) throw new BadCursor('is not a cursor of this list');
  return { at, id: one, seq: Number(seq) };
}
