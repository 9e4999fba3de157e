import {
  derivedId,
  load,
  type Host,
  type JsonObject,
  type Opening,
  type Settings,
  type WorkflowModule,
} from '../../src/engine/index.js';

/*
 * A small family of workflows for tests of everything around the engine: a `project` opens two `clearance` children on start, hears of
 * their outcomes, and may be withdrawn; each clearance has a governed clock that grants it by silence.
 */

export const project: WorkflowModule = ({ setup, assign }) => ({
  id: 'project',
  version: '1',
  title: 'Project',
  machine: setup({
    types: { context: {} as { data: JsonObject; granted: string[] }, input: {} as { data: JsonObject } },
    actions: {
      openChild: (_args, _params: JsonObject) => undefined,
      tellChildren: (_args, _params: JsonObject) => undefined,
      issueCertificate: (_args, _params: JsonObject) => undefined,
      certificateStands: (_args, _params: JsonObject) => undefined,
    },
  }).createMachine({
    id: 'project',
    initial: 'draft',
    context: ({ input }) => ({ data: input.data, granted: [] }),
    states: {
      draft: {
        on: {
          note: {
            actions: assign({
              data: ({ context, event: { text, by } }) => ({
                ...context.data,
                note: text as string,
                ...(by ? { by: by as string } : {}),
              }),
            }),
          },
          start: 'clearances',
        },
      },
      clearances: {
        entry: [
          { type: 'issueCertificate', params: { kind: 'acknowledgement', data: { holder: 'Mill Ltd' } } },
          { type: 'openChild', params: { key: 'fire', workflow: 'clearance', data: { for: 'fire' }, agency: 'fire' } },
          {
            type: 'openChild',
            params: { key: 'water', workflow: 'clearance', data: { for: 'water' }, agency: 'water' },
          },
        ],
        always: { guard: ({ context }) => context.granted.length === 2, target: 'done' },
        on: {
          cleared: {
            actions: assign({ granted: ({ context, event }) => [...context.granted, String(event['child'])] }),
          },
          withdraw: { target: 'withdrawn', actions: { type: 'tellChildren', params: { event: 'drop' } } },
        },
      },
      done: { type: 'final' },
      withdrawn: {
        type: 'final',
        entry: { type: 'certificateStands', params: { kinds: ['acknowledgement'], standing: 'surrendered' } },
      },
    },
  }),
  events: {
    note: {
      title: 'Note',
      by: ['owner'],
      schema: {
        type: 'object',
        required: ['text'],
        properties: { text: { type: 'string' }, by: { type: 'string', maxLength: 60, personal: true } },
        additionalProperties: false,
      },
    },
    start: { title: 'Start', by: ['owner'] },
    withdraw: { title: 'Withdraw', by: ['owner'] },
    cleared: { title: 'Cleared', by: ['child'], schema: { type: 'object' } },
  },
  tasks: { draft: { title: 'Complete the draft', role: 'investor' } },
  holders: { draft: { holder: 'investor' }, clearances: { holder: 'children' } },
  open: { by: ['owner'], agency: 'lead' },
});

export const clearance: WorkflowModule = ({ setup }) => ({
  id: 'clearance',
  version: '1',
  title: 'Clearance',
  machine: setup({
    actions: {
      tellParent: (_args, _params: JsonObject) => undefined,
      issueCertificate: (_args, _params: JsonObject) => undefined,
    },
    delays: {},
  }).createMachine({
    id: 'clearance',
    initial: 'review',
    states: {
      review: {
        on: { ask: 'query', grant: 'granted', drop: 'dropped' },
        after: { silence: 'granted' },
      },
      query: {
        entry: { type: 'issueCertificate', params: { kind: 'letter', data: { text: 'What of the pump?' } } },
        on: { answer: 'review', drop: 'dropped' },
      },
      granted: {
        entry: [
          { type: 'issueCertificate', params: { kind: 'grant', data: { text: '准许' }, supersedes: ['letter'] } },
          { type: 'tellParent', params: { event: 'cleared', outcome: 'granted' } },
        ],
        type: 'final',
      },
      dropped: { type: 'final' },
    },
  }),
  events: {
    ask: { title: 'Ask', by: [{ role: 'officer', agency: 'case' }] },
    answer: { title: 'Answer', by: ['owner'] },
    grant: { title: 'Grant', by: [{ role: 'officer', agency: 'case' }], notBy: ['ask'] },
    drop: { title: 'Drop', by: ['parent'] },
  },
  tasks: {
    review: { title: 'Review', role: 'officer', clock: 'silence' },
    query: { title: 'Answer', role: 'investor' },
  },
  holders: { query: { holder: 'investor', pause: () => 'query' } },
  delays: { silence: { title: 'Silence', legalEffect: true } },
});

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Days of 24 hours without calendars; one reminder a day before a task is due. */
export const plainSettings: Settings = {
  due: (_, start, { count }) => start + count * DAY,
  remainder: (_, { from, length }, at) => {
    const whole = length.unit === 'days' ? length.count * DAY : length.count;
    return { unit: 'milliseconds', count: Math.max(0, whole - (at - from)) };
  },
  resume: (_, at, { count }) => at + count,
  rung: (task) => {
    if (task.dueAt === null || task.rungs > 0) return null;
    return { at: task.dueAt - DAY, title: 'Remind', to: [{ role: 'officer', agency: 'case' }] };
  },
};

const workflows = { project: load(project), clearance: load(clearance) };
const clocks = {
  silence: {
    title: 'Silence',
    force: 'limit',
    length: {
      count: 10,
      unit: 'days',
    },
    start: 'entered',
    confirmed: true,
    pauses: [
      {
        cause: 'query',
        basis: 's. 1',
      },
    ],
    onReturn: 'carry',
    roll: 'none',
    source: 'test',
  },
} as const;

export const familyHost: Host = {
  frame: ({ workflow }) => ({
    workflow: workflow === 'project' ? workflows.project : workflows.clearance,
    rules: { clocks: workflow === 'project' ? {} : clocks, input: {} },
    settings: plainSettings,
  }),
  child: (parent, { key, workflow, data, agency }) => ({
    id: derivedId('child', parent.id, key),
    workflow,
    version: '1',
    ruleset: 'test',
    rules: workflow,
    root: parent.root,
    parent: parent.id,
    key,
    owner: parent.owner,
    agency: agency ?? null,
    data,
  }),
};

export function projectOpening(id: string, owner = 'ann'): Opening {
  return {
    id,
    workflow: 'project',
    version: '1',
    ruleset: 'test',
    rules: 'project',
    root: id,
    parent: null,
    key: null,
    owner,
    agency: 'lead',
    data: { title: 'Mill' },
  };
}

export const ann = { id: 'ann', kind: 'person', posts: [{ role: 'investor' }] } as const;
export const officer = (
  agency: string,
  name = 'bob',
): { id: string; kind: 'person'; posts: { role: 'officer'; agency: string }[] } => ({
  id: `${name}.${agency}`,
  kind: 'person',
  posts: [{ role: 'officer', agency }],
});
