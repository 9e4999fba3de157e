import { describe, expect, it } from '@jest/globals';
import { and, emit, fromPromise, not, or, sendParent, sendTo, spawnChild, stateIn } from 'xstate';
import { load, type WorkflowModule } from '../../src/engine/index.js';
import { EFFECTS, open, reasonsAgainst, workflow, type Config } from './refusals.js';

/* A machine that cannot be run durably is refused at load, with its reason in words; see rejection.spec.ts for what only shows when it runs. */

const FUNCTION = 'an action that is a function runs code the log cannot repeat; use assign or an effect';
const IN_MEMORY = 'talks to actors in memory, which a durable case has not';

describe('a machine that needs a running process is refused', () => {
  const sleeper = fromPromise(() => Promise.resolve(1));
  it.each<[string, Config, string]>([
    [
      'invoke',
      open({ invoke: { src: sleeper } }),
      'state open: invoke keeps a running actor in memory; open a child case instead',
    ],
    [
      'invoke of the root',
      { invoke: { src: sleeper } },
      'state (root): invoke keeps a running actor in memory; open a child case instead',
    ],
    ['spawnChild', open({ entry: spawnChild(sleeper) }), `state open: xstate.spawnChild ${IN_MEMORY}`],
    ['sendTo', open({ exit: sendTo('somebody', { type: 'x' }) }), `state open: xstate.sendTo ${IN_MEMORY}`],
    [
      'sendParent',
      open({ on: { x: { actions: sendParent({ type: 'x' }) } } }),
      `state open: xstate.sendTo ${IN_MEMORY}`,
    ],
    [
      'emit',
      open({ always: { guard: () => false, actions: emit({ type: 'x' }) } }),
      `state open: xstate.emit ${IN_MEMORY}`,
    ],
  ])('%s', (_, config, reason) => {
    expect(reasonsAgainst(workflow(config))).toEqual([reason]);
  });
});

describe('an action that is no effect is refused', () => {
  const act = (): void => undefined;
  it.each<[string, Config, string]>([
    [
      'a function on entry',
      open({ entry: act }),
      `state open: ${FUNCTION} (openChild, tellChildren, tellParent, mark, rank, unrank, notify)`,
    ],
    [
      'a function after a delay',
      open({ after: { 5: { actions: act } } }),
      `state open: ${FUNCTION} (openChild, tellChildren, tellParent, mark, rank, unrank, notify)`,
    ],
    ['an unknown name', open({ exit: 'print' }), `state open: "print" is no effect (${EFFECTS})`],
    [
      'an unknown type',
      open({ on: { x: { actions: { type: 'fax', params: {} } } } }),
      `state open: "fax" is no effect (${EFFECTS})`,
    ],
    [
      'on the way into a state',
      { initial: { target: 'open', actions: 'fax' } },
      `state (root): "fax" is no effect (${EFFECTS})`,
    ],
    [
      'when all regions are done',
      open({ initial: 'x', states: { x: { type: 'final' } }, onDone: { actions: 'fax' } }),
      `state open: "fax" is no effect (${EFFECTS})`,
    ],
  ])('%s', (_, config, reason) => {
    expect(reasonsAgainst(workflow(config))).toEqual([reason]);
  });

  it('a name of the author’s that stands for a function', () => {
    const implementations = { actions: { print: act } };
    expect(reasonsAgainst(workflow(open({ entry: 'print' }), { implementations }))).toEqual([
      `state open: "print" is no effect (${EFFECTS})`,
    ]);
  });

  it('but effects, assign, raise, cancel, enqueueActions and log pass, under a name too', () => {
    const sound = workflow(({ assign, raise, cancel, enqueueActions }) => {
      const named = { type: 'notify', params: { to: 'investor', template: 'hello' } };
      return open({
        entry: [named, assign({}), raise({ type: 'x' } as never), cancel('x'), enqueueActions(() => undefined)],
      });
    });
    expect(reasonsAgainst(sound)).toEqual([]);
    const implementations = { actions: { count: load(sound).machine.root.states['open']?.entry[1] } };
    expect(reasonsAgainst(workflow(open({ entry: 'count' }), { implementations }))).toEqual([]);
  });
});

