import { saidOf } from './1-hearing.js';
import { notify } from './1-notes.js';
import type { PermitSetup, Said } from './1-setup.js';

/** An inspection, where the approval needs one: appointed, reported; what it finds at fault is cured and inspected again. */
export function inspection(s: PermitSetup) {
  const reported = (result: 'passed' | 'failed') =>
    s.assign(({ context, event }) => ({
      inspections: [...context.inspections, { result, ...saidOf(event) }],
      inspected: result === 'passed',
    }));
  const noted = s.assign({
    inspections: ({ context, event }) => [...context.inspections, { result: 'appointed', ...saidOf(event) }],
  });
  const cured = s.assign({
    inspections: ({ context, event }) => [...context.inspections, { result: 'cured', ...saidOf(event) }],
  });
  return s.createStateConfig({
    initial: 'due',
    states: {
      due: {
        always: [
          { guard: ({ context }: Said) => !context.approval.needs.includes('inspection'), target: 'none' },
          { guard: ({ context }: Said) => context.inspected, target: 'passed' },
        ],
        on: {
          appointInspection: { target: 'appointed', actions: [noted, notify('investor', 'inspection-appointed')] },
        },
      },
      appointed: {
        on: {
          appointInspection: { target: 'appointed', actions: [noted, notify('investor', 'inspection-appointed')] },
          passInspection: { target: 'passed', actions: reported('passed') },
          failInspection: { target: 'failed', actions: [reported('failed'), notify('investor', 'inspection-failed')] },
        },
      },
      failed: {
        initial: 'curing',
        on: { reportCured: { target: 'due', actions: cured } },
        states: {
          curing: {
            after: { cure: { target: 'overdue', actions: notify('investor', 'show-cause-faults-not-cured') } },
          },
          overdue: {},
        },
      },
      passed: {},
      none: {},
    },
  });
}
