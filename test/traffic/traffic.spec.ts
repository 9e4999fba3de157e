import { afterEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { TooOften } from '../../src/identity/throttle.js';
import { makeLog } from '../../src/log/log.js';
import { Traffic } from '../../src/traffic/traffic.js';
import { eventually } from '../setup/eventually.js';
import { testRedisUrl } from '../setup/servers.js';

const MINUTE = 60_000;
const START = Date.parse('2026-11-25T04:00:00Z');

describe('traffic', () => {
  const open: Traffic[] = [];
  const clock = { time: START, now: (): number => clock.time, virtual: true };
  const traffic = (redisUrl: string | null, prefix = 'alone'): Traffic => {
    const one = new Traffic({ redisUrl, prefix, log: makeLog('silent'), clock });
    open.push(one);
    one.start();
    return one;
  };
  const times = (n: number, work: () => void): void => Array.from({ length: n }).forEach(work);

  afterEach(async () => {
    clock.time = START;
    await Promise.all(open.splice(0).map((one) => one.stop()));
  });

  it('lets through as many as may be, then says how long to wait', () => {
    const one = traffic(null);
    times(5, () => one.count('ann', 5));
    clock.time = START + 20_500;
    expect(() => one.count('ann', 5)).toThrow(new TooOften(40));
    expect(() => one.count('ann', 5)).toThrow(TooOften);
  });

  it('counts each by itself, and nobody without a measure', () => {
    const one = traffic(null);
    times(5, () => one.count('ann', 5));
    expect(() => one.count('bob', 5)).not.toThrow();
    times(100, () => one.count('eve', 0));
  });

  it('begins anew with the minute', () => {
    const one = traffic(null);
    times(5, () => one.count('ann', 5));
    clock.time = START + MINUTE;
    expect(() => one.count('ann', 5)).not.toThrow();
  });

  it('is shared by processes that share a Redis', async () => {
    const prefix = randomUUID();
    const redis = new Redis(testRedisUrl());
    const shared = (sum: number): Promise<void> =>
      eventually(`Redis has counted ${sum}`, async () => {
        return (await redis.get(`${prefix}/traffic/${START / MINUTE}/ann`)) === String(sum);
      });
    const [one, other] = [traffic(testRedisUrl(), prefix), traffic(testRedisUrl(), prefix)];
    times(10, () => one.count('ann', 10));
    await shared(10);
    other.count('ann', 10);
    await shared(11);
    let passed = 1;
    await eventually('the other process refuses too', () => {
      try {
        other.count('ann', 10);
        passed += 1;
        return false;
      } catch {
        return true;
      }
    });
    expect(passed).toBeLessThan(5);
    expect(() => other.count('bob', 10)).not.toThrow();
    redis.disconnect();
  });

  it('counts alone where Redis is away', () => {
    const one = traffic('redis://127.0.0.1:1');
    times(5, () => one.count('ann', 5));
    expect(() => one.count('ann', 5)).toThrow(TooOften);
  });
});
