import { describe, expect, it, jest } from '@jest/globals';
import { read } from '../../src/store/read.js';
import { KINDS } from '../support/databases.js';
import { needsTheBuiltService } from '../setup/built.js';
import { eventually } from '../setup/eventually.js';
import { Callers } from './support/callers.js';
import { Listener } from './support/listener.js';
import { Load } from './support/load.js';
import { ROUNDS } from './support/rounds.js';
import { expectSound, reading } from './support/sound.js';
import { inWorld } from './support/world.js';

/* kill -9 at any instant under load, with short timers in flight and somebody watching the stream. */

needsTheBuiltService();
jest.setTimeout(300_000 * ROUNDS);

const DEATHS = 3 * ROUNDS;
const LOADING = { people: 8, patienceMs: 300 };

const aFew = (): number => 30 + Math.floor(Math.random() * 100);

describe.each(KINDS)('killed at any instant under load, on %s', (kind) => {
  it(
    'loses nothing acknowledged, tells everything once, and fires every deadline once',
    inWorld(kind, {}, async (world) => {
      const callers = new Callers(world);
      const listener = new Listener(world, callers, 'auditor');
      const load = new Load(callers, { ...LOADING, applicant: true });
      for (let death = 0; death < DEATHS; death += 1) {
        const life = world.start();
        await load.acknowledged(aFew());
        await life.kill();
      }
      world.start();
      await load.stop();
      await expectSound(world, callers, 'killed at random');
      const told = await reading(world, (database) =>
        read<{ position: number }>(database, "select position from outbox where kind = 'event' order by position", []),
      );
      const positions = told.map(({ position }) => position);
      await eventually('the stream has told all', () => listener.last === positions.at(-1));
      await listener.stop();
      expect(listener.heard).toEqual(positions);
    }),
  );
});

describe('one of two processes on one PostgreSQL killed at any instant', () => {
  it(
    'leaves the other to go on, firing what is due, also when Redis is killed with it',
    inWorld('postgres', {}, async (world) => {
      const callers = new Callers(world);
      const load = new Load(callers, LOADING);
      const both = [world.start(), world.start()];
      await Promise.all(both.map((life) => life.serves()));
      for (let death = 0; death < 2 * ROUNDS; death += 1) {
        await load.acknowledged(aFew());
        // The older one, which leads where only one may.
        await both.shift()?.kill();
        await load.acknowledged(aFew());
        const other = world.start();
        both.push(other);
        await other.serves();
        await load.acknowledged(aFew());
        await world.killRedis();
      }
      await load.stop();
      await expectSound(world, callers, 'one of two killed');
    }),
  );
});
