import { describe, expect, it, jest } from '@jest/globals';
import { Queue } from 'bullmq';
import { ask } from '../../src/bootstrap/redis-wire.mjs';
import { jobOf, QUEUE, type Armed } from '../../src/clocks/alarm-job.js';
import { read } from '../../src/store/read.js';
import { KINDS } from '../support/databases.js';
import { needsTheBuiltService } from '../setup/built.js';
import { eventually } from '../setup/eventually.js';
import { Callers } from './support/callers.js';
import { Load } from './support/load.js';
import { ROUNDS } from './support/rounds.js';
import { expectSound, reading } from './support/sound.js';
import { open } from './support/stories.js';
import { inWorld, type World } from './support/world.js';

/* Redis is only the alarm clock: whatever becomes of it, deadlines fire, once, not early and not much too late. */

needsTheBuiltService();
jest.setTimeout(300_000 * ROUNDS);

const HALF_AN_HOUR_MS = 1_800_000;
const LOADING = { people: 4, patienceMs: 1500, restMs: 100 };
const FLUSHES = 5 * ROUNDS;
const COPIES = 3;

const deadlines = (world: World, where: string): Promise<Armed[]> =>
  reading(world, (database) =>
    read<Armed>(database, `select id, case_id as "caseId", due_at as "dueAt" from deadlines where ${where}`, []),
  );

/** Uses the queue of this installation, as whoever has Redis can reach it. */
async function withQueue(world: World, work: (queue: Queue) => Promise<void>): Promise<void> {
  const [fact] = await reading(world, (database) =>
    read<{ value: string }>(database, "select value from facts where name = 'installation'", []),
  );
  const prefix = `ijazat-${String(fact?.value).slice(0, 8)}`;
  const queue = new Queue(QUEUE, { connection: { url: world.redisUrl }, prefix });
  try {
    await work(queue);
  } finally {
    await queue.close();
  }
}

/**
 * Puts jobs into the queue by hand, to be taken at once: for what is armed they come early, for what has fired or was cancelled late, for
 * all of them three times; and some that mean nothing. Waits until those that came early wait again for when they are due.
 */
async function injectJobs(world: World): Promise<void> {
  const known = await deadlines(world, "status in ('armed', 'fired', 'cancelled') and source = 'law'");
  const [waiting] = await deadlines(
    world,
    `status = 'armed' and source = 'law' and due_at > ${Date.now() + HALF_AN_HOUR_MS / 2}`,
  );
  if (!waiting) throw new Error('no deadline waits for long');
  const jobs = known.flatMap((one) =>
    Array.from({ length: COPIES }, (_, copy) => {
      const { name, data } = jobOf(one, 0);
      return { name, data, opts: { jobId: `copy-${copy}.${one.id}` } };
    }),
  );
  const senseless = [
    { name: 'due', data: { deadline: 'no-such-deadline', case: 'no-such-case' } },
    { name: 'due', data: {} },
    { name: 'of-another-program', data: { deadline: 7 } },
  ];
  await withQueue(world, async (queue) => {
    await queue.addBulk([...jobs, ...senseless]);
    await eventually('what came early waits again', async () => {
      const delayed = (await queue.getDelayed()).map(({ id }) => id ?? '');
      return delayed.filter((id) => id.startsWith('copy-') && id.endsWith(waiting.id)).length === COPIES;
    });
    await eventually('no other is left', async () => (await queue.getJobCountByTypes('wait', 'active')) === 0);
  });
}

describe.each(KINDS)('Redis, with the database %s,', (kind) => {
  const redisIs = (callers: Callers, state: string): Promise<void> =>
    eventually(
      `readiness says that Redis is ${state}`,
      async () => (await callers.look('auditor', '/health/ready')).redis === state,
      60_000,
    );

  it(
    'may be flushed, filled with other jobs, killed, restarted and frozen under load',
    inWorld(kind, {}, async (world) => {
      const callers = new Callers(world);
      const load = new Load(callers, LOADING);
      world.start();
      await redisIs(callers, 'ok');
      // One whose alarm is set and one that is due beyond the horizon: neither may ring in the time of this test.
      for (const patienceMs of [HALF_AN_HOUR_MS, 100 * HALF_AN_HOUR_MS])
        await open(callers, `waiting-${patienceMs}`, 'clearance', { patienceMs });
      for (let flush = 0; flush < FLUSHES; flush += 1) {
        await load.acknowledged(10);
        await ask(Number(new URL(world.redisUrl).port), 'FLUSHALL');
      }
      await injectJobs(world);
      await world.killRedis();
      await redisIs(callers, 'deaf');
      await load.acknowledged(40);
      await world.startRedis();
      await redisIs(callers, 'ok');
      world.signalRedis('SIGSTOP');
      await redisIs(callers, 'deaf');
      await load.acknowledged(40);
      world.signalRedis('SIGCONT');
      await redisIs(callers, 'ok');
      await load.stop();
      await expectSound(world, callers, 'trouble with Redis');
      expect(await deadlines(world, "status = 'armed' and source = 'law'")).toHaveLength(2);
    }),
  );

  it(
    'may be missing: the reconciler fires alone, and readiness says so',
    inWorld(kind, { redis: false }, async (world) => {
      const callers = new Callers(world);
      const load = new Load(callers, LOADING);
      world.start();
      await load.acknowledged(80);
      const readings = await callers.look('auditor', '/health/ready');
      expect(readings).toMatchObject({ ready: true, redis: 'absent', notes: [expect.stringContaining('no Redis')] });
      await load.stop();
      await expectSound(world, callers, 'no Redis');
    }),
  );
});
