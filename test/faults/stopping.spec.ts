import { describe, expect, it, jest } from '@jest/globals';
import { KINDS } from '../support/databases.js';
import { needsTheBuiltService } from '../setup/built.js';
import { Callers } from './support/callers.js';
import { Load } from './support/load.js';
import { expectSound, expectSoundLog } from './support/sound.js';
import { inWorld } from './support/world.js';

needsTheBuiltService();
jest.setTimeout(300_000);

describe.each(KINDS)('asked to end under load, on %s', (kind) => {
  it(
    'answers what it has taken, takes no more, and exits with 0',
    inWorld(kind, {}, async (world) => {
      const callers = new Callers(world);
      const load = new Load(callers, { people: 20, patienceMs: 300 });
      const life = world.start();
      await load.acknowledged(150);
      life.signal('SIGTERM');
      expect({ code: await life.ended, said: life.lastWords }).toMatchObject({ code: 0 });
      // Nobody has repeated anything yet: what is in the log is what was acknowledged.
      await expectSoundLog(world, callers);

      world.start();
      await load.acknowledged(20);
      await load.stop();
      await expectSound(world, callers, 'asked to end');
    }),
  );
});

describe('a second process on one SQLite file', () => {
  it(
    'is refused in a sentence and does the first no harm',
    inWorld('sqlite', {}, async (world) => {
      const callers = new Callers(world);
      await world.start().serves();
      const load = new Load(callers, { people: 2, patienceMs: 300 });
      const second = world.start();
      expect(await second.ended).toBe(1);
      expect(second.lastWords).toMatch(/^another process has .* open; SQLite serves one process, use PostgreSQL/);
      await load.stop();
      await expectSound(world, callers, 'a second process refused');
    }),
  );
});
