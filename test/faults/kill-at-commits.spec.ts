import { describe, expect, it, jest } from '@jest/globals';
import { KINDS } from '../support/databases.js';
import { needsTheBuiltService } from '../setup/built.js';
import { Callers } from './support/callers.js';
import { surviving } from './support/deaths.js';
import { ROUNDS } from './support/rounds.js';
import { expectSound } from './support/sound.js';
import { bundle, clearance, open } from './support/stories.js';
import { inWorld } from './support/world.js';

/* kill -9 exactly before and exactly after each commit of a script of cases, and between the commit and all that follows from it. */

needsTheBuiltService();
jest.setTimeout(600_000 * ROUNDS);

const PATIENCE_MS = 900;
/** Within the horizon of what has a job, and later than the test ends. */
const LATER_MS = 540_000;
/** More pairs than the script has commits: it ends before they do. */
const MOST_PAIRS = 100 * ROUNDS;

/** Each of them comes by itself at a start: the tables, the facts of the installation, and what the one before has left undone. */
const AT_START = [
  'before-migration:1',
  'after-migration:1',
  'before-fact:1',
  'after-fact:1',
  'before-decision:1',
  'after-decision:1',
  'before-relay:1',
  'after-relay:1',
  'before-jobs:1',
  'after-jobs:1',
];

function* everyCommit(): Generator<string> {
  yield* AT_START;
  for (let pair = 0; pair < MOST_PAIRS; pair += 1) {
    yield 'before-decision:1';
    yield 'after-decision:1';
  }
}

describe.each(KINDS)('killed at its commits, on %s', (kind) => {
  it(
    'loses nothing acknowledged, does nothing twice and fires every deadline once',
    inWorld(kind, {}, async (world) => {
      const callers = new Callers(world);
      const stories = async (): Promise<void> => {
        // One whose alarm is to be set at every start.
        await open(callers, 'waiting', 'clearance', { patienceMs: LATER_MS });
        const rounds = Array.from({ length: ROUNDS }, (_, round) => [
          clearance(callers, `clearance-${round}`, LATER_MS),
          bundle(callers, `decided-${round}`, { size: 3, silent: 0, patienceMs: LATER_MS }),
          bundle(callers, `silent-${round}`, { size: 2, silent: 2, patienceMs: PATIENCE_MS }),
        ]);
        await Promise.all(rounds.flat());
      };
      await surviving(world, stories(), everyCommit());
      const cutOff = world.lives.flatMap((life) => life.cutOff ?? []);
      expect(cutOff.slice(0, AT_START.length)).toEqual(AT_START);
      expect(cutOff.length).toBeGreaterThan(AT_START.length + 2);
      await expectSound(world, callers, 'killed at commits');
    }),
  );
});
