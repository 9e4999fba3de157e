import { afterEach, describe, expect, it } from '@jest/globals';
import { makeLog } from '../../src/log/log.js';
import { Presence } from '../../src/presence/presence.js';

const ann = { id: 'ann', name: 'Ann' };
const bob = { id: 'bob', name: 'Bob' };
const open: Presence[] = [];
let now = 0;

/** A process of the service; all of a prefix share what Redis knows. */
function processOf(redisUrl: string | null, prefix = 'test'): Presence {
  const clock = { now: () => now, virtual: false };
  const made = new Presence({ redisUrl, prefix: () => Promise.resolve(prefix), log: makeLog('silent'), clock });
  open.push(made);
  return made;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it never came true');
}

describe('who has a case open', () => {
  afterEach(() => open.splice(0).forEach((one) => one.stop()));

  it('is told to the others on that case, with what each does, until nothing was heard for a while', async () => {
    const presence = processOf(null);
    expect(await presence.see('c1', ann, 'writing')).toEqual([]);
    expect(await presence.see('c1', bob, 'looking')).toEqual([{ ...ann, doing: 'writing' }]);
    expect(await presence.see('c2', bob, 'looking')).toEqual([]);
    now += 49_000;
    expect(await presence.see('c1', bob, 'looking')).toEqual([{ ...ann, doing: 'writing' }]);
    now += 2_000;
    expect(await presence.see('c1', bob, 'looking')).toEqual([]);
    expect(await presence.see('c1', ann, 'looking')).toEqual([{ ...bob, doing: 'looking' }]);
  });

  it('is known in all processes that share a Redis', async () => {
    const url = process.env['TEST_REDIS_URL'];
    if (!url) throw new Error('TEST_REDIS_URL is not set: run the tests by "npm test"');
    const prefix = `presence-${process.pid}-${Date.now()}`;
    const [one, two] = [processOf(url, prefix), processOf(url, prefix)];
    await until(async () => {
      await one.see('c1', ann, 'writing');
      return (await two.see('c1', bob, 'looking')).length > 0;
    });
    expect(await two.see('c1', bob, 'looking')).toEqual([{ ...ann, doing: 'writing' }]);
    expect(await processOf(url, `${prefix}-other`).see('c1', bob, 'looking')).toEqual([]);
  });

  it('is nobody where Redis does not answer', async () => {
    const presence = processOf('redis://127.0.0.1:1');
    expect(await presence.see('c1', ann, 'looking')).toEqual([]);
    expect(await presence.see('c1', bob, 'looking')).toEqual([{ ...ann, doing: 'looking' }]);
  });
});
