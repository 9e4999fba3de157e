import { pino } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import { Beat } from '../../src/clocks/beat.js';
import { Outage } from '../../src/clocks/outage.js';
import { Recent } from '../../src/clocks/recent.js';
import { complaintsAbout } from '../../src/clocks/redis.js';
import { eventually } from '../setup/eventually.js';

test('a beat works again and again, never twice at a time, and stops after the turn under way', async () => {
  let turns = 0;
  let under = 0;
  let most = 0;
  const beat = new Beat(
    async () => {
      under += 1;
      most = Math.max(most, under);
      await sleep(10);
      turns += 1;
      under -= 1;
    },
    () => 5,
  );
  beat.start();
  for (let n = 0; n < 20; n += 1) {
    beat.soon(0);
    await sleep(3);
  }
  await eventually('it has turned some', () => turns > 5);
  const stopped = beat.stop();
  beat.soon(0);
  await stopped;
  expect([most, under]).toEqual([1, 0]);
  const then = turns;
  await sleep(50);
  expect(turns).toBe(then);
});

test('a beat that is asked during a turn comes soon after it, and is never put off', async () => {
  const turns: number[] = [];
  const beat = new Beat(
    async () => {
      turns.push(performance.now());
      if (turns.length === 1) beat.soon(20);
      await sleep(5);
    },
    () => 60_000,
  );
  beat.start();
  await eventually('the second turn comes', () => turns.length === 2, 5000);
  beat.soon(100);
  beat.soon(10_000);
  await eventually('the third turn comes', () => turns.length === 3, 5000);
  await beat.stop();
});

test('an outage is told once, however often it fails', () => {
  const lines: string[] = [];
  const outage = new Outage(
    pino({}, { write: (line: string) => void lines.push((JSON.parse(line) as { msg: string }).msg) }),
    'Redis',
  );
  outage.passed();
  for (let n = 0; n < 100; n += 1) {
    outage.failed(new Error('away'));
    outage.passed();
  }
  expect(lines).toEqual(['Redis fails']);
});

test('what is remembered is bounded, and the latest is always remembered', () => {
  const recent = new Recent(10);
  for (let n = 0; n < 95; n += 1) recent.add(String(n));
  expect(Array.from({ length: 95 }, (_, n) => String(n)).filter((id) => recent.has(id)).length).toBeLessThanOrEqual(20);
  expect(recent.has('94') && recent.has('86')).toBe(true);
  recent.clear();
  expect(recent.has('94')).toBe(false);
});

test('a Redis that may evict, or forgets when it restarts, is complained about', () => {
  expect(complaintsAbout('maxmemory_policy:noeviction\r\naof_enabled:1\r\n')).toEqual([]);
  expect(complaintsAbout('maxmemory_policy:allkeys-lru\r\naof_enabled:0\r\n')).toEqual([
    'Redis may evict alarms: set maxmemory-policy to noeviction, not allkeys-lru',
    'Redis keeps no append-only file: after a restart of Redis all alarms are scheduled afresh',
  ]);
});
