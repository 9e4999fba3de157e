import { describe, expect, it } from '@jest/globals';
import { fromPromise } from 'xstate';
import {
  allowedEvents,
  decide,
  load,
  open,
  Rejection,
  simulate,
  type CaseState,
  type Decision,
  type Frame,
  type JsonObject,
  type Library,
  type Settings,
} from '../../src/engine/index.js';
import { workflow, type Config, type Parts } from './refusals.js';

/*
 * What only shows when a transition runs is a typed rejection, and nothing has changed; where a timer brought it, the timer is put aside on
 * record and the case goes on.
 */

const officer = { id: 'bob', kind: 'person', posts: [{ role: 'officer', agency: 'x' }] } as const;
const settings: Settings = {
  due: () => 0,
  remainder: () => ({ unit: 'days', count: 0 }),
  resume: () => 0,
  rung: () => null,
};
const fixed = {
  id: 'c1',
  workflow: 'tested',
  version: '3',
  ruleset: 'r',
  rules: '',
  root: 'c1',
  parent: null,
  key: null,
};
const opening = { ...fixed, owner: 'ann', agency: 'x', data: {} };
const event = { title: 'Event', by: [{ role: 'officer', agency: 'case' }], schema: { type: 'object' } } as const;

/** A machine in which `fail` does what is tested, at once or (`later`) after an hour, and `fine` counts. */
function frameOf(failing: (library: Library) => Config, parts: Parts = {}): Frame {
  const module = workflow(
    (library) => ({
      context: { n: 0 },
      states: {
        open: {
          on: {
            fine: { actions: library.assign({ n: ({ context }) => Number(context['n']) + 1 }) },
            fail: failing(library),
            later: { actions: library.raise({ type: 'fail' } as never, { delay: 3_600_000 }) },
          },
        },
        shut: {},
      },
    }),
    { events: { fine: event, fail: event, later: event }, ...parts },
  );
  return { workflow: load(module), rules: { clocks: {}, input: {} }, settings };
}

const opened = (frame: Frame): CaseState => open(frame, opening, officer, { now: 0, at: 0 }).state;

function send(frame: Frame, state: CaseState, type: string, data: JsonObject = {}): Decision {
  return decide(frame, state, { type, data, actor: officer }, 0);
}

