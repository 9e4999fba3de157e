import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from '../../src/bootstrap/lock.mjs';
import { temporaryFolder } from '../setup/folder.js';
import { Program } from '../setup/program.js';

const folder = temporaryFolder();
const log = (): void => undefined;

test('one at a time, and the lock goes with the work', async () => {
  const file = join(folder, 'busy.lock');
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await sleep(50);
    order.push(`${name} ends`);
  };
  await Promise.all([withLock(file, { log }, work('one')), withLock(file, { log }, work('other'))]);
  expect(order).toEqual(['one begins', 'one ends', 'other begins', 'other ends']);
  expect(existsSync(file)).toBe(false);
});

test('the lock of a dead process is void', async () => {
  const gone = new Program('true', []);
  await gone.ended;
  const file = join(folder, 'stale.lock');
  writeFileSync(file, String(gone.pid));
  expect(await withLock(file, { log }, async () => 'done')).toBe('done');
});

test('work that fails gives the lock back', async () => {
  const file = join(folder, 'failed.lock');
  const failing = withLock(file, { log }, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(existsSync(file)).toBe(false);
});
