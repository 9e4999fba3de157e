import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Lanes } from '../../src/cases/lanes.js';
import { openForReading } from '../../src/store/database.js';
import { testDatabase, type Kind, type TestDatabase } from '../support/databases.js';
import { percentile, spelt } from './figures.js';
import type { Figure, Findings } from './report.js';
import { benchCatalogue, INVESTOR } from './sample.js';
import { emptyRedis } from './servers.js';
import { startService } from './service.js';

export interface TimersOrder {
  readonly deadlines: number;
  /** Milliseconds over which they are due; 0: all in one instant. */
  readonly within: number;
  /** Milliseconds for the service to start and find them before the first is due. */
  readonly lead: number;
}

const POLL_MS = 200;
const LONGEST_MS = 120_000;

interface Fired {
  readonly doneAfter: number;
  readonly lateness: readonly number[];
  /** Milliseconds that were left when the service was ready. */
  readonly spare: number;
}

/**
 * Deadlines that come due while the service runs, each applied and recorded as an event. The cases are opened beforehand by the service's
 * own lanes, so that due times are exact; the service then starts as a process, finds them in the database and hands them to BullMQ.
 */
export async function benchTimers(
  kind: Kind,
  orders: readonly TimersOrder[],
  say: (line: string) => void,
): Promise<Findings> {
  const name = kind === 'sqlite' ? 'SQLite FULL' : 'PostgreSQL';
  const figures: Figure[] = [];
  const notes: string[] = [];
  for (const order of orders) {
    const fired = await oneRun(kind, order);
    const [p50, p99] = [percentile(fired.lateness, 50), percentile(fired.lateness, 99)];
    const when = order.within === 0 ? 'in one instant' : `within ${order.within / 1000} s`;
    const value = `all done after ${spelt(fired.doneAfter)} s; lateness p50 / p99 ${spelt(p50)} / ${spelt(p99)} ms`;
    figures.push({ what: `${order.deadlines.toLocaleString('en')} due ${when}`, value });
    if (fired.spare < 0)
      notes.push(`${when}: the service was ready ${spelt(-fired.spare / 1000)} s after the first was due`);
    say(`  ${kind}, due ${when}: ${value}`);
  }
  return { part: `DEADLINES on ${name}: each fired once, lateness = recorded − due`, ratios: [], figures, notes };
}

async function oneRun(kind: Kind, order: TimersOrder): Promise<Fired> {
  await emptyRedis();
  const home = await testDatabase(kind);
  try {
    const first = await arm(home, order);
    const service = await startService(home.url);
    const spare = first - Date.now();
    try {
      await sleep(Math.max(0, spare));
      return { ...(await watch(home.url, first, order)), spare };
    } finally {
      await service.stop();
    }
  } finally {
    await home.drop();
  }
}

/** Opens a case for each deadline; gives when the first is due. */
async function arm(home: TestDatabase, { deadlines, within, lead }: TimersOrder): Promise<number> {
  const catalogue = await benchCatalogue();
  const database = await home.open();
  const first = Date.now() + lead;
  const now = Date.now();
  const lanes = new Lanes(database.store, catalogue, { now: () => now }, () => undefined);
  const step = deadlines > 1 ? within / (deadlines - 1) : 0;
  await Promise.all(
    Array.from({ length: deadlines }, (_, index) => {
      const patienceMs = first + Math.round(index * step) - now;
      const opening = catalogue.opening(
        'steps',
        { title: `Mill ${index}`, patienceMs },
        { id: randomUUID(), owner: INVESTOR.id, now },
      );
      return lanes.submit({ request: { kind: 'open', opening, actor: INVESTOR }, answer: () => null });
    }),
  );
  await lanes.drain();
  await database.close();
  return first;
}

/** Waits until none is left and reads what was recorded. */
async function watch(url: string, first: number, { deadlines, within }: TimersOrder): Promise<Omit<Fired, 'spare'>> {
  const database = await openForReading(url);
  const until = first + within + LONGEST_MS;
  const left = async (): Promise<number> => {
    const sql = `select count(*) as n from deadlines where status = 'armed' and due_at <= ${first + within}`;
    const [row] = (await database.reader.query(sql)) as { n: number }[];
    return Number(row?.n);
  };
  while ((await left()) > 0 && Date.now() < until) await sleep(POLL_MS);
  const rows = (await database.reader.query(
    "select recorded_at, recorded_at - occurred_at as late from events where type = 'deadline.fired'",
  )) as { recorded_at: number; late: number }[];
  await database.close();
  if (rows.length !== deadlines) throw new Error(`${rows.length} of ${deadlines} deadlines fired`);
  const last = rows.reduce((latest, row) => Math.max(latest, Number(row.recorded_at)), 0);
  return { doneAfter: (last - first) / 1000, lateness: rows.map(({ late }) => Number(late)) };
}
