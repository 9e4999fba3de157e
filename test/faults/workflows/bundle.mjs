/* A parent that opens many children at once, counts what it hears of each, and is done when it has heard of all. */
export default ({ setup, assign, enqueueActions }) => ({
  id: 'bundle',
  version: '1',
  title: 'Bundle of clearances',
  machine: setup({ actions: { openChild: () => undefined } }).createMachine({
    id: 'bundle',
    initial: 'draft',
    context: ({ input }) => ({ keys: input.data.keys, patienceMs: input.data.patienceMs, cleared: [] }),
    states: {
      draft: { on: { begin: 'waiting' } },
      waiting: {
        entry: enqueueActions(({ context, enqueue }) => {
          for (const key of context.keys) {
            const data = { patienceMs: context.patienceMs };
            enqueue({ type: 'openChild', params: { key, workflow: 'clearance', data, agency: 'sifc' } });
          }
        }),
        always: { guard: ({ context }) => context.cleared.length >= context.keys.length, target: 'done' },
        on: { cleared: { actions: assign({ cleared: ({ context, event }) => [...context.cleared, event.child] }) } },
      },
      done: { type: 'final' },
    },
  }),
  events: {
    begin: { title: 'Begin', by: ['owner'] },
    cleared: { title: 'Cleared', by: ['child'], schema: { type: 'object' } },
  },
  tasks: { draft: { title: 'Complete the draft', role: 'investor' } },
  holders: { draft: { holder: 'investor' }, waiting: { holder: 'children' } },
  rests: { waiting: 'until every child has told its outcome, which the patience of each makes certain' },
  open: {
    by: ['owner'],
    agency: 'sifc',
    schema: {
      type: 'object',
      required: ['keys', 'patienceMs'],
      properties: { keys: { type: 'array', items: { type: 'string' } }, patienceMs: { type: 'integer' } },
      additionalProperties: false,
    },
  },
});
