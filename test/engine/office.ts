import { load, type ClockRule, type JsonObject, type Opening, type WorkflowModule } from '../../src/engine/index.js';

/* One office and one permit, to show how a decision treats clocks, tasks, ladders and people. */

const OFFICER = { role: 'officer', agency: 'case' } as const;
const text = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } };

const permit: WorkflowModule = ({ setup, assign }) => ({
  id: 'permit',
  version: '1',
  title: 'Permit',
  machine: setup({ delays: {} }).createMachine({
    id: 'permit',
    initial: 'review',
    context: { notes: 0, broken: false, barred: {} },
    states: {
      review: {
        on: {
          ask: 'query',
          grant: 'granted',
          refuse: 'refused',
          note: { actions: assign({ notes: ({ context }) => Number(context['notes']) + 1 }) },
          bar: { actions: assign({ barred: ({ event }) => ({ [event['text']]: 'an interest of yours' }) }) },
          spoil: { actions: assign({ broken: true }) },
        },
        after: {
          silence: {
            target: 'deemed',
            guard: ({ context }: { context: JsonObject }) => {
              if (context['broken']) throw new Error('a mistake in the workflow');
              return true;
            },
          },
        } as never,
      },
      query: { on: { answer: 'review' } },
      granted: {},
      refused: {},
      deemed: {},
    },
  }),
  events: {
    ask: { title: 'Ask', by: [OFFICER], schema: text },
    answer: { title: 'Answer', by: ['owner'] },
    note: { title: 'Note', by: [OFFICER], except: ({ barred }) => barred },
    bar: { title: 'Keep somebody from noting', by: [OFFICER], schema: text },
    spoil: { title: 'Spoil', by: [OFFICER] },
    grant: { title: 'Grant', by: [OFFICER], notBy: ['ask'] },
    refuse: { title: 'Refuse', by: [OFFICER] },
  },
  tasks: {
    review: { title: 'Review', role: 'officer', clock: 'silence' },
    query: { title: 'Answer', role: 'investor' },
  },
  holders: { query: { holder: 'investor', pause: () => 'query' } },
  delays: { silence: { title: 'Silence', legalEffect: true } },
  open: { by: ['owner'] },
});

export const workflow = load(permit);
export const silence: ClockRule = {
  title: 'Silence',
  force: 'limit',
  length: { count: 10, unit: 'days' },
  start: 'entered',
  pauses: [{ cause: 'query', basis: 's. 1' }],
  onReturn: 'carry',
  roll: 'none',
  source: 'test',
  confirmed: true,
  extension: { basis: 's. 2' },
};
export const opening: Opening = {
  id: 'c1',
  workflow: 'permit',
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
