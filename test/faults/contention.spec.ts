import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { KINDS, type Kind } from '../support/databases.js';
import { needsTheBuiltService } from '../setup/built.js';
import { Callers } from './support/callers.js';
import { ROUNDS } from './support/rounds.js';
import { expectSound } from './support/sound.js';
import { bundle, eventsOf, fiveSteps, officer, open } from './support/stories.js';
import { tellingOnFailure, World } from './support/world.js';

/* Many at once on one case, on many cases, and on one family. On PostgreSQL two processes answer side by side and a third one fires. */

needsTheBuiltService();
jest.setTimeout(300_000 * ROUNDS);

const ROLES: { readonly [kind in Kind]: readonly string[] } = { sqlite: ['all'], postgres: ['api', 'api', 'worker'] };
const OFFICERS = 50;
const REVISIONS = 5;
const PATIENCE_MS = 600;
const LONG_MS = 3_600_000;

const all = <T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));

describe.each(KINDS)('many at once, on %s', (kind) => {
  let world: World;
  let callers: Callers;

  beforeAll(async () => {
    world = await World.make(kind);
    callers = new Callers(world);
    for (const ROLE of ROLES[kind]) world.start({ env: { ROLE } });
    await Promise.all(world.lives.map((life) => life.serves()));
  });
  afterAll(() => world.end());

  const expectSoundAfter = (what: string, work: () => Promise<void>) => (): Promise<void> =>
    tellingOnFailure(world, async () => {
      await work();
      await expectSound(world, callers, what);
    });

  /** Fifty officers send one event at once; how each was answered. */
  const fifty = (id: string, type: string, { name = '', rev = {} } = {}): ReturnType<Callers['send']>[] =>
    Array.from({ length: OFFICERS }, (_, n) =>
      callers.send({ as: officer(n), path: eventsOf(id), body: { type }, key: `${id}/${type}-${name}/${n}`, ...rev }),
    );

  it(
    'of fifty officers on one case exactly one is accepted at each revision, and one decides',
    expectSoundAfter('fifty on one case', async () => {
      const { id, rev: first } = await open(callers, 'contested', 'clearance', { patienceMs: LONG_MS });
      for (let rev = first; rev < first + REVISIONS; rev += 1) {
        const replies = await Promise.all(fifty(id, 'note', { name: `at-${rev}`, rev: { rev } }));
        const accepted = replies.filter(({ status }) => status === 200);
        expect(accepted.map(({ body }) => body.rev)).toEqual([rev + 1]);
        expect(replies.filter(({ status }) => status === 412)).toHaveLength(OFFICERS - 1);
      }
      const noted = await Promise.all(fifty(id, 'note'));
      const revisions = noted.map(({ body }) => body.rev).sort((a, b) => a - b);
      expect(revisions).toEqual(noted.map((_, n) => first + REVISIONS + 1 + n));

      const decided = await Promise.all(fifty(id, 'decide'));
      const refused = decided.filter(({ status }) => status !== 200).map(({ status, body }) => [status, body.allowed]);
      expect(refused).toEqual(Array.from({ length: OFFICERS - 1 }, () => [409, ['archive']]));
    }),
  );

  it(
    'fifty officers work on fifty cases',
    expectSoundAfter('fifty on fifty cases', async () => {
      await all(OFFICERS, (n) => fiveSteps(callers, `many-${n}`, PATIENCE_MS));
    }),
  );

  it(
    'a command sent four times at once, to all processes, is done once and answered alike',
    expectSoundAfter('commands sent four times', async () => {
      const ids = await all(20, async (n) => {
        const opened = await all(4, () => open(callers, `twice-${n}`, 'steps', { patienceMs: LONG_MS }));
        return new Set(opened.map(({ id }) => id));
      });
      expect(ids.flatMap((same) => [...same])).toHaveLength(20);
    }),
  );

  it(
    'the children of a parent finish in one instant, by officers and by silence',
    expectSoundAfter('children finishing at once', async () => {
      await all(4 * ROUNDS, (n) =>
        bundle(callers, `family-${n}`, { size: 24, silent: [0, 12, 24][n % 3] ?? 0, patienceMs: PATIENCE_MS }),
      );
    }),
  );
});
