import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { findRedis } from '../../src/bootstrap/redis-program.mjs';
import { startRedis, type RedisServer } from '../../src/bootstrap/redis.mjs';
import { eventually } from '../setup/eventually.js';
import { temporaryFolder } from '../setup/folder.js';
import { testRedisUrl } from '../setup/servers.js';
import { KINDS, testDatabase, type Kind, type TestDatabase } from '../support/databases.js';
import { Bells, expectAllFiredOnce, type BellOptions } from './bells.js';

/** Milliseconds at most; ten more in truth, on a machine that does nothing else. */
const SOON_MS = 2500;

const folder = temporaryFolder();
let home: TestDatabase;
let bells: Bells;
let own: RedisServer | null = null;

async function make(options: BellOptions & { kind?: Kind } = {}): Promise<void> {
  home = await testDatabase(options.kind ?? 'sqlite');
  bells = new Bells(await home.open(), options);
}

/** A Redis that a test may stop and empty. */
async function ownRedis(port?: number): Promise<string> {
  own = await startRedis({ program: (await findRedis()) ?? '', folder: join(folder, randomUUID()), port });
  return own.url;
}

function scheduled(redis: Redis): Promise<number> {
  return redis.zcard(`${bells.alarm.prefix}:deadlines:delayed`);
}

afterEach(async () => {
  await bells.stop();
  await bells.database.close();
  await home.drop();
  await own?.stop();
  own = null;
});

describe.each(KINDS)('on %s', (kind) => {
  test('without Redis the reconciler fires alone, soon after', async () => {
    await make({ kind });
    bells.start();
    expect(bells.reconciler.status()).toMatchObject({ redis: 'absent' });
    await Promise.all(Array.from({ length: 200 }, (_, n) => bells.open([300 + n * 3])));
    await eventually('all have fired', async () => (await bells.firedCount()) === 200);
    expect(await expectAllFiredOnce(bells, 200)).toBeLessThan(SOON_MS);
  });

  test('2,000 deadlines due within 2 seconds are applied once each', async () => {
    await make({ kind, redisUrl: testRedisUrl() });
    bells.start();
    await bells.ringing();
    const start = Date.now() + 2500;
    await Promise.all(Array.from({ length: 2000 }, (_, n) => bells.open([start + n - Date.now()])));
    await eventually('all have fired', async () => (await bells.firedCount()) >= 2000, 60_000);
    await sleep(300);
    await expectAllFiredOnce(bells, 2000);
  }, 90_000);
});

test('what a process that was killed as leader has left is fired before its lease has run out', async () => {
  await make({ kind: 'postgres' });
  const hour = Date.now() + 3_600_000;
  await bells.database.write((query) =>
    query(`insert into facts (name, value) values ('lease/reconciler', $1)`, [`the-dead ${hour}`]),
  );
  await bells.open([100]);
  bells.start();
  await eventually('it fires', async () => (await bells.firedCount()) === 1);
  expect(await expectAllFiredOnce(bells, 1)).toBeLessThan(2 * SOON_MS);
});

test('what was due while no process ran fires at once at the next start, in due order', async () => {
  await make();
  bells.arming = false;
  await Promise.all(Array.from({ length: 600 }, (_, n) => bells.open([100 - (n % 100)])));
  await sleep(150);
  bells.start();
  await eventually('all have fired', async () => (await bells.firedCount()) === 600, 3000);
  const fired = bells.decisions.filter(({ event }) => event.type === 'deadline.fired');
  const dues = fired.map(({ event }) => event.occurredAt);
  expect(dues).toEqual([...dues].sort((a, b) => a - b));
});

test('what Redis has forgotten is scheduled afresh', async () => {
  const redisUrl = await ownRedis();
  await make({ redisUrl });
  bells.start();
  await bells.ringing();
  const start = Date.now() + 6000;
  await Promise.all(Array.from({ length: 300 }, (_, n) => bells.open([start + n * 5 - Date.now()])));
  const redis = new Redis(redisUrl);
  await redis.flushall();
  // Adopted before anything is due, so the worker fires it on time.
  await eventually('it is adopted', async () => (await scheduled(redis)) >= 300, start - Date.now());
  await eventually('the first have fired', async () => (await bells.firedCount()) >= 50);
  await redis.flushall();
  redis.disconnect();
  await eventually('all have fired', async () => (await bells.firedCount()) >= 300);
  expect(await expectAllFiredOnce(bells, 300)).toBeLessThan(3 * SOON_MS);
});

test('Redis stops and comes back: everything fires, the log stays quiet', async () => {
  const redisUrl = await ownRedis();
  await make({ redisUrl });
  bells.start();
  await bells.ringing();
  const start = Date.now() + 1500;
  const open = (n: number): Promise<string> => bells.open([start + n * 10 - Date.now()]);
  await Promise.all(Array.from({ length: 200 }, (_, n) => open(n)));
  const { port } = own ?? { port: 0 };
  await own?.stop();
  await eventually('it is found silent', () => bells.reconciler.status().redis === 'deaf');
  await Promise.all(Array.from({ length: 100 }, (_, n) => open(200 + n)));
  await eventually('the first have fired', async () => (await bells.firedCount()) >= 50);
  await ownRedis(port);
  await bells.ringing();
  await eventually('all have fired', async () => (await bells.firedCount()) >= 300);
  expect(await expectAllFiredOnce(bells, 300)).toBeLessThan(2 * SOON_MS);
  expect(bells.lines.filter(({ msg }) => /Redis fails/.test(msg))).toHaveLength(1);
  expect(bells.lines.length).toBeLessThan(10);
});

test('Redis is not there at the start', async () => {
  const redisUrl = await ownRedis();
  const { port } = own ?? { port: 0 };
  await own?.stop();
  await make({ redisUrl });
  bells.start();
  await bells.open([100]);
  await eventually('it fires', async () => (await bells.firedCount()) === 1);
  expect(bells.reconciler.status()).toMatchObject({ redis: 'deaf' });
  await bells.open([4000]);
  await ownRedis(port);
  await bells.ringing();
  const redis = new Redis(own?.url ?? '');
  await eventually('it is adopted', async () => (await scheduled(redis)) > 0);
  redis.disconnect();
});

test('jobs that nobody takes make the alarm clock deaf, and the reconciler takes over', async () => {
  await make({ redisUrl: testRedisUrl() });
  bells.start();
  await bells.ringing();
  await bells.worker.close();
  await bells.open([500]);
  await eventually('it is found deaf', () => bells.reconciler.status().redis === 'deaf');
  expect(bells.reconciler.status().notes).toContain('Redis does not ring: deadlines are fired from the database');
  await eventually('it fires', async () => (await bells.firedCount()) === 1);
  await bells.open([300]);
  await eventually('the next one too', async () => (await bells.firedCount()) === 2);
  expect((await bells.fired()).map(({ recorded_at, occurred_at }) => recorded_at - occurred_at)[1]).toBeLessThan(
    SOON_MS,
  );
  bells.worker.start();
  await bells.ringing();
});

test('a Redis that hangs does not hold up the reconciler', async () => {
  const redisUrl = await ownRedis();
  await make({ redisUrl });
  bells.start();
  await bells.ringing();
  const { pid } = own ?? { pid: 0 };
  process.kill(pid, 'SIGSTOP');
  try {
    await bells.open([200]);
    await eventually('it is found deaf', () => bells.reconciler.status().redis === 'deaf');
    await eventually('it fires', async () => (await bells.firedCount()) === 1);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await bells.ringing();
});
