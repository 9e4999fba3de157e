import { describe, expect, it } from '@jest/globals';
import { load, underRules, type CaseRules, type JsonObject } from '../../src/engine/index.js';

const form = (required: readonly string[]): JsonObject => ({
  type: 'object',
  required,
  properties: { fee: { type: 'integer' } },
  additionalProperties: false,
});
const FREE = form([]);
const CHARGED = form(['fee']);

const counter = load(({ createMachine }) => ({
  id: 'counter',
  version: '1',
  title: 'Counter',
  machine: createMachine({
    id: 'counter',
    initial: 'open',
    states: { open: { on: { lodge: 'open', leave: 'open' } } },
  }),
  events: {
    lodge: { title: 'Lodge', by: ['owner'], schema: FREE, under: ({ charged }) => (charged === true ? CHARGED : FREE) },
    leave: { title: 'Leave', by: ['owner'] },
  },
  tasks: {},
}));

const rules = (input: JsonObject): CaseRules => ({ clocks: {}, input });

describe('a workflow under the rules of a case', () => {
  it('asks for what they ask, in the check and in the form', () => {
    const charged = underRules(counter, rules({ charged: true }));
    expect(charged.definition.events['lodge']?.schema).toBe(CHARGED);
    expect(charged.check('lodge', {})).toEqual([{ field: '/fee', message: expect.any(String) }]);
    expect(charged.check('lodge', { fee: 1 })).toEqual([]);
    expect(charged.check('leave', { fee: 1 })).toHaveLength(1);
    expect(charged.machine).toBe(counter.machine);
  });

  it('is itself where they ask for nothing more, and the same each time where they do', () => {
    expect(underRules(counter, rules({}))).toBe(counter);
    expect(counter.check('lodge', {})).toEqual([]);
    const asking = rules({ charged: true });
    expect(underRules(counter, asking)).toBe(underRules(counter, asking));
  });

  it('is refused at load where it cannot make a form of no rules', () => {
    const module = () => ({
      ...counter.definition,
      events: {
        lodge: {
          title: 'Lodge',
          by: ['owner' as const],
          under: (input: JsonObject) => form([...(input['fee'] as string[])]),
        },
      },
    });
    expect(() => load(module)).toThrow('the schema of "lodge" is no JSON Schema');
  });
});
