/* One desk of an agency, where a case lies until it is stamped: what is tried on it is who may know of it. */
export const desk =
  (agency) =>
  ({ setup }) => ({
    id: `desk-${agency}`,
    version: '1',
    title: 'One desk',
    machine: setup({}).createMachine({
      id: 'desk',
      initial: 'lying',
      context: ({ input }) => ({ application: input.data }),
      states: { lying: { on: { stamp: 'done' } }, done: { type: 'final' } },
    }),
    events: { stamp: { title: 'Stamp it', by: [{ role: 'officer', agency: 'case' }] } },
    tasks: { lying: { title: 'Stamp it', role: 'officer' } },
    open: {
      by: ['owner'],
      agency,
      schema: {
        type: 'object',
        properties: { title: { type: 'string', maxLength: 200 } },
        additionalProperties: false,
      },
    },
  });
