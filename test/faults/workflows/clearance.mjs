/* One decision, once: by an officer, or by silence when patience is at its end. Alone, or as the child of a bundle. */
const byOfficer = [{ role: 'officer', agency: 'case' }];

export default ({ setup, assign }) => ({
  id: 'clearance',
  version: '1',
  title: 'Clearance',
  machine: setup({
    actions: { tellParent: () => undefined },
    delays: { patience: ({ context }) => context.patienceMs },
  }).createMachine({
    id: 'clearance',
    initial: 'review',
    context: ({ input }) => ({ patienceMs: input.data.patienceMs, notes: 0 }),
    states: {
      review: {
        on: { note: { actions: assign({ notes: ({ context }) => context.notes + 1 }) }, decide: 'decided' },
        after: { patience: 'decided' },
      },
      decided: {
        entry: { type: 'tellParent', params: { event: 'cleared', outcome: 'granted' } },
        on: { archive: 'archived' },
      },
      archived: { type: 'final' },
    },
  }),
  events: {
    note: { title: 'Note', by: byOfficer },
    decide: { title: 'Decide', by: byOfficer },
    archive: { title: 'Archive', by: byOfficer },
  },
  tasks: { review: { title: 'Review', role: 'officer' } },
  rests: { decided: 'until the desk archives it' },
  open: {
    by: ['owner'],
    agency: 'sifc',
    schema: {
      type: 'object',
      required: ['patienceMs'],
      properties: { patienceMs: { type: 'integer' } },
      additionalProperties: false,
    },
  },
});
