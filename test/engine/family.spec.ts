import { describe, expect, it } from '@jest/globals';
import {
  derivedId,
  load,
  Rejection,
  replay,
  run,
  simulate,
  type Decision,
  type Host,
  type Library,
  type LoadedWorkflow,
  type Request,
  type Settings,
  type Simulation,
  type StoredEvent,
} from '../../src/engine/index.js';
import { workflow, type Config } from './refusals.js';

/* What a decision on one case does to the others of its family. */

const ann = { id: 'ann', kind: 'person', posts: [] } as const;
const settings: Settings = {
  due: () => 0,
  remainder: () => ({ unit: 'days', count: 0 }),
  resume: () => 0,
  rung: () => null,
};
const HOUR = 3_600_000;
const go = { title: 'Go', by: ['owner'], schema: { type: 'object' } } as const;
const heard = { title: 'Heard', by: ['child', 'parent'], schema: { type: 'object' } } as const;

/** A child that counts what it hears, and one that tells its parent at once and is done. */
const counting = load(
  workflow(
    ({ assign }) => ({
      context: { heard: 0 },
      states: {
        open: { on: { heard: { actions: assign({ heard: ({ context }) => Number(context['heard']) + 1 }) } } },
        shut: {},
      },
    }),
    { id: 'counting', events: { heard } },
  ),
);
const brief = load(
  workflow(
    {
      initial: 'shut',
      states: {
        shut: {
          type: 'final',
          entry: { type: 'tellParent', params: { event: 'heard', outcome: 'refused', data: { why: 'brief' } } },
        },
      },
    },
    { id: 'brief' },
  ),
);

/** A child that answers whatever it hears, and one that opens another of its kind. */
const echo = load(
  workflow(
    {
      states: {
        open: { on: { heard: { actions: { type: 'tellParent', params: { event: 'heard', outcome: 'echo' } } } } },
        shut: {},
      },
    },
    { id: 'echo', events: { heard } },
  ),
);
const endless = load(
  workflow(
    {
      states: {
        open: { entry: { type: 'openChild', params: { key: 'next', workflow: 'endless', data: {} } } },
        shut: {},
      },
    },
    { id: 'endless' },
  ),
);

const child = (key: string, of: string): Config => ({ type: 'openChild', params: { key, workflow: of, data: {} } });
const tell = (keys?: string[]): Config => ({
  type: 'tellChildren',
  params: { event: 'heard', ...(keys ? { keys } : {}) },
});

interface Office {
  readonly world: Simulation;
  readonly host: Host;
  readonly log: Decision[];
  readonly parent: LoadedWorkflow;
  readonly send: (type: string) => Decision[];
}

/** A parent that does on `go` what is tested. */
function officeOf(config: (library: Library) => Config): Office {
  const parent = load(workflow(config, { id: 'parent', events: { go, heard } }));
  const workflows: { readonly [id: string]: LoadedWorkflow } = { parent, counting, brief, echo, endless };
  const pinned = (id: string): LoadedWorkflow => {
    const known = workflows[id];
    if (!known) throw new Rejection('workflow', `there is no workflow "${id}"`);
    return known;
  };
  const host: Host = {
    frame: ({ workflow: id }) => ({ workflow: pinned(id), rules: { clocks: {}, input: {} }, settings }),
    child: ({ id, root, owner }, { key, workflow: of, data }) => {
      pinned(of);
      const fixed = { workflow: of, version: '1', ruleset: 'r', rules: '', agency: null };
      return { id: derivedId('child', id, key), ...fixed, root, parent: id, key, owner, data };
    },
  };
  const world = simulate(host, 0);
  const log: Decision[] = [];
  const opening = {
    id: 'p',
    workflow: 'parent',
    version: '1',
    ruleset: 'r',
    rules: '',
    root: 'p',
    parent: null,
    key: null,
  };
  log.push(...world.apply({ kind: 'open', opening: { ...opening, owner: 'ann', agency: null, data: {} }, actor: ann }));
  const send = (type: string): Decision[] =>
    world.apply({ kind: 'command', case: 'p', command: { type, data: {}, actor: ann } });
  return { world, host, log, parent, send };
}

const open = (on: Config, more: Config = {}): Config => ({ states: { open: { on, ...more }, shut: {} } });
const told = (decisions: readonly Decision[]): string[] =>
  decisions.map(({ event }) => `${event.type} by ${event.actor}`);
const at = (key: string): string => derivedId('child', 'p', key);

