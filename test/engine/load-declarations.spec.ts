import { describe, expect, it } from '@jest/globals';
import { load, type WorkflowModule } from '../../src/engine/index.js';
import { EFFECTS, open, reasonsAgainst, workflow, type Config, type Parts } from './refusals.js';

/* Declarations that do not fit their machine, and modules that are no workflow, are refused at load, with the reason in words. */

describe('declarations that do not fit are refused', () => {
  const event = { title: 'Event', by: ['owner'] as const };

  it.each([
    'xstate.done',
    'case.opened',
    'deadline.fired',
    'clock.passed',
    'escalation.raised',
    'task.claimed',
    'event.x',
    '*',
    'doc.*',
  ])('the reserved event name %s', (type) => {
    expect(reasonsAgainst(workflow({}, { events: { [type]: event } }))).toEqual([
      `the event name "${type}" is reserved`,
    ]);
  });

  it.each(['tasks', 'holders', 'rests'] as const)('a state that is not there, in %s', (part) => {
    const declared = { tasks: { title: 'T', role: 'officer' }, holders: { holder: 'court' }, rests: 'why' }[part];
    const parts = { [part]: { 'open.nowhere': declared } } as Parts;
    expect(reasonsAgainst(workflow({}, parts))).toEqual([
      `"${part}" names the state "open.nowhere", which the machine has not`,
    ]);
  });

  it('a schema that is none, of an event and of opening', () => {
    const schema = { type: 'nonsense' };
    const reasons = reasonsAgainst(
      workflow({}, { events: { go: { ...event, schema } }, open: { by: ['owner'], schema } }),
    );
    expect(reasons.map((reason) => reason.slice(0, 42))).toEqual([
      'the schema of "go" is no JSON Schema: sche',
      'the schema of "case.opened" is no JSON Sch',
    ]);
  });

  it('a schema that leads nowhere', () => {
    const events = { go: { ...event, schema: { $ref: '#/$defs/none' } } };
    expect(reasonsAgainst(workflow({}, { events }))).toEqual([
      'the schema of "go" is no JSON Schema: can\'t resolve reference #/$defs/none from id #',
    ]);
  });

  it('but two workflows may use one $id, and an event may be called open', () => {
    const schema = (field: string): Config => ({ $id: 'https://example.test/one', type: 'object', required: [field] });
    const first = load(workflow({}, { events: { open: { ...event, schema: schema('a') as never } } }));
    const second = load(
      workflow({}, { events: { open: event }, open: { by: ['owner'], schema: schema('b') as never } }),
    );
    expect(first.check('open', {})).toEqual([{ field: '/a', message: "must have required property 'a'" }]);
    expect(second.check('open', {})).toEqual([]);
    expect(second.check('case.opened', {})).toEqual([{ field: '/b', message: "must have required property 'b'" }]);
  });
});

describe('a module that is no workflow is refused', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['no function', { id: 'x' }, ['its default export is not a function of the library']],
    ['nothing returned', () => undefined, ['its function returns no object']],
    [
      'a function that throws',
      () => {
        throw new Error('no such file');
      },
      ['its function throws: no such file'],
    ],
    [
      'a machine that XState refuses',
      workflow({ initial: 'nowhere' }),
      ['XState refuses its machine: Initial state node "nowhere" not found on parent state node #m'],
    ],
    [
      'missing parts',
      () => ({ id: '', machine: {}, events: null }),
      [
        '"id" is missing',
        '"version" is missing',
        '"title" is missing',
        '"machine" is not an XState machine',
        '"events" is missing',
        '"tasks" is missing',
      ],
    ],
  ])('%s', (_, module, reasons) => {
    expect(reasonsAgainst(module as WorkflowModule)).toEqual(reasons);
  });

  it('with all reasons at once, under its name', () => {
    const module = workflow(open({ entry: 'fax', after: { never: 'shut' } }), {
      events: { '*': { title: 'All', by: ['owner'] } },
    });
    expect(() => load(module)).toThrow(
      [
        'workflow tested 3 is refused:',
        '  - state open: the delay "never" is neither declared under "delays" nor given to setup()',
        `  - state open: "fax" is no effect (${EFFECTS})`,
        '  - the event name "*" is reserved',
      ].join('\n'),
    );
  });
});