describe('a delay that means nothing is refused', () => {
  const undeclared = '"silence" is neither declared under "delays" nor given to setup()';
  it.each<[string, Config, string]>([
    ['an unknown name', open({ after: { silence: 'shut' } }), `state open: the delay ${undeclared}`],
    [
      'a bound that is none',
      { options: { maxIterations: NaN } },
      'its option maxIterations is NaN, which counts no steps',
    ],
    ['a negative time', open({ after: { '-1': 'shut' } }), 'state open: a delay of -1 is no time'],
    ['an endless time', open({ after: { Infinity: 'shut' } }), 'state open: a delay of Infinity is no time'],
  ])('%s', (_, config, reason) => {
    expect(reasonsAgainst(workflow(config))).toEqual([reason]);
  });

  it('an unknown name, no number, or an endless time of a raise', () => {
    const raising = (delay: unknown): WorkflowModule =>
      workflow(({ raise }) => open({ entry: raise({ type: 'x' } as never, { delay } as never) }));
    expect(reasonsAgainst(raising('silence'))).toEqual([`state open: the delay ${undeclared}`]);
    expect(reasonsAgainst(raising(NaN))).toEqual(['state open: a delay of NaN is no time']);
    expect(reasonsAgainst(raising(Infinity))).toEqual(['state open: a delay of Infinity is no time']);
  });

  it('a name that the ruleset governs and the author sets', () => {
    const parts = {
      delays: { silence: { title: 'Silence', legalEffect: true } },
      implementations: { delays: { silence: 5 } },
    };
    expect(reasonsAgainst(workflow(open({ after: { silence: 'shut' } }), parts))).toEqual([
      'the delay "silence" is declared as governed and also given to setup()',
    ]);
  });
});

describe('timers and states that cannot be told apart are refused', () => {
  it('two raises under one id', () => {
    const module = workflow(({ raise }) =>
      open({
        entry: raise({ type: 'x' } as never, { id: 'ring', delay: 5 }),
        exit: raise({ type: 'y' } as never, { id: 'ring', delay: 9 }),
      }),
    );
    expect(reasonsAgainst(module)).toEqual([
      'state open: the timer id "ring" is used by two raises; a cancel could reach only one',
    ]);
  });

  it('but one raise in two places is one timer', () => {
    const module = workflow(({ raise }) => {
      const ring = raise({ type: 'x' } as never, { id: 'ring', delay: 5 });
      return open({ entry: ring, on: { x: { actions: ring } } });
    });
    expect(reasonsAgainst(module)).toEqual([]);
  });

  it('two timers of one state that are spelt differently and last as long', () => {
    expect(reasonsAgainst(workflow(open({ after: { 1000: 'shut', '1e3': 'shut' } })))).toEqual([
      'state open: the timer id "xstate.after.1000.m.open" is used by two raises; a cancel could reach only one',
    ]);
  });

  it('timers of two states whose ids run together', () => {
    const states = { open: { id: 'b', after: { '1.5': 'shut' } }, shut: { id: '5.b', after: { 1: 'open' } } };
    expect(reasonsAgainst(workflow({ states }))).toEqual([
      'state shut: the timer id "xstate.after.1.5.b" is also that of state open',
    ]);
  });

  it('two states of one id, and a dot in the name of a state', () => {
    const states = { open: { id: 'same' }, shut: { id: 'same' }, 'a.b': {} };
    expect(reasonsAgainst(workflow({ states }))).toEqual([
      'state a.b: a dot in the name of a state reads as a path',
      'two states have the id "same"',
    ]);
  });
});

describe('guards that nobody could answer are refused', () => {
  const asking = (guard: unknown): WorkflowModule => workflow(open({ on: { x: { guard, target: 'shut' } } }));

  it('a name that is not given, inside others too', () => {
    const reason = 'state open: the guard "isPaid" is not given to setup()';
    expect(reasonsAgainst(asking('isPaid'))).toEqual([reason]);
    expect(reasonsAgainst(asking({ type: 'isPaid', params: {} }))).toEqual([reason]);
    expect(reasonsAgainst(asking(and([not('isPaid'), () => true])))).toEqual([reason]);
  });

  it('a state that is not there', () => {
    expect(reasonsAgainst(asking(or([stateIn('#m.open'), stateIn('#m.nowhere')])))).toEqual([
      'state open: a guard asks for the state "#m.nowhere", which the machine has not',
    ]);
  });

  it('but a name given in terms of other names passes', () => {
    const guards = { isPaid: () => true, isDue: not('isPaid') };
    const config = open({ always: { guard: and(['isDue', stateIn('#m.open')]), target: 'shut' } });
    expect(reasonsAgainst(workflow(config, { implementations: { guards } }))).toEqual([]);
  });
});
