/*
 * One desk of an agency, where a case lies until it is stamped: what is tried on it is who may know of it. Where another case belongs to one, it is
 * opened with another desk: what belongs together is not known to the same people.
 */
export const desk =
  (agency, inner = null) =>
  ({ setup }) => ({
    id: `desk-${agency}`,
    version: '1',
    title: 'One desk',
    machine: setup({
      actions: { openChild: () => undefined },
      guards: { hasInner: ({ context }) => context.application.inner === true },
    }).createMachine({
      id: 'desk',
      initial: 'taken',
      context: ({ input }) => ({ application: input.data }),
      states: {
        taken: {
          always: [
            ...(inner ? [{ guard: 'hasInner', target: 'lying', actions: { type: 'openChild', params: inner } }] : []),
            { target: 'lying' },
          ],
        },
        lying: { on: { stamp: 'done' } },
        done: { type: 'final' },
      },
    }),
    events: { stamp: { title: 'Stamp it', by: [{ role: 'officer', agency: 'case' }] } },
    tasks: { lying: { title: 'Stamp it', role: 'officer' } },
    open: {
      by: ['owner'],
      agency,
      schema: {
        type: 'object',
        properties: {
          title: { type: 'string', maxLength: 200 },
          zoneName: { type: 'string', maxLength: 60 },
          inner: { type: 'boolean' },
        },
        additionalProperties: false,
      },
    },
  });
