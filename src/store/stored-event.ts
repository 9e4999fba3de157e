import type { StoredEvent } from '../engine/index.js';
import type { EventRow } from './rows.js';

/** A row of the log as the engine reads it. */
export function storedEvent(row: EventRow): StoredEvent {
  return {
    case: row.case_id,
    seq: row.seq,
    rev: row.rev,
    type: row.type,
    actor: row.actor,
    post: row.post,
    ...(row.on_behalf_of === null ? {} : { onBehalfOf: row.on_behalf_of }),
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    data: JSON.parse(row.data),
    answers: JSON.parse(row.answers),
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