function rejectionOf(run: () => unknown): Rejection {
  try {
    run();
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
  throw new Error('nothing was rejected');
}

type Failing = (library: Library) => Config;
const EFFECTS = 'known: openChild, tellChildren, tellParent, mark, rank, unrank, notify';
const sleeper = fromPromise(() => Promise.resolve(1));
const boom = (): never => {
  throw new Error('boom');
};

const FAILURES: readonly [string, Failing, string][] = [
  [
    'an unknown effect',
    ({ enqueueActions }) => ({ actions: enqueueActions(({ enqueue }) => enqueue({ type: 'fax' } as never)) }),
    `the workflow asks for "fax", which is no effect (${EFFECTS})`,
  ],
  [
    'a function',
    ({ enqueueActions }) => ({ actions: enqueueActions(({ enqueue }) => enqueue(() => undefined)) }),
    `the workflow asks for "(anonymous)", which is no effect (${EFFECTS})`,
  ],
  [
    'a message to an actor',
    ({ enqueueActions }) => ({ actions: enqueueActions(({ enqueue, self }) => enqueue.sendTo(self, { type: 'x' })) }),
    `the workflow asks for "xstate.sendTo", which is no effect (${EFFECTS})`,
  ],
  [
    'a spawned child',
    ({ enqueueActions }) => ({ actions: enqueueActions(({ enqueue }) => enqueue.spawnChild(sleeper as never)) }),
    `the workflow asks for "xstate.spawnChild", which is no effect (${EFFECTS})`,
  ],
  [
    'a spawn in an assign',
    ({ assign }) => ({
      actions: assign({ child: (({ spawn }: { spawn: (logic: unknown) => unknown }) => spawn(sleeper)) as never }),
    }),
    'the workflow spawned an actor; cases are opened by the openChild effect',
  ],
  [
    'a delay that nobody declared',
    ({ enqueueActions }) => ({
      actions: enqueueActions(({ enqueue }) => enqueue.raise({ type: 'x' } as never, { delay: 'never' } as never)),
    }),
    'the workflow failed: the delay "never" is not declared',
  ],
  [
    'a delay that is no number',
    ({ raise }) => ({ actions: raise({ type: 'x' } as never, { delay: () => NaN }) }),
    'the workflow raises "x" after NaN milliseconds',
  ],
  [
    'a delay beyond all dates',
    ({ raise }) => ({ actions: raise({ type: 'x' } as never, { delay: 3e14 }) }),
    'the workflow raises "x" after 300000000000000 milliseconds',
  ],
  [
    'an effect without what it needs',
    () => ({ actions: { type: 'notify', params: { to: '' } } }),
    'the effect notify lacks a usable "to"',
  ],
  [
    'an effect with something that does not fit',
    () => ({ actions: { type: 'notify', params: { to: 'investor', template: 't', data: 'text' } } }),
    'the effect notify has an unusable "data"',
  ],
  [
    'an effect that JSON cannot hold',
    () => ({ actions: { type: 'notify', params: { to: 'investor', template: 't', data: { n: 1n } } } }),
    'the workflow keeps what JSON cannot hold: Do not know how to serialize a BigInt',
  ],
  [
    'an exception in a guard',
    () => ({ guard: boom, target: 'shut' }),
    "a guard failed: Unable to evaluate guard in transition for event 'fail' in state node 'm.open':\nboom",
  ],
  ['an exception in an assign', ({ assign }) => ({ actions: assign(boom) }), 'the workflow failed: boom'],
  [
    'an endless chain of raises',
    ({ raise }) => ({ actions: raise({ type: 'fail' } as never) }),
    'the workflow failed: Infinite loop detected: the machine has processed more than 1000 microsteps',
  ],
];

describe('rejected, with nothing changed', () => {
  it.each(FAILURES)('%s', (_, failing, words) => {
    const frame = frameOf(failing);
    const state = send(frame, opened(frame), 'fine').state;
    const before = JSON.stringify(state);
    const rejection = rejectionOf(() => send(frame, state, 'fail'));
    expect(rejection.kind).toBe('workflow');
    expect(rejection.message).toContain(words);
    expect(JSON.stringify(state)).toBe(before);
    expect(send(frame, state, 'fine').state.snapshot['context']).toEqual({ n: 2 });
  });

  it('an endless always, within the bound that the author sets or that the engine does', () => {
    const endless = (options: Config): Config => ({
      options,
      states: { open: { always: 'shut' }, shut: { always: 'open' } },
    });
    const reject = (options: Config): Rejection => {
      const frame = { workflow: load(workflow(endless(options))), rules: { clocks: {}, input: {} }, settings };
      return rejectionOf(() => opened(frame));
    };
    expect(reject({}).message).toContain('more than 1000 microsteps');
    expect(reject({ maxIterations: 7 }).message).toContain('more than 7 microsteps');
  });

  it('an exception in the first step: no case is opened', () => {
    const module = workflow(({ assign }) => ({ states: { open: { entry: assign(boom) }, shut: {} } }));
    const frame = { workflow: load(module), rules: { clocks: {}, input: {} }, settings };
    expect(rejectionOf(() => opened(frame))).toMatchObject({ kind: 'workflow', message: 'the workflow failed: boom' });
  });

  it('an exception where the workflow says why its clocks pause', () => {
    const frame = frameOf(() => ({ target: 'shut' }), { holders: { shut: { holder: 'court', pause: boom } } });
    expect(rejectionOf(() => send(frame, opened(frame), 'fail')).message).toBe(
      'the workflow failed on the cause of a pause: boom',
    );
  });
});

describe('where a timer brings it', () => {
  it.each(FAILURES)('%s: put aside on record, and the case goes on', (_, failing, words) => {
    const frame = frameOf(failing);
    const world = simulate({ frame: () => frame, child: boom }, 0);
    const apply = (type: string): Decision[] =>
      world.apply({ kind: 'command', case: 'c1', command: { type, data: {}, actor: officer } });
    world.apply({ kind: 'open', opening, actor: officer });
    apply('later');
    const [failed] = world.advanceTo(7_200_000);
    // A guard is asked in the course of the step here, so its failure is one of the step.
    const reason = words.replace('a guard failed: ', '');
    expect(failed?.event).toMatchObject({ type: 'deadline.failed', occurredAt: 3_600_000, actor: 'clock' });
    expect(failed?.event.data['reason']).toContain(reason);
    expect(world.cases.get('c1')).toMatchObject({ deadlines: [], snapshot: { value: 'open', context: { n: 0 } } });
    expect(apply('fine')).toHaveLength(1);
  });

  it('for ever at one instant: what never rests is put aside too', () => {
    const frame = frameOf(({ raise }) => ({ actions: raise({ type: 'fail' } as never, { delay: 0 }) }));
    const world = simulate({ frame: () => frame, child: boom }, 0);
    world.apply({ kind: 'open', opening, actor: officer });
    world.apply({ kind: 'command', case: 'c1', command: { type: 'later', data: {}, actor: officer } });
    const last = world.advanceTo(7_200_000).at(-1);
    expect(last?.event.data['reason']).toBe('1000 events at one instant: the workflow never rests');
    expect(world.cases.get('c1')?.deadlines).toEqual([]);
  });
});

it('a delay of part of a millisecond is never early', () => {
  const frame = frameOf(({ raise }) => ({ actions: raise({ type: 'fine' } as never, { delay: 0.2 }) }));
  expect(send(frame, opened(frame), 'fail').state.deadlines).toMatchObject([{ dueAt: 1 }]);
});

describe('what is allowed', () => {
  it('can be asked although a guard fails without the data of its event: the data will decide', () => {
    const frame = frameOf(() => ({ guard: ({ event }: { event: Loose }) => event.sum.total > 5, target: 'shut' }));
    expect(allowedEvents(frame.workflow, opened(frame), officer)).toEqual(['fine', 'fail', 'later']);
    expect(send(frame, opened(frame), 'fail', { sum: { total: 6 } }).state.snapshot['value']).toBe('shut');
    expect(rejectionOf(() => send(frame, opened(frame), 'fail', { sum: { total: 5 } }))).toMatchObject({
      kind: 'state',
      details: { allowed: ['fine', 'fail', 'later'] },
    });
  });
});

interface Loose {
  readonly sum: { readonly total: number };
}
