import { describe, expect, it, jest } from '@jest/globals';
import { KINDS, type Kind } from '../support/databases.js';
import { needsTheBuiltService } from '../setup/built.js';
import { eventually } from '../setup/eventually.js';
import { Callers } from './support/callers.js';
import { surviving } from './support/deaths.js';
import { ROUNDS } from './support/rounds.js';
import { expectSound } from './support/sound.js';
import { bundle, open } from './support/stories.js';
import { inWorld } from './support/world.js';

/* kill -9 exactly before and exactly after each commit of a script of cases, and between the commit and all that follows from it. */

needsTheBuiltService();
jest.setTimeout(600_000 * ROUNDS);

const PATIENCE_MS = 900;
/** Within the horizon of what has a job, and later than the test ends. */
const LATER_MS = 540_000;
/** Open, begin, decide; open, silence. */
const STEPS = 5 * ROUNDS;
const STARTS_WITHIN_MS = 300_000;
const DECIDED_WITHIN_MS = 120_000;
/** More pairs than the script has commits: it ends before they do. */
const MOST_PAIRS = 100 * ROUNDS;

/** Each of them comes by itself at a start: the tables, the facts of the installation, and what the one before has left undone. */
const COME_AT_A_START = ['migration', 'fact', 'decision', 'relay', 'jobs'];

/** Before and after each of them: every second here, the others on the other database, and all on both where there is time for more rounds. */
function atStart(kind: Kind): string[] {
  const all = COME_AT_A_START.flatMap((commit) => [`before-${commit}:1`, `after-${commit}:1`]);
  return ROUNDS > 1 ? all : all.filter((_, index) => (index % 4 === 0 || index % 4 === 3) === (kind === 'sqlite'));
}

/**
 * Before and after each step of the script, in the same way: the first, third and fifth on the one database, the second and fourth on the other.
 * A process that is to pass a step dies at the second commit that it makes.
 */
function* everyCommit(faultsAtStart: readonly string[], kind: Kind): Generator<string> {
  yield* faultsAtStart;
  const passed = ROUNDS > 1 ? 0 : 1;
  yield `before-decision:${kind === 'sqlite' ? 1 : 1 + passed}`;
  yield 'after-decision:1';
  for (let pair = 1; pair < MOST_PAIRS; pair += 1) {
    yield `before-decision:${1 + passed}`;
    yield 'after-decision:1';
  }
}

/** How many of them are to have happened. */
const deathsAtSteps = (kind: Kind): number => (ROUNDS > 1 ? 2 * STEPS : kind === 'sqlite' ? 6 : 4);

/** From the opening of a parent to the last word of its child, and a silence: each step is a commit of its own. */
async function script(callers: Callers, isUnderWay: () => boolean): Promise<void> {
  // One whose alarm is to be set at every start.
  await open(callers, 'waiting', 'clearance', { patienceMs: LATER_MS });
  // From here on every process dies at its first commit of a decision.
  await eventually('the faults at a start are over', isUnderWay, STARTS_WITHIN_MS);
  for (let round = 0; round < ROUNDS; round += 1) {
    await bundle(callers, `decided-${round}`, { size: 1, silent: 0, patienceMs: LATER_MS });
    const { id } = await open(callers, `silent-${round}`, 'clearance', { patienceMs: PATIENCE_MS });
    const hasPassed = async (): Promise<boolean> =>
      (await callers.look('investor', `/api/cases/${id}`)).stage === 'decided';
    await eventually('silence decides', hasPassed, DECIDED_WITHIN_MS);
  }
}

describe.each(KINDS)('killed at its commits, on %s', (kind) => {
  it(
    'loses nothing acknowledged, does nothing twice and fires every deadline once',
    inWorld(kind, {}, async (world) => {
      const callers = new Callers(world);
      const faults = atStart(kind);
      const isUnderWay = (): boolean => world.lives.length > faults.length;
      await surviving(world, script(callers, isUnderWay), everyCommit(faults, kind));
      const cutOff = world.lives.flatMap((life) => life.cutOff ?? []);
      expect(cutOff.slice(0, faults.length)).toEqual(faults);
      expect(cutOff.length).toBeGreaterThanOrEqual(faults.length + deathsAtSteps(kind));
      await expectSound(world, callers, 'killed at commits');
    }),
  );
});
