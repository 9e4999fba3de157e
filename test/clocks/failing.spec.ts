import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../setup/eventually.js';
import { testRedisUrl } from '../setup/servers.js';
import { testDatabase, type Kind, type TestDatabase } from '../support/databases.js';
import { Bells, expectAllFiredOnce, type BellOptions } from './bells.js';

let home: TestDatabase;
let bells: Bells;
const others: Bells[] = [];

async function make(options: BellOptions & { kind?: Kind } = {}): Promise<void> {
  home = await testDatabase(options.kind ?? 'sqlite');
  bells = new Bells(await home.open(), options);
}

afterEach(async () => {
  for (const one of [bells, ...others.splice(0)]) {
    await one.stop();
    await one.database.close();
  }
  await home.drop();
});

test('a case that keeps failing is left alone for longer each time and holds up nobody', async () => {
  await make();
  bells.arming = false;
  const bad = await Promise.all(Array.from({ length: 300 }, () => bells.open([10])));
  const good = await Promise.all(Array.from({ length: 300 }, () => bells.open([20])));
  for (const id of bad) bells.poisoned.set(id, new Error('poison'));
  await sleep(50);
  bells.start();
  await eventually('the good ones have fired', async () => (await bells.firedCount()) === good.length, 2000);
  await sleep(4000);
  expect(bells.reconciler.status()).toMatchObject({ failing: 300 });
  expect(bells.reconciler.status().oldestOverdueMs).toBeGreaterThan(2000);
  const tries = bells.lines.flatMap(({ cases }) => cases ?? []);
  expect(new Set(tries)).toEqual(new Set(bad));
  // A few tries each: at once, after a second or so, after two more.
  expect(tries.length).toBeLessThanOrEqual(1500);
  bells.poisoned.clear();
  await eventually('they fire once they can', async () => (await bells.firedCount()) === 600);
  expect(bells.reconciler.status()).toMatchObject({ failing: 0 });
});

test('a case whose failure takes its batch down with it holds up nobody for long', async () => {
  await make();
  bells.arming = false;
  const bad = await Promise.all(Array.from({ length: 20 }, () => bells.open([10])));
  await Promise.all(Array.from({ length: 300 }, () => bells.open([20])));
  const error = Object.assign(new Error('out of memory'), { code: '53200' });
  for (const id of bad) bells.poisoned.set(id, error);
  await sleep(50);
  bells.start();
  await eventually('the good ones have fired', async () => (await bells.firedCount()) === 300, 8000);
  bells.poisoned.clear();
  await eventually('the others fire once they can', async () => (await bells.firedCount()) === 320);
});

test('two processes on one database share the work and fire everything once', async () => {
  await make({ kind: 'postgres', redisUrl: testRedisUrl() });
  const other = new Bells(await home.open(), { redisUrl: testRedisUrl(), prefix: bells.alarm.prefix });
  others.push(other);
  bells.start();
  await bells.ringing();
  // From now on it hears the canaries of the first, which say nothing of its own.
  other.worker.start();
  await eventually('it hears', () => other.alarm.lastHeardAt > 0);
  other.reconciler.start();
  await other.ringing();
  const start = Date.now() + 1500;
  const open = (n: number): Promise<string> => (n % 2 ? bells : other).open([start + n - Date.now()]);
  await Promise.all(Array.from({ length: 500 }, (_, n) => open(n)));
  await eventually('all have fired', async () => (await bells.firedCount()) >= 500);
  await sleep(300);
  await expectAllFiredOnce(bells, 500);
});

test('when the process that fires is gone the other one follows', async () => {
  await make({ kind: 'postgres' });
  const other = new Bells(await home.open());
  others.push(other);
  bells.start();
  await bells.open([50]);
  await eventually('the first fires', async () => (await bells.firedCount()) === 1);
  other.start();
  await bells.open([200]);
  await bells.reconciler.stop();
  await eventually('the other fires', async () => (await bells.firedCount()) === 2);
  expect(other.decisions.some(({ event }) => event.type === 'deadline.fired')).toBe(true);
});
