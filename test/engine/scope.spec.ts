import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { AnyMachineSnapshot } from 'xstate';
import { load, Rejection, type JsonObject, type LoadedWorkflow } from '../../src/engine/index.js';
import { begin, persist, restore, step, stepByXState, type Step } from '../../src/engine/machine.js';
import { blueprint } from './differential/blueprint.js';
import { EVENTS, pick, workflowOf } from './differential/machine-of.js';

/*
 * The engine keeps one inert actor scope per machine, because XState's `transition()` builds one for every step, which costs three
 * quarters of it. Here the two ways are shown to be one.
 */

/** Timers bring their own events, so those are sent as well as the declared ones. */
function eventsOf({ inspection }: LoadedWorkflow): readonly string[] {
  return [...EVENTS, ...EVENTS, ...inspection.timers.keys(), 'unheard'];
}

/** What a step gives, as JSON; or what it fails with. */
function told(run: () => Step): JsonObject {
  try {
    const { snapshot, actions } = run();
    return JSON.parse(JSON.stringify({ ...persist(snapshot), actions }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { failure: message.replace('the workflow failed: ', '') };
  }
}

/** Throws, in strict code, for whoever changes it. XState's own nodes and machine are left as they are. */
function sealed(snapshot: AnyMachineSnapshot): AnyMachineSnapshot {
  for (const nodes of Object.values(snapshot.historyValue)) Object.freeze(nodes);
  for (const part of [snapshot._nodes, snapshot.historyValue, snapshot.children]) Object.freeze(part);
  return Object.freeze(snapshot);
}

describe('a step in the shared scope', () => {
  it('equals XState’s own transition, and leaves the snapshot as it was', () => {
    const counted = { machines: 0, steps: 0 };
    const run = fc.property(
      blueprint,
      fc.array(fc.nat({ max: 40 }), { minLength: 20, maxLength: 40 }),
      (print, picks) => {
        const workflow = load(workflowOf(print));
        if ('failure' in told(() => begin(workflow.machine, {}))) return;
        counted.machines += 1;
        let snapshot = sealed(begin(workflow.machine, {}).snapshot);
        for (const index of picks) {
          const event = { type: pick(eventsOf(workflow), index), n: index };
          const before = JSON.stringify(persist(snapshot));
          const ours = told(() => step(workflow.machine, snapshot, event));
          expect(ours).toEqual(told(() => stepByXState(workflow.machine, snapshot, event)));
          expect(JSON.stringify(persist(snapshot))).toBe(before);
          counted.steps += 1;
          if (!('failure' in ours)) snapshot = sealed(step(workflow.machine, snapshot, event).snapshot);
        }
      },
    );
    fc.assert(run, { numRuns: 150 });
    expect(counted.machines).toBeGreaterThanOrEqual(100);
    expect(counted.steps).toBeGreaterThanOrEqual(2_000);
  }, 60_000);

  it('begins a case as XState does', () => {
    const workflow = load(({ setup, raise }) => ({
      id: 'w',
      version: '1',
      title: 'W',
      machine: setup({ types: { input: {} as JsonObject } }).createMachine({
        initial: 'a',
        context: ({ input }) => ({ kept: input['n'] }),
        states: { a: { entry: raise({ type: 'b' } as never, { delay: 5, id: 'b' }) } },
      }),
      events: {},
      tasks: {},
    }));
    const { snapshot, actions } = begin(workflow.machine, { n: 3 });
    expect(persist(snapshot)).toMatchObject({ value: 'a', context: { kept: 3 } });
    expect(actions).toEqual([{ type: 'xstate.raise', params: { event: { type: 'b' }, id: 'b', delay: 5 } }]);
  });
});

describe('a snapshot from JSON', () => {
  const counting = load(({ setup, assign }) => ({
    id: 'w',
    version: '1',
    title: 'W',
    machine: setup({}).createMachine({
      initial: 'a',
      context: { list: [1] as number[], note: {} },
      on: {
        wrong: {
          actions: assign(({ context }) => {
            context['list'].push(2);
            return {};
          }),
        },
        bigint: { actions: assign({ list: () => [1n] as never }) },
      },
      states: { a: {} },
    }),
    events: {},
    tasks: {},
  }));

  it('is restored once for each object', () => {
    const kept = persist(begin(counting.machine, {}).snapshot);
    const copy = JSON.parse(JSON.stringify(kept));
    expect(restore(counting.machine, copy)).toBe(restore(counting.machine, copy));
    expect(restore(counting.machine, copy).context).toEqual({ list: [1], note: {} });
  });

  it('cannot be changed in place by an assign', () => {
    const kept = persist(begin(counting.machine, {}).snapshot);
    const change = (): Step => step(counting.machine, restore(counting.machine, kept), { type: 'wrong' });
    expect(change).toThrow(Rejection);
    expect(change).toThrow('not extensible');
    expect(kept['context']).toEqual({ list: [1], note: {} });
  });

  it('keeps what looks like one of XState’s actors as the data it is', () => {
    const kept = persist(begin(counting.machine, {}).snapshot);
    const actor = { xstate$$type: 1, id: 'somebody' };
    const stored = { ...kept, context: { list: [], note: { actor } } };
    expect(restore(counting.machine, stored).context).toEqual({ list: [], note: { actor } });
  });

  it('refuses a context that JSON cannot hold', () => {
    const { snapshot } = step(counting.machine, begin(counting.machine, {}).snapshot, { type: 'bigint' });
    expect(() => persist(snapshot)).toThrow('the workflow keeps what JSON cannot hold');
  });
});
