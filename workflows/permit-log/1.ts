import type { JsonObject, WorkflowModule } from '../../src/engine/index.js';

/** The activities of the receipt log by their codes, spelt as the office spells them. The first has no code there. */
const ACTIVITIES = {
  receipt: 'Confirmation of receipt',
  T02: 'T02 Check confirmation of receipt',
  T03: 'T03 Adjust confirmation of receipt',
  T04: 'T04 Determine confirmation of receipt',
  T05: 'T05 Print and send confirmation of receipt',
  T06: 'T06 Determine necessity of stop advice',
  'T07-1': 'T07-1 Draft intern advice aspect 1',
  'T07-2': 'T07-2 Draft intern advice aspect 2',
  'T07-3': 'T07-3 Draft intern advice hold for aspect 3',
  'T07-4': 'T07-4 Draft internal advice to hold for type 4',
  'T07-5': 'T07-5 Draft intern advice aspect 5',
  T08: 'T08 Draft and send request for advice',
  'T09-1': 'T09-1 Process or receive external advice from party 1',
  'T09-2': 'T09-2 Process or receive external advice from party 2',
  'T09-3': 'T09-3 Process or receive external advice from party 3',
  'T09-4': 'T09-4 Process or receive external advice from party 4',
  T10: 'T10 Determine necessity to stop indication',
  T11: 'T11 Create document X request unlicensed',
  T12: 'T12 Check document X request unlicensed',
  T13: 'T13 Adjust document X request unlicensed',
  T14: 'T14 Determine document X request unlicensed',
  T15: 'T15 Print document X request unlicensed',
  T16: 'T16 Report reasons to hold request',
  T17: 'T17 Check report Y to stop indication',
  T18: 'T18 Adjust report Y to stop indicition',
  T19: 'T19 Determine report Y to stop indication',
  T20: 'T20 Print report Y to stop indication',
};

interface Context {
  /** Epoch milliseconds of the recorded start and deadline. */
  readonly start: number;
  readonly deadline: number;
  readonly steps: number;
  readonly stepsAfterEnd: number;
}

interface Input {
  readonly data: { readonly deadline: string };
  readonly openedAt: number;
}

const OFFICER = { role: 'officer', agency: 'case' } as const;
const STEP_SCHEMA: JsonObject = {
  type: 'object',
  required: ['task', 'group'],
  properties: { task: { type: 'string' }, group: { type: 'string' } },
  additionalProperties: false,
};

const steps = (action: 'count' | 'countAfterEnd'): { [activity: string]: { actions: typeof action } } =>
  Object.fromEntries(Object.keys(ACTIVITIES).map((activity) => [activity, { actions: action }]));

/**
 * Any step may follow any other, as in the office it was recorded in; what the machine knows is time: a case is open until its recorded
 * end, and late once its recorded deadline has passed before that. Steps after the end are recorded as such.
 */
const permitLog: WorkflowModule = ({ setup, assign }) => ({
  id: 'permit-log',
  version: '1',
  title: 'Receipt of an environmental permit (log of a Dutch municipality)',
  machine: setup({
    types: { context: {} as Context, input: {} as Input },
    actions: {
      count: assign({ steps: ({ context }) => context.steps + 1 }),
      countAfterEnd: assign({ stepsAfterEnd: ({ context }) => context.stepsAfterEnd + 1 }),
    },
    delays: { recordedDeadline: ({ context }) => context.deadline - context.start },
  }).createMachine({
    id: 'permit-log',
    initial: 'open',
    context: ({ input }) => ({
      start: input.openedAt,
      deadline: Date.parse(input.data.deadline),
      steps: 0,
      stepsAfterEnd: 0,
    }),
    states: {
      open: { on: { ...steps('count'), end: 'ended' }, after: { recordedDeadline: 'late' } },
      late: { on: { ...steps('count'), end: 'endedLate' } },
      ended: { on: steps('countAfterEnd') },
      endedLate: { on: steps('countAfterEnd') },
    },
  }),
  events: {
    ...Object.fromEntries(
      Object.entries(ACTIVITIES).map(([code, title]) => [code, { title, by: [OFFICER], schema: STEP_SCHEMA }]),
    ),
    end: { title: 'End the case', by: [OFFICER] },
  },
  tasks: {},
  holders: { ended: { holder: 'nobody' }, endedLate: { holder: 'nobody' } },
  rests: {
    late: 'the log tells no more of a late case than its steps and its end, if it had one',
    ended: 'ended in time; what is done afterwards is only recorded',
    endedLate: 'ended after the deadline; what is done afterwards is only recorded',
  },
});

export default permitLog;
