import { expect } from '@jest/globals';
import { resolve } from 'node:path';
import { loadCatalogue } from '../../../src/catalogue/load-catalogue.js';
import type { Catalogue } from '../../../src/catalogue/catalogue.js';
import { openForReading, type ReadableDatabase } from '../../../src/store/database.js';
import { read } from '../../../src/store/read.js';
import type { EventRow } from '../../../src/store/rows.js';
import { verifyAll } from '../../../src/verify/verify.js';
import { eventually } from '../../setup/eventually.js';
import type { Callers } from './callers.js';
import { commandFindings } from './commands.js';
import { longestRecovery } from './deaths.js';
import type { Life } from './life.js';
import { LATEST_MS, tell } from './rounds.js';
import { WORKFLOWS, type World } from './world.js';

/* What must be true of every database after everything that was done to the processes on it. */

const SETTLED_WITHIN_MS = 60_000;
/** What is due later than this belongs to cases that a test leaves waiting. */
const SOON_MS = 60_000;

/** Waits until all is done that must be done by itself, then checks all invariants on all cases, and that keys still replay. */
export async function expectSound(world: World, callers: Callers, what: string): Promise<void> {
  await reading(world, settled);
  expect(await callers.repeat()).toEqual([]);
  await expectSoundLog(world, callers);
  await reading(world, async (database) => {
    expect(await bundleFindings(database)).toEqual([]);
    const late = await lateness(database, world.lives);
    const latestMs = late.at(-1) ?? 0;
    tell(`${world.kind}: ${what}`, {
      kills: world.kills,
      commands: callers.acknowledged.length,
      // One that was lost, or done twice, has failed the test above.
      lost: 0,
      refused: callers.refused.length,
      unanswered: callers.unanswered,
      fired: late.length,
      medianMs: late[late.length >> 1] ?? 0,
      latestMs,
      longestRecoveryMs: longestRecovery(world.lives),
    });
    expect(latestMs).toBeLessThan(LATEST_MS);
  });
}

/** What must be true at any moment, also when a process has just ended and nobody goes on. */
export async function expectSoundLog(world: World, callers: Callers): Promise<void> {
  const pinned = await catalogue();
  await reading(world, async (database) => {
    expect((await verifyAll(database, (opening) => pinned.pinned(opening))).failures).toEqual([]);
    expect(await commandFindings(database, callers)).toEqual([]);
    const parked = await read(database, "select case_id, data from events where type = 'deadline.failed'", []);
    expect(parked).toEqual([]);
  });
  expect(world.complaints).toEqual([]);
}

/** Runs reads beside whatever process serves. */
export async function reading<T>(world: World, work: (database: ReadableDatabase) => Promise<T>): Promise<T> {
  const database = await openForReading(world.database.url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

let loaded: Promise<Catalogue> | undefined;
function catalogue(): Promise<Catalogue> {
  const sources = { configFolder: resolve('config'), workflowFolders: WORKFLOWS, production: false };
  loaded ??= loadCatalogue(sources);
  return loaded;
}

/** Everything due has fired and everything committed has been given its position. */
async function settled(database: ReadableDatabase): Promise<void> {
  const isSettled = async (): Promise<boolean> => {
    const soon = Date.now() + SOON_MS;
    const armed = await read(database, "select id from deadlines where status = 'armed' and due_at < $1", [soon]);
    const untold = await read(database, 'select id from outbox where position is null', []);
    return armed.length === 0 && untold.length === 0;
  };
  await eventually('everything due fires and is told', isSettled, SETTLED_WITHIN_MS);
}

/** A parent hears of each child exactly once, and is done when it has heard of all. */
async function bundleFindings(database: ReadableDatabase): Promise<string[]> {
  const rows = await read<{ body: string }>(database, "select body from cases where workflow = 'bundle'", []);
  return rows.flatMap(({ body }) => {
    const { id, snapshot } = JSON.parse(body) as {
      id: string;
      snapshot: { status: string; context: { keys: string[]; cleared: string[] } };
    };
    const { keys, cleared } = snapshot.context;
    if (snapshot.status === 'done' && [...cleared].sort().join() === [...keys].sort().join()) return [];
    return [`the bundle ${id} is ${snapshot.status} and has heard of ${cleared.join(', ')}, of ${keys.join(', ')}`];
  });
}

/** How long deadlines waited, past due, while a process served that could have fired them; milliseconds, sorted. */
async function lateness(database: ReadableDatabase, lives: readonly Life[]): Promise<number[]> {
  const events = await read<EventRow>(database, "select * from events where actor = 'clock'", []);
  const late = events.map(({ occurred_at: due, recorded_at: recorded }) => {
    const served = lives.map(({ readyAt, endedAt }) => {
      const until = Math.min(endedAt ?? Infinity, recorded);
      return Math.max(0, until - Math.max(readyAt ?? Infinity, due));
    });
    return Math.min(
      recorded - due,
      served.reduce((sum, one) => sum + one, 0),
    );
  });
  return late.sort((a, b) => a - b);
}
