import type { Library, WorkflowDefinition } from '../../src/engine/definition.js';
import { dutySetup, firstContext, type DutyContext } from './1-context.js';
import { events } from './1-events.js';
import { halted, over, pending } from './1-states.js';

/**
 * What an investor has to do after a decision: a duty that comes with an approval, or a condition of the decision on the project. A clock on
 * the investor with reminders; then a notice to show cause, served and answered; then a consequence that one officer proposes and another
 * person decides. Time alone takes nothing away.
 */
export default function duty(library: Library): WorkflowDefinition {
  return {
    id: 'duty',
    version: '1',
    title: 'Duty of the investor',
    machine: machine(library),
    events,
    tasks: {
      'pending.owed.term': { title: 'Do it, and report it', role: 'investor', clock: 'term' },
      'pending.owed.dated': { title: 'Do it, and report it', role: 'investor' },
      'pending.owed.undated': { title: 'Do it, and report it: the project waits', role: 'investor' },
      'pending.reported': { title: 'Confirm the report, or reject it', role: 'officer' },
      'pending.breached': { title: 'Ask the investor to show cause', role: 'officer' },
      'pending.showCause': { title: 'Show cause', role: 'investor', clock: 'answer' },
      'pending.heard': { title: 'Propose what follows', role: 'officer' },
      'pending.proposed': { title: 'Decide on what is proposed', role: 'manager' },
    },
    holders: {
      'pending.owed': { holder: 'investor' },
      'pending.showCause': { holder: 'investor' },
      halted: { holder: 'sifc', pause: (context: DutyContext) => context.suspension?.reason ?? null },
    },
    delays: {
      term: { title: 'Time for the duty', legalEffect: false },
      answer: { title: 'Answer to the notice', legalEffect: false },
    },
    rests: { halted: 'suspended with its application, until that is taken up again' },
  };
}

function machine(library: Library) {
  const s = dutySetup(library);
  return s.createMachine({
    id: 'duty',
    initial: 'pending',
    context: ({ input }) => firstContext(input),
    states: {
      pending: pending(s),
      halted: halted(s),
      fulfilled: over(s, 'fulfilled'),
      enforced: over(s, 'enforced'),
      withdrawn: over(s, 'withdrawn'),
    },
  });
}
