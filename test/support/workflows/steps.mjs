/* Five approvals one after the other, each with a timer that its approval cancels: the scenario of the benchmark and of the fault tests. */
const STEPS = ['first', 'second', 'third', 'fourth', 'fifth'];

export default ({ setup, assign }) => ({
  id: 'steps',
  version: '1',
  title: 'Five steps',
  machine: setup({
    delays: { patience: ({ context }) => context.patienceMs },
  }).createMachine({
    id: 'steps',
    initial: 'first',
    context: ({ input }) => ({
      title: String(input.data.title ?? ''),
      patienceMs: Number(input.data.patienceMs ?? 3_600_000),
      late: 0,
    }),
    states: {
      ...Object.fromEntries(
        STEPS.map((step, index) => [
          step,
          {
            on: { approve: STEPS[index + 1] ?? 'done' },
            after: { patience: { actions: assign({ late: ({ context }) => context.late + 1 }) } },
          },
        ]),
      ),
      done: { type: 'final' },
    },
  }),
  events: {
    approve: {
      title: 'Approve this step',
      by: [{ role: 'officer', agency: 'case' }],
      schema: {
        type: 'object',
        properties: { remark: { type: 'string', maxLength: 500 } },
        additionalProperties: false,
      },
    },
  },
  tasks: Object.fromEntries(STEPS.map((step) => [step, { title: `Approve the ${step} step`, role: 'officer' }])),
  open: {
    by: ['owner'],
    agency: 'sifc',
    schema: {
      type: 'object',
      properties: { title: { type: 'string', maxLength: 200 }, patienceMs: { type: 'integer', minimum: 0 } },
      additionalProperties: false,
    },
  },
});
