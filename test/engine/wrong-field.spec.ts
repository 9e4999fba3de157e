import { expect, it } from '@jest/globals';
import { load, Rejection, simulate, type Host, type JsonObject, type Settings } from '../../src/engine/index.js';
import { workflow } from './refusals.js';

/* A child that cannot be opened for a value: whose field is to blame. */

const ann = { id: 'ann', kind: 'person', posts: [] } as const;
const settings: Settings = {
  due: () => 0,
  remainder: () => ({ unit: 'days', count: 0 }),
  resume: () => 0,
  rung: () => null,
};

type Event = { readonly event: { readonly [field: string]: unknown } };

/** What a case that opens a child for this approval answers to `go`. */
function answerTo(data: JsonObject, approvalOf: (said: Event) => unknown): unknown {
  const opens = {
    type: 'openChild',
    params: (said: Event) => ({ key: 'a', workflow: 'other', data: { approval: approvalOf(said) } }),
  };
  const parent = load(
    workflow(
      { states: { open: { on: { go: { actions: opens } } }, shut: {} } },
      { id: 'parent', events: { go: { title: 'Go', by: ['owner'], schema: { type: 'object' } } } },
    ),
  );
  const host: Host = {
    frame: () => ({ workflow: parent, rules: { clocks: {}, input: {} }, settings }),
    child: () => {
      throw new Rejection('data', 'no such approval', { errors: [{ field: '/approval', message: 'is none' }] });
    },
  };
  const world = simulate(host, 0);
  const fixed = { id: 'p', workflow: 'parent', version: '1', ruleset: 'r', rules: '', root: 'p' };
  const opening = { ...fixed, parent: null, key: null, owner: 'ann', agency: null, data: {} };
  world.apply({ kind: 'open', opening, actor: ann });
  try {
    return world.apply({ kind: 'command', case: 'p', command: { type: 'go', data, actor: ann } });
  } catch (error) {
    return error instanceof Rejection && [error.kind, error.details.errors];
  }
}

it('is that of the request where the value came from there', () => {
  const told = answerTo({ text: 'x', to: 'nothing' }, ({ event }) => event['to']);
  expect(told).toEqual(['data', [{ field: '/to', message: 'is none' }]]);
});

it('is that of the child where the value is the workflow’s own', () => {
  const told = answerTo({ text: 'x' }, () => 'nothing');
  expect(told).toEqual(['data', [{ field: '/approval', message: 'is none' }]]);
});
