import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { blueprint, script, type Blueprint, type Move } from './blueprint.js';
import { EVENTS, pick, workflowOf } from './machine-of.js';
import { Circle } from './memory.js';
import { Pair, Stillborn } from './pair.js';

/*
 * Invariant 5 on random machines: with delays that no ruleset governs, the durable run equals an in-memory actor on XState's
 * SimulatedClock, stepped due time by due time, though it is killed and restored before every step.
 */

const MACHINES = 600;
/** Shrinking a failure may take long; whatever has been found by then is told. */
const ENOUGH_MS = 100_000;
const counted = { machines: 0, steps: 0, fired: 0, armed: 0, thrown: 0 };

/** Plays a script until its end, or until the machine throws or runs in circles: that is as far as XState itself goes. */
function play(print: Blueprint, moves: readonly Move[]): void {
  let pair: Pair | undefined;
  try {
    pair = new Pair(workflowOf(print));
    for (const move of moves) {
      if (move.kind === 'wait') pair.wait(move.ms, move.how);
      else pair.send(pick(EVENTS, move.event), { n: move.n });
      counted.armed += pair.durable.waiting.length;
      if (pair.broken) break;
    }
  } catch (error) {
    if (!(error instanceof Circle || error instanceof Stillborn)) throw error;
  }
  if (!pair) return;
  counted.machines += 1;
  counted.steps += pair.steps;
  counted.fired += pair.fired.length;
  counted.thrown += pair.broken ? 1 : 0;
}

describe('random machines', () => {
  it('run durably as they run in memory', () => {
    fc.assert(
      fc.property(blueprint, script, (print, moves) => play(print, moves)),
      { numRuns: MACHINES, interruptAfterTimeLimit: ENOUGH_MS },
    );
    expect(counted.machines).toBeGreaterThanOrEqual(300);
    expect(counted.steps).toBeGreaterThanOrEqual(5_000);
    expect(counted.fired).toBeGreaterThanOrEqual(500);
    process.stdout.write(`differential: ${JSON.stringify(counted)}\n`);
  }, 120_000);
});
