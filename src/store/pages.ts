/** A page of a list, and the cursor of the next one; null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export class BadCursor extends Error {}

/** Where a page ended: the last row's place in the order (a time, then the id). Opaque to callers. */
export interface Place {
  readonly at: number;
  readonly id: string;
}

export function writeCursor({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** Throws BadCursor for anything `writeCursor` did not write. */
export function readCursor(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.length === 2 && Number.isSafeInteger(place[0]) && typeof place[1] === 'string') {
      return { at: place[0], id: place[1] };
    }
  } catch {
    // Falls through to the one refusal.
  }
  throw new BadCursor('is not a cursor that this service gave');
}

/** Cuts a page from rows of which one more than the limit was asked for. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  how: { place: (row: R) => Place; present: (row: R) => T },
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(how.present), next: rows.length > limit && last ? writeCursor(how.place(last)) : null };
}
