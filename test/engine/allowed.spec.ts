import { describe, expect, it } from '@jest/globals';
import { allowedEvents, load, open, type Frame, type JsonObject, type Settings } from '../../src/engine/index.js';
import { workflow } from './refusals.js';

/* What a person is offered. The data of an event is not there yet, so a guard that asks for it cannot be answered: the data will decide. */

const officer = { id: 'bob', kind: 'person', posts: [{ role: 'officer', agency: 'x' }] } as const;
const schema = { type: 'object', required: ['sum'], properties: { sum: { type: 'integer' } } };
const settings: Settings = {
  due: () => 0,
  remainder: () => ({ unit: 'days', count: 0 }),
  resume: () => 0,
  rung: () => null,
};

type Heard = {
  readonly context: { readonly n: number };
  readonly event: { readonly type: string; readonly sum?: number };
};

function offered(guard: (heard: Heard) => boolean): string[] {
  const event = { title: 'Event', by: [{ role: 'officer', agency: 'case' }], schema } as const;
  const states = { open: { on: { close: { guard, target: 'shut' } } }, shut: {} };
  const module = workflow({ context: { n: 0 }, states }, { events: { close: event } });
  const frame: Frame = { workflow: load(module), rules: { clocks: {}, input: {} }, settings };
  const fixed = { id: 'c1', workflow: 'tested', version: '3', ruleset: 'r', rules: '', root: 'c1', parent: null };
  const opening = { ...fixed, key: null, owner: 'ann', agency: 'x', data: {} as JsonObject };
  return allowedEvents(frame.workflow, open(frame, opening, officer, { now: 0, at: 0 }).state, officer);
}

describe('an event is offered', () => {
  it.each<[string, (heard: Heard) => boolean]>([
    ['holds', ({ context }) => context.n === 0],
    ['reads a field of it', ({ event }) => (event.sum ?? 0) > 5],
    ['asks whether it has a field', ({ event }) => 'sum' in event],
    ['copies it', ({ event }) => Object.hasOwn({ ...event }, 'sum')],
    ['fails without its data', ({ event }) => JSON.parse(String(event.sum)) === 5],
  ])('where its guard %s', (_, guard) => {
    expect(offered(guard)).toEqual(['close']);
  });

  it.each<[string, (heard: Heard) => boolean]>([
    ['what the case is', ({ context }) => context.n > 0],
    ['what event it is', ({ event }) => event.type === 'open'],
  ])('not where its guard says no by %s, though it takes data', (_, guard) => {
    expect(offered(guard)).toEqual([]);
  });
});
