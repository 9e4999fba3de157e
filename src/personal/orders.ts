import type { ErasureOrder, EventRecord } from '../engine/index.js';
import type { ReadableDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { EventRow } from '../store/rows.js';
import { iso } from '../time/iso.js';

/** An order of erasure, as the log of its case has it. */
export interface PresentedOrder extends ErasureOrder {
  /** Number of the event that ordered it. */
  readonly order: number;
  readonly by: string;
  /** Whose substitute ordered it; null: it was ordered in person. */
  readonly onBehalfOf: string | null;
  readonly at: string;
  readonly standing: 'waiting' | 'erased' | 'dismissed';
  readonly settledBy: string | null;
  readonly settledAt: string | null;
  /** Why it was dismissed. */
  readonly why: string | null;
}

const TYPES = "('data.erasureOrdered', 'data.erased', 'data.erasureDismissed')";

/** The orders of erasure of a case, the newest first. */
export async function ordersOf(database: ReadableDatabase, caseId: string): Promise<PresentedOrder[]> {
  const sql = `select * from events where case_id = $1 and type in ${TYPES} order by seq`;
  const events = await read<EventRow>(database, sql, [caseId]);
  const settling = new Map<number, EventRow>();
  for (const event of events) {
    const { order } = dataOf(event);
    // What is erased is gone, also where it was dismissed in the same moment.
    const first = typeof order === 'number' && (!settling.has(order) || event.type === 'data.erased');
    if (first) settling.set(order, event);
  }
  return events
    .filter(({ type }) => type === 'data.erasureOrdered')
    .map((event) => presented(event, settling.get(event.seq)))
    .reverse();
}

const dataOf = ({ data }: EventRow): EventRecord['data'] => JSON.parse(data) as EventRecord['data'];

function presented(event: EventRow, settled: EventRow | undefined): PresentedOrder {
  const said = dataOf(event) as unknown as ErasureOrder;
  const dismissed = settled?.type === 'data.erasureDismissed';
  const why = dismissed ? dataOf(settled)['text'] : null;
  return {
    ...said,
    order: event.seq,
    by: event.actor,
    onBehalfOf: event.on_behalf_of ?? null,
    at: iso(event.recorded_at),
    standing: settled ? (dismissed ? 'dismissed' : 'erased') : 'waiting',
    settledBy: settled?.actor ?? null,
    settledAt: settled ? iso(settled.recorded_at) : null,
    why: typeof why === 'string' ? why : null,
  };
}
