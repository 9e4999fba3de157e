import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { installationPrefix } from '../../src/clocks/installation.js';
import { VirtualClock } from '../../src/time/clock.js';
import { eventually } from '../setup/eventually.js';
import { testRedisUrl } from '../setup/servers.js';
import { testDatabase, type TestDatabase } from '../support/databases.js';
import { Bells, type BellOptions } from './bells.js';

let home: TestDatabase;
let bells: Bells;
let queue: Queue;
let redis: Redis;

async function make(options: BellOptions = {}): Promise<void> {
  home = await testDatabase('sqlite');
  bells = new Bells(await home.open(), { redisUrl: testRedisUrl(), ...options });
  redis = new Redis(testRedisUrl(), { maxRetriesPerRequest: null });
  queue = new Queue('deadlines', { connection: redis, prefix: bells.alarm.prefix });
  await eventually('Redis answers', () => bells.alarm.ready);
}

afterEach(async () => {
  await bells.stop();
  await queue.obliterate({ force: true });
  await queue.close();
  redis.disconnect();
  await bells.database.close();
  await home.drop();
});

test('a due deadline fires once and not early, woken by its job alone', async () => {
  await make();
  bells.worker.start();
  const id = await bells.open([300]);
  await sleep(200);
  expect(await bells.fired()).toEqual([]);
  await eventually('it fires', async () => (await bells.firedCount()) > 0);
  await sleep(300);
  const [fired, ...more] = await bells.fired();
  expect(more).toEqual([]);
  expect(fired?.case_id).toBe(id);
  const late = (fired?.recorded_at ?? 0) - (fired?.occurred_at ?? 0);
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThan(200);
});

test('each arming has a job of its own, which holds ids only and is gone when done', async () => {
  await make();
  const id = await bells.open([60_000]);
  await eventually('the job is there', async () => (await queue.getDelayedCount()) === 1);
  const [job] = await queue.getDelayed();
  expect(job?.data).toEqual({ deadline: `${id}.1`, case: id });
  await bells.silence(id);
  const second = await bells.open([200, 200]);
  bells.worker.start();
  await eventually('both waits pass', async () => (await bells.firedCount()) === 2);
  await eventually('their jobs are gone', async () => (await queue.getJobCounts())['completed'] === 0);
  expect((await bells.fired()).map(({ case_id }) => case_id)).toEqual([second, second]);
  expect(await queue.getDelayedCount()).toBe(1);
});

test('beyond the horizon nothing is scheduled', async () => {
  await make();
  await bells.open([30 * 86_400_000]);
  await bells.open([60_000]);
  await eventually('the near one is there', async () => (await queue.getDelayedCount()) > 0);
  expect(await queue.getDelayedCount()).toBe(1);
});

test('what comes within the horizon while the process was away is scheduled at its start, however much it is', async () => {
  await make();
  bells.arming = false;
  await Promise.all(Array.from({ length: 6000 }, () => bells.open([200_000])));
  await bells.open([30 * 86_400_000]);
  bells.start();
  await eventually('all of it is there', async () => (await queue.getDelayedCount()) >= 6000);
  await eventually('the alarm clock rings', () => bells.reconciler.status().redis === 'ok');
  expect(await queue.getDelayedCount()).toBeLessThanOrEqual(6001);
}, 60_000);

test('a job that comes twice, late or for a case long gone does nothing', async () => {
  await make();
  const id = await bells.open([100]);
  const data = { deadline: `${id}.1`, case: id };
  await queue.addBulk([1, 2, 3].map((n) => ({ name: 'due', data, opts: { jobId: `copy.${n}`, delay: 100 + n } })));
  await queue.add('due', { deadline: 'nobody.1', case: 'nobody' }, { removeOnComplete: true });
  for (const foreign of [{}, 7, null, { from: 1 }]) await queue.add('of-another-program', foreign);
  bells.worker.start();
  await eventually('it fires', async () => (await bells.firedCount()) > 0);
  await eventually(
    'all jobs are done',
    async () => (await queue.getJobCountByTypes('wait', 'active', 'delayed')) === 0,
  );
  expect(await bells.firedCount()).toBe(1);
  expect(await queue.getFailedCount()).toBe(0);
  expect(bells.firing.failing).toBe(0);
});

test('a job that comes early is armed again for its due time', async () => {
  await make();
  bells.arming = false;
  const id = await bells.open([600]);
  bells.worker.start();
  await queue.add('due', { deadline: `${id}.1`, case: id }, { jobId: 'early', removeOnComplete: true });
  await eventually('it waits again', async () => (await queue.getDelayedCount()) === 1);
  expect(await bells.firedCount()).toBe(0);
  await eventually('it fires', async () => (await bells.firedCount()) === 1);
  const [fired] = await bells.fired();
  expect((fired?.recorded_at ?? 0) - (fired?.occurred_at ?? 0)).toBeLessThan(200);
});

test('under a virtual clock nothing is scheduled and a stray job does nothing', async () => {
  await make({ clock: new VirtualClock(0) });
  const id = await bells.open([100]);
  bells.start();
  await queue.add('due', { deadline: `${id}.1`, case: id }, { removeOnComplete: true });
  await eventually('the alarm clock rings', () => bells.reconciler.status().redis === 'ok');
  await sleep(300);
  expect(await bells.firedCount()).toBe(0);
  expect(bells.reconciler.status().oldestOverdueMs).toBeNull();
});

test('two installations on one Redis have prefixes of their own, each of which stays', async () => {
  await make();
  const other = await testDatabase('sqlite');
  const elsewhere = await other.open();
  const [here, again, there] = [
    await installationPrefix(bells.database),
    await installationPrefix(bells.database),
    await installationPrefix(elsewhere),
  ];
  expect(here).toMatch(/^ijazat-[0-9a-f]{8}$/);
  expect(again).toBe(here);
  expect(there).not.toBe(here);
  await elsewhere.close();
  await other.drop();
});
