import { describe, expect, it } from '@jest/globals';
import { builtInFolder } from '../../src/catalogue/load-catalogue.js';
import { loadWorkflowFiles } from '../../src/catalogue/workflow-files.js';
import { load, modelCheck, type Library, type WorkflowDefinition } from '../../src/engine/index.js';

const officer = { role: 'officer', agency: 'case' } as const;
type Config = Parameters<Library['createMachine']>[0];

/** A sound small workflow, made wrong in one way. */
function found(config: Config, more: Partial<Omit<WorkflowDefinition, 'machine'>> = {}): string[] {
  const workflow = load(({ createMachine }) => ({
    id: 'w',
    version: '1',
    title: 'W',
    machine: createMachine({ id: 'w', ...config } as Config),
    events: { go: { title: 'Go', by: [officer] } },
    tasks: { a: { title: 'Do it', role: 'officer' } },
    ...more,
  }));
  return modelCheck(workflow).findings.map(({ severity, where, words }) => `${severity}: ${where}: ${words}`);
}

const end = { type: 'final' } as const;

describe('the model check', () => {
  it('finds nothing in a sound workflow', () => {
    expect(found({ initial: 'a', states: { a: { on: { go: 'b' } }, b: end } })).toEqual([]);
  });

  it('finds a state that no way leads into', () => {
    expect(found({ initial: 'a', states: { a: { on: { go: 'b' } }, b: end, c: end } })).toEqual([
      'error: state c: No way leads into this state.',
    ]);
  });

  it('finds a state that nothing leads out of', () => {
    const config: Config = { initial: 'a', states: { a: { on: { go: 'b' } }, b: { after: { 5: { actions: [] } } } } };
    expect(found(config)).toEqual([expect.stringContaining('state b: Nothing leads out of this state')]);
    expect(found(config, { rests: { b: 'for good' } })).toEqual([]);
  });

  it('finds a state that nobody watches', () => {
    const config: Config = { initial: 'a', states: { a: { on: { go: 'b' } }, b: { on: { go: 'c' } }, c: end } };
    expect(found(config)).toEqual([expect.stringContaining('state b: If nobody acts, nothing happens here')]);
    expect(found(config, { holders: { b: { holder: 'children' } } })).toEqual([]);
    expect(found({ initial: 'a', states: { a: { on: { go: 'b' } }, b: { after: { 5: 'c' } }, c: end } })).toEqual([]);
  });

  it('finds events that nobody takes, that nobody may bring about, or that nobody declared', () => {
    const config: Config = { initial: 'a', states: { a: { on: { go: 'b', other: 'b' } }, b: end } };
    const events = { go: { title: 'Go', by: [officer] }, never: { title: 'Never', by: [], notBy: ['nothing'] } };
    expect(found(config, { events })).toEqual([
      'error: event never: No state that can be reached takes this event.',
      'error: event never: Nobody may bring this event about.',
      'error: event never: It asks for another person than the one of "nothing", which is no event.',
      'error: event other: The machine w waits for this event, but it is not declared: nobody can ever send it.',
    ]);
  });

  it('does not miss what the machine raises itself', () => {
    const workflow = load(({ createMachine, raise }) => ({
      id: 'w',
      version: '1',
      title: 'W',
      machine: createMachine({
        id: 'w',
        initial: 'a',
        entry: raise({ type: 'late' }, { delay: 5 }),
        states: { a: { on: { go: 'b', late: 'b' } }, b: end },
      }),
      events: { go: { title: 'Go', by: [officer] } },
      tasks: { a: { title: 'Do it', role: 'officer' } },
    }));
    expect(modelCheck(workflow).findings).toEqual([]);
  });

  it('finds a right that depends on a clock alone, and a clock that nothing waits for', () => {
    const delays = { silence: { title: 'Silence', legalEffect: true }, idle: { title: 'Idle', legalEffect: false } };
    const config = {
      initial: 'a',
      states: { a: { on: { go: 'b' } }, b: { after: { silence: 'c' } }, c: end },
    } as unknown as Config;
    expect(found(config, { delays })).toEqual([
      expect.stringContaining('error: clock silence: In the state b only this clock leads on'),
      expect.stringContaining('warning: clock idle: No state waits for this clock'),
    ]);
  });

  it('finds a task that its post cannot do', () => {
    const tasks = { a: { title: 'Pay', role: 'investor' } } as const;
    expect(found({ initial: 'a', states: { a: { on: { go: 'b' } }, b: end } }, { tasks })).toEqual([
      'error: state a: The task "Pay" is given to investor, but no event that investor may bring about is taken here.',
    ]);
  });

  it('finds ways through history, parallel regions and eventless steps', () => {
    const config: Config = {
      initial: 'a',
      states: {
        a: { on: { go: 'p' } },
        p: {
          type: 'parallel',
          on: { go: 'back' },
          states: { x: { initial: 'x1', states: { x1: { always: 'x2' }, x2: {} } }, y: {} },
        },
        back: { on: { go: 'old' } },
        old: { type: 'history', target: 'b' },
        b: end,
      },
    };
    expect(found(config, { rests: { p: 'a rest', back: 'a rest' } })).toEqual([]);
  });
});

describe('the built-in workflows', () => {
  it('cannot hang', async () => {
    for (const { loaded } of await loadWorkflowFiles([builtInFolder])) {
      const { findings } = modelCheck(loaded);
      expect([loaded.definition.id, findings.filter(({ severity }) => severity === 'error')]).toEqual([
        loaded.definition.id,
        [],
      ]);
    }
  });
});
