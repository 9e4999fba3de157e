import type { EventRecord } from '../engine/index.js';
import type { ReadableDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { EventRow } from '../store/rows.js';
import { iso } from '../time/iso.js';

/** When, and by which law, something was erased. */
export interface Erased {
  /** ISO instant. */
  readonly at: string;
  readonly basis: string;
}

/** What was erased on the cases of a family, by digest; `caseId` is any of them. */
export async function erasedIn(database: ReadableDatabase, caseId: string): Promise<ReadonlyMap<string, Erased>> {
  const events = await read<EventRow>(
    database,
    `select events.* from events join cases on cases.id = events.case_id
     where cases.root = (select root from cases where id = $1) and events.type = 'data.erased'`,
    [caseId],
  );
  return new Map(
    events.flatMap((event) => {
      const { digests, basis } = erasureOf(JSON.parse(event.data) as EventRecord['data']);
      return digests.map((digest) => [digest, { at: iso(event.recorded_at), basis }] as const);
    }),
  );
}

/** What an event `data.erased` says. */
export function erasureOf({ digests, basis }: EventRecord['data']): { digests: readonly string[]; basis: string } {
  return { digests: Array.isArray(digests) ? digests.map(String) : [], basis: typeof basis === 'string' ? basis : '' };
}