describe('children', () => {
  it('are opened in the same transaction, and the same key is the same child', () => {
    const { send, world } = officeOf(() => open({ go: { actions: [child('a', 'counting'), child('a', 'counting')] } }));
    expect(told(send('go'))).toEqual(['go by ann', 'case.opened by parent:p']);
    expect(told(send('go'))).toEqual(['go by ann']);
    expect(world.cases.get('p')?.children).toEqual({ a: { id: at('a'), workflow: 'counting', outcome: null } });
  });

  it('tell their parent what became of them, at once where they end at once', () => {
    const { send, world } = officeOf(() => open({ go: { actions: child('b', 'brief') }, heard: 'shut' }));
    expect(told(send('go'))).toEqual(['go by ann', 'case.opened by parent:p', `heard by child:${at('b')}`]);
    expect(world.cases.get('p')).toMatchObject({
      snapshot: { value: 'shut' },
      children: { b: { outcome: 'refused' } },
    });
  });

  it('leave a parent that does not wait for them as it is', () => {
    const { send, world } = officeOf(() => open({ go: { target: 'shut', actions: child('b', 'brief') } }));
    expect(told(send('go'))).toEqual(['go by ann', 'case.opened by parent:p']);
    expect(world.cases.get('p')?.children['b']).toMatchObject({ outcome: null });
  });

  it('are told if they are there: not one that the same step opens afterwards, nor one that is not named', () => {
    const { send, world } = officeOf(() =>
      open({ go: { actions: [tell(), child('a', 'counting'), child('c', 'counting'), tell(['c', 'x'])] } }),
    );
    send('go');
    send('go');
    expect(world.cases.get(at('a'))?.snapshot['context']).toEqual({ heard: 1 });
    expect(world.cases.get(at('c'))?.snapshot['context']).toEqual({ heard: 3 });
  });
});

describe('a failure in another case', () => {
  const failing = [child('a', 'counting'), child('b', 'unknown')];

  it('refuses the whole command: nothing has happened in any case', () => {
    const { send, world } = officeOf(() => open({ go: { actions: failing } }));
    expect(() => send('go')).toThrow('there is no workflow "unknown"');
    expect([...world.cases.keys()]).toEqual(['p']);
    expect(world.cases.get('p')).toMatchObject({ seq: 1, children: {} });
  });

  it('puts the timer aside that brought it, on record: it would else stand before every command', () => {
    const { world, log, parent, send } = officeOf(() =>
      open({ go: 'shut' }, { after: { [HOUR]: { target: 'shut', actions: failing } } }),
    );
    log.push(...world.advanceTo(2 * HOUR));
    expect(log.at(-1)?.event).toMatchObject({
      type: 'deadline.failed',
      data: { reason: 'there is no workflow "unknown"' },
    });
    expect([...world.cases.keys()]).toEqual(['p']);
    log.push(...send('go'));
    expect(world.cases.get('p')).toMatchObject({ snapshot: { value: 'shut' }, deadlines: [] });
    const rows: StoredEvent[] = log.map(({ event, previousHash, state }) => ({
      ...event,
      previousHash,
      hash: state.hash,
    }));
    expect(replay(rows, () => ({ workflow: parent, rules: { clocks: {}, input: {} } }))).toEqual(world.cases.get('p'));
  });
});

describe('a family that never rests', () => {
  it.each([
    ['opens children of children', { actions: child('a', 'endless') }],
    ['talks to itself', { actions: [child('a', 'echo'), tell()] }],
  ])('is refused where it %s: nothing has happened in any case', (_, going) => {
    const { send, world } = officeOf(() => open({ go: going, heard: { actions: tell() } }));
    expect(() => send('go')).toThrow('more than 1000 events follow from one: the family never rests');
    expect([...world.cases.keys()]).toEqual(['p']);
  });

  it('is put to rest at the instant at which it rings for ever', () => {
    const { world, log } = officeOf(({ raise }) =>
      open(
        { ring: { actions: [raise({ type: 'ring' } as never, { delay: 0 }), tell()] } },
        { entry: [child('a', 'counting'), raise({ type: 'ring' } as never, { delay: HOUR })] },
      ),
    );
    log.push(...world.advanceTo(2 * HOUR));
    expect(log.at(-1)?.event.data['reason']).toBe('1000 events at one instant: the workflow never rests');
    expect(world.cases.get('p')?.deadlines).toEqual([]);
  });

  it('catches up with a long silence by and by, and commands wait for it', () => {
    const { world, host } = officeOf(({ raise }) =>
      open(
        { go: 'shut', tick: { actions: raise({ type: 'tick' } as never, { delay: 1 }) } },
        {
          entry: raise({ type: 'tick' } as never, { delay: 1 }),
        },
      ),
    );
    let state = world.cases.get('p');
    const ask = (request: Request): Decision[] => {
      const asked = run(host, request, 4_500);
      let turn = asked.next();
      while (!turn.done) turn = asked.next(turn.value.kind === 'due' ? [] : (state ?? null));
      state = turn.value.at(-1)?.state ?? state;
      return turn.value;
    };
    const command = { kind: 'command', case: 'p', command: { type: 'go', data: {}, actor: ann } } as const;
    const due = { kind: 'due', case: 'p' } as const;
    expect(ask(due)).toHaveLength(2_000);
    expect(() => ask(command)).toThrow('more than 2000 deadlines come first; try again shortly');
    expect([ask(due).length, ask(due).length, ask(due).length]).toEqual([2_000, 500, 0]);
    expect(ask(command)).toHaveLength(1);
  });
});
