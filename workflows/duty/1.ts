import type { Library, WorkflowDefinition } from '../../src/engine/definition.js';
import { dutySetup, firstContext, type DutyContext } from './1-context.js';
import { events } from './1-events.js';
import { beginning, halted, over, pending } from './1-states.js';

/**
 * What an investor has to do after a decision: a duty that comes with an approval, a condition of it or of the decision on the project, a
 * filing that is overdue. A clock on the investor with reminders; then a notice to show cause, served and answered; then a consequence that
 * one officer proposes and another person decides. Time alone takes nothing away.
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
      'pending.owed.dated': { title: 'Do it, and report it', role: 'investor', clock: 'date' },
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
      'halted.byCourt': { holder: 'court', pause: () => 'court-stay' },
      'halted.bySifc': { holder: 'sifc', pause: (context: DutyContext) => context.suspension?.reason ?? null },
    },
    delays: {
      term: { title: 'Time for the duty', legalEffect: false },
      date: { title: 'Day by which it is to be done', legalEffect: false },
      answer: { title: 'Answer to the notice', legalEffect: false },
    },
    rests: {
      'halted.byCourt': 'stayed with what it hangs on, for as long as the court says',
      'halted.bySifc': 'suspended with what it hangs on, until that is taken up again',
    },
  };
}

function machine(library: Library) {
  const s = dutySetup(library);
  return s.createMachine({
    id: 'duty',
    initial: 'beginning',
    context: ({ input }) => firstContext(input),
    states: {
      beginning: beginning(s),
      pending: pending(s),
      halted: halted(s),
      fulfilled: over(s, 'fulfilled'),
      enforced: over(s, 'enforced'),
      withdrawn: over(s, 'withdrawn'),
    },
  });
}
