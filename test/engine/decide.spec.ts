import { describe, expect, it } from '@jest/globals';
import {
  load,
  replay,
  Rejection,
  simulate,
  type Host,
  type Opening,
  type Settings,
  type StoredEvent,
  type WorkflowModule,
} from '../../src/engine/index.js';

const permit: WorkflowModule = ({ setup, assign }) => ({
  id: 'mini',
  version: '1',
  title: 'Mini',
  machine: setup({ delays: {} }).createMachine({
    id: 'mini',
    initial: 'review',
    context: { n: 0 },
    states: {
      review: {
        on: {
          ask: 'query',
          grant: 'done',
          count: { actions: assign({ n: ({ context }) => Number(context['n']) + 1 }) },
        },
        after: { decision: 'late' },
      },
      query: { on: { answer: 'review' } },
      late: { on: { grant: 'done' } },
      done: { type: 'final' },
    },
  }),
  events: {
    ask: {
      title: 'Ask',
      by: [{ role: 'officer', agency: 'case' }],
      schema: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
    },
    answer: { title: 'Answer', by: ['owner'] },
    count: { title: 'Count', by: [{ role: 'officer', agency: 'case' }] },
    grant: { title: 'Grant', by: [{ role: 'officer', agency: 'case' }], notBy: ['ask'] },
  },
  tasks: {
    review: { title: 'Review', role: 'officer', clock: 'decision' },
    query: { title: 'Answer', role: 'investor' },
  },
  holders: { query: { holder: 'investor', pause: () => 'query' } },
  delays: { decision: { title: 'Decision', legalEffect: true } },
  open: { by: ['owner'] },
});

const DAY = 86_400_000;
const settings: Settings = {
  due: (_, start, { count }) => start + count * DAY,
  remainder: (_, { from, length }, at) => ({
    unit: 'milliseconds',
    count: (length.unit === 'days' ? length.count * DAY : length.count) - (at - from),
  }),
  resume: (_, at, { count }) => at + count,
  rung: (task) =>
    task.dueAt !== null && task.rungs === 0
      ? { at: task.dueAt - DAY, title: 'Remind', to: [{ role: 'officer', agency: 'x' }] }
      : null,
};
const workflow = load(permit);
const rules = {
  clocks: {
    decision: {
      title: 'Decision',
      force: 'limit',
      length: { count: 10, unit: 'days' },
      start: 'entered',
      pauses: [{ cause: 'query', basis: 's.1' }],
      onReturn: 'carry',
      roll: 'none',
      source: 's',
      confirmed: true,
    },
  },
  input: {},
} as const;
const host: Host = {
  frame: () => ({ workflow, rules, settings }),
  child: () => {
    throw new Rejection('workflow', 'none');
  },
};
const opening: Opening = {
  id: 'c1',
  workflow: 'mini',
  version: '1',
  ruleset: 'r',
  rules: '',
  root: 'c1',
  parent: null,
  key: null,
  owner: 'ann',
  agency: 'x',
  data: {},
};
const officer = { id: 'bob', kind: 'person', posts: [{ role: 'officer', agency: 'x' }] } as const;
const ann = { id: 'ann', kind: 'person', posts: [{ role: 'investor' }] } as const;

describe('a case', () => {
  it('pauses its clock for a listed cause and runs on with the remainder', () => {
    const world = simulate(host, 0);
    const log: StoredEvent[] = [];
    const keep = (ds: ReturnType<typeof world.apply>) =>
      log.push(...ds.map((d) => ({ ...d.event, previousHash: d.previousHash, hash: d.state.hash })));
    keep(world.apply({ kind: 'open', opening, actor: ann }));
    keep(world.advanceTo(4 * DAY));
    keep(world.apply({ kind: 'command', case: 'c1', command: { type: 'ask', data: { text: 'why' }, actor: officer } }));
    expect(world.cases.get('c1')?.clocks['decision']).toMatchObject({ status: 'stopped', left: { count: 6 * DAY } });
    keep(world.advanceTo(40 * DAY));
    keep(world.apply({ kind: 'command', case: 'c1', command: { type: 'answer', data: {}, actor: ann } }));
    expect(world.cases.get('c1')?.clocks['decision']).toMatchObject({ status: 'running', dueAt: 46 * DAY });
    expect(() =>
      world.apply({ kind: 'command', case: 'c1', command: { type: 'grant', data: {}, actor: officer } }),
    ).toThrow('another person');
    expect(() =>
      world.apply({ kind: 'command', case: 'c1', command: { type: 'ask', data: {}, actor: officer } }),
    ).toThrow('does not fit');
    keep(world.advanceTo(100 * DAY));
    const state = world.cases.get('c1');
    expect(state?.snapshot['value']).toBe('late');
    expect(log.map((e) => [e.type, e.occurredAt / DAY])).toEqual([
      ['case.opened', 0],
      ['ask', 4],
      ['answer', 40],
      ['escalation.raised', 45],
      ['deadline.fired', 46],
    ]);
    expect(replay(log, () => ({ workflow, rules }))).toEqual(state);
    void recorded;
  });
});
