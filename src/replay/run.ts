import { Lanes } from '../cases/lanes.js';
import { NoSuchCase, Rejection } from '../engine/index.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { Store } from '../store/store.js';
import { VirtualClock } from '../time/clock.js';
import { logHost, requestOf } from './host.js';
import { inOneCommit } from './one-commit.js';
import type { ReceiptLog } from './receipt-log.js';
import { timelineOf, type Happening, type Moment } from './timeline.js';

/** Instants in one commit: a disk is waited for dozens of times, not ten thousand. */
const MOMENTS_IN_COMMIT = 256;

/** A happening that the engine or the end of the log did not admit. */
export interface Refusal {
  readonly happening: Happening;
  readonly reason: string;
}

export interface RunResult {
  /** Happenings applied by this run. */
  readonly applied: number;
  /** Happenings that an earlier run had applied. */
  readonly known: number;
  readonly refused: readonly Refusal[];
}

export type Progress = (done: number, of: number, instant: number) => void;

/**
 * Brings the database to where the log ends, from wherever an earlier run was stopped: each happening is sent under a key of its own, so
 * that none counts twice.
 */
export async function replayLog(database: OpenDatabase, log: ReceiptLog, progress: Progress): Promise<RunResult> {
  const { moments, beyond } = timelineOf(log);
  const keys = await knownKeys(database, log);
  const left = whatIsLeft(moments, keys);
  const clock = new VirtualClock(left[0]?.at ?? log.lastStep);
  const refused = beyond.map((happening): Refusal => ({
    happening,
    reason: 'it is dated after the last step of the log',
  }));
  let applied = 0;
  for (let first = 0; first < left.length; first += MOMENTS_IN_COMMIT) {
    const part = left.slice(first, first + MOMENTS_IN_COMMIT);
    const refusals = await inOneCommit(database.store, (shared) => replayPart(shared, { log, part, clock }));
    refused.push(...refusals);
    applied += part.reduce((sum, { happenings }) => sum + happenings.filter(isKeyed).length, 0) - refusals.length;
    progress(first + part.length, left.length, clock.now());
  }
  return { applied, known: keys.size, refused };
}

/** Each moment is one batch of the lanes at its own instant, and is over before the clock moves on. */
async function replayPart(
  store: Store,
  { log, part, clock }: { log: ReceiptLog; part: readonly Moment[]; clock: VirtualClock },
): Promise<Refusal[]> {
  const lanes = new Lanes(store, logHost, clock, () => undefined);
  const refused: Refusal[] = [];
  const submit = async (happening: Happening): Promise<void> => {
    const key = isKeyed(happening) ? { key: { actor: actorOf(log), key: keyOf(happening), fingerprint: '' } } : {};
    try {
      await lanes.submit({ request: requestOf(log, happening), answer: () => null, ...key });
    } catch (error) {
      if (!(error instanceof Rejection || error instanceof NoSuchCase)) throw error;
      refused.push({ happening, reason: error.message });
    }
  };
  for (const { at, happenings } of part) {
    clock.moveTo(at);
    await Promise.all(happenings.map(submit));
  }
  await lanes.drain();
  return refused;
}

/** An alarm that rings again finds nothing due; all else would happen again. */
function isKeyed({ kind }: Happening): boolean {
  return kind !== 'alarm';
}

function keyOf({ kind, step, of }: Happening): string {
  return `${kind} ${step?.line ?? of.line}`;
}

function actorOf({ hash }: ReceiptLog): string {
  return `log/${hash}`;
}

async function knownKeys(database: OpenDatabase, log: ReceiptLog): Promise<Set<string>> {
  const rows = await read<{ key: string }>(database, 'select key from idempotency_keys where actor = $1', [
    actorOf(log),
  ]);
  return new Set(rows.map(({ key }) => key));
}

/** Commits follow the clock, so before the first happening that is not there nothing is missing, alarms included. */
function whatIsLeft(moments: readonly Moment[], keys: ReadonlySet<string>): Moment[] {
  const isNew = (happening: Happening): boolean => isKeyed(happening) && !keys.has(keyOf(happening));
  const first = moments.findIndex(({ happenings }) => happenings.some(isNew));
  if (first < 0) return [];
  return moments.slice(first).map(({ at, happenings }) => ({
    at,
    happenings: happenings.filter((happening) => !isKeyed(happening) || isNew(happening)),
  }));
}
