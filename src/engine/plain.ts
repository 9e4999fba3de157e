import type { Json, JsonObject } from './json.js';
import { Rejection } from './rejection.js';

/** What came out of JSON and is frozen: it may go into a case again as it is. */
const plains = new WeakSet<object>();

/**
 * What a workflow keeps or asks for, through JSON once, so that what is decided in memory and what comes back from the database are the same.
 * Throws Rejection `workflow` for what JSON cannot hold.
 */
export function plain(value: unknown): Json {
  if (typeof value === 'object' && value !== null && plains.has(value)) return value as JsonObject;
  try {
    return frozen(JSON.parse(JSON.stringify(value)));
  } catch (error) {
    throw failure('the workflow keeps what JSON cannot hold', error);
  }
}

/** An `assign` that changes its context in place would change a case that may yet refuse the event: frozen, it throws instead. */
export function frozen<T extends Json>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) if (typeof member === 'object') frozen(member);
  plains.add(value);
  return Object.freeze(value);
}

/** A Rejection `workflow`: what failed, and what was thrown. */
export function failure(what: string, error: unknown): Rejection {
  return new Rejection('workflow', `${what}: ${error instanceof Error ? error.message : String(error)}`);
}
