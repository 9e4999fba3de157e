import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { InstallationKeys } from '../../src/identity/installation-keys.js';
import { Lock, lockAfter } from '../../src/identity/lock.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { VirtualClock } from '../../src/time/clock.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';

const [SECOND, MINUTE] = [1000, 60_000];

it('locks for longer and longer, never for good by mistakes of a day, and at the hundredth until there is a new password', () => {
  expect([1, 4, 5, 6, 7, 11, 12, 99].map(lockAfter)).toEqual(
    [0, 0, 10, 20, 40, 640, 900, 900].map((seconds) => seconds * SECOND),
  );
  expect(lockAfter(100)).toBeGreaterThan(100 * 365 * 86_400_000);
});

describe.each(KINDS)('the lock of an address, on %s', (kind) => {
  let home: TestDatabase;
  let database: OpenDatabase;
  let clock: VirtualClock;
  let lock: Lock;
  beforeEach(async () => {
    home = await testDatabase(kind);
    database = await home.open();
    clock = new VirtualClock(Date.UTC(2026, 10, 23));
    lock = new Lock(database, new InstallationKeys(Buffer.from('secret')), clock);
  });
  afterEach(async () => {
    await database.close();
    await home.drop();
  });
  const fail = async (times: number): Promise<void> => {
    for (let mistakes = 0; mistakes < times; mistakes += 1) await lock.failed('ann@example.pk');
  };
  const locked = async (email = 'Ann@Example.pk'): Promise<number> => (await lock.state(email)).locked;

  it('comes after five mistakes, opens by itself and comes back for twice as long', async () => {
    expect(await lock.state('ann@example.pk')).toEqual({ locked: 0, failed: false });
    await fail(4);
    expect(await locked()).toBe(0);
    await fail(1);
    expect(await locked()).toBe(10 * SECOND);
    expect(await locked('bob@example.pk')).toBe(0);
    clock.moveTo(clock.now() + 10 * SECOND);
    expect(await locked()).toBe(0);
    await fail(1);
    expect(await locked()).toBe(20 * SECOND);
  });

  it('is lifted by its owner, and forgets what is a day old', async () => {
    await fail(7);
    await lock.lift('ANN@example.pk');
    expect(await lock.state('ann@example.pk')).toEqual({ locked: 0, failed: false });
    await fail(4);
    clock.moveTo(clock.now() + 25 * 60 * MINUTE);
    await fail(1);
    expect(await locked()).toBe(0);
    await lock.trim();
    expect((await lock.state('ann@example.pk')).failed).toBe(true);
    clock.moveTo(clock.now() + 25 * 60 * MINUTE);
    await lock.trim();
    expect((await lock.state('ann@example.pk')).failed).toBe(false);
  });

  it('counts mistakes that come at once, and keeps no address', async () => {
    await Promise.all(Array.from({ length: 8 }, () => lock.failed('ann@example.pk')));
    expect(await locked()).toBe(80 * SECOND);
    const rows: unknown = await database.reader.query('select * from sign_in_failures');
    expect(JSON.stringify(rows)).not.toContain('ann');
  });
});
