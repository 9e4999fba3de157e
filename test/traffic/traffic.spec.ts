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
  const traffic = (requestsPerMinute: number, redisUrl: string | null = null, prefix = 'alone'): Traffic => {
    const one = new Traffic({ requestsPerMinute, redisUrl, prefix, log: makeLog('silent'), clock });
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
    const one = traffic(5);
    times(5, () => one.ofAccount('ann'));
    clock.time = START + 20_500;
    expect(() => one.ofAccount('ann')).toThrow(new TooOften(40));
    expect(() => one.ofAccount('ann')).toThrow(TooOften);
  });

  it('counts each by itself', () => {
    const one = traffic(5);
    times(5, () => one.ofAccount('ann'));
    expect(() => one.ofAccount('bob')).not.toThrow();
  });

  it('counts nobody without a measure', () => {
    const one = traffic(0);
    expect(() => times(100, () => one.ofAccount('ann'))).not.toThrow();
  });

  it('lets an address have what ten accounts have', () => {
    const one = traffic(5);
    times(50, () => one.ofAddress('10.0.0.1'));
    expect(() => one.ofAddress('10.0.0.1')).toThrow(TooOften);
  });

  it('begins anew with the minute', () => {
    const one = traffic(5);
    times(5, () => one.ofAccount('ann'));
    clock.time = START + MINUTE;
    expect(() => one.ofAccount('ann')).not.toThrow();
  });

  it('is shared by processes that share a Redis', async () => {
    const prefix = randomUUID();
    const redis = new Redis(testRedisUrl());
    const shared = (sum: number): Promise<void> =>
      eventually(`Redis has counted ${sum}`, async () => {
        return (await redis.get(`${prefix}/traffic/${START / MINUTE}/account/ann`)) === String(sum);
      });
    const [one, other] = [traffic(10, testRedisUrl(), prefix), traffic(10, testRedisUrl(), prefix)];
    times(10, () => one.ofAccount('ann'));
    await shared(10);
    other.ofAccount('ann');
    await shared(11);
    let passed = 1;
    await eventually('the other process refuses too', () => {
      try {
        other.ofAccount('ann');
        passed += 1;
        return false;
      } catch {
        return true;
      }
    });
    expect(passed).toBeLessThan(5);
    expect(() => other.ofAccount('bob')).not.toThrow();
    redis.disconnect();
  });

  it('counts alone where Redis is away', () => {
    const one = traffic(5, 'redis://127.0.0.1:1');
    times(5, () => one.ofAccount('ann'));
    expect(() => one.ofAccount('ann')).toThrow(TooOften);
  });
});
