import { expect, it } from '@jest/globals';
import { FastClock, realClock, realWait, shownIn } from '../../src/time/clock.js';

const DAY = 86_400_000;

it('a fast clock stands still until it is set going and while it is held, and never goes back', async () => {
  const clock = new FastClock(1000, 1_000_000);
  expect([clock.now(), clock.now()]).toEqual([1000, 1000]);
  clock.go();
  const shown: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((done) => setTimeout(done, 2));
    await clock.held(async () => {
      const before = clock.now();
      await clock.held(() => new Promise((done) => setTimeout(done, 2)));
      expect(clock.now()).toBe(before);
      shown.push(before);
    });
  }
  expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
  expect(shown[0]).toBeGreaterThan(1000);
});

it('says how long to wait for an instant in real time, and what it shows in some real time', () => {
  const clock = new FastClock(0, DAY / 1000);
  expect([realWait(clock, 30 * DAY), realWait(clock, -1)]).toEqual([30_000, 0]);
  expect([shownIn(clock, 600_000), shownIn(clock, -1000)]).toEqual([600 * DAY, -DAY]);
  expect(realWait(realClock, realClock.now() - 1)).toBe(0);
  expect(shownIn({ now: () => 7, virtual: false }, 3)).toBe(10);
});
