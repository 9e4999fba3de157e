import type { Library, WorkflowDefinition } from '../../src/engine/definition.js';
import { application } from './1-application.js';
import { requiredOf, standings } from './1-approvals.js';
import { formed, mistakesOf } from './1-applicant.js';
import { bodyOf } from './1-bodies.js';
import { changeDecided } from './1-changes.js';
import { decisionEnds } from './1-certificates.js';
import { firstContext, type ApplicationContext, type Rules } from './1-context.js';
import { applicationSetup } from './1-setup.js';
import { dutyEnded } from './1-decision.js';
import { events } from './1-events.js';
import { APPLICATION } from './1-facts.js';
import { operational, stageOfApprovals } from './1-later.js';
import { notify } from './1-notes.js';
import { refused, review } from './1-review.js';
import { decided } from './1-stages.js';
import { holders, rests, tasks } from './1-work.js';

/** An investor's application, through its five stages; each opens the approvals of the ruleset that apply, as cases of their agencies. */
export default function investorApproval(library: Library): WorkflowDefinition {
  return {
    id: 'investor-approval',
    version: '1',
    title: 'Approval of an investment',
    machine: machine(library),
    events,
    tasks,
    holders,
    delays: { answer: { title: 'Answer of the investor', legalEffect: false } },
    open: { by: ['owner'], schema: APPLICATION, agency: 'sifc' },
    rests,
    present: (context: ApplicationContext, rules: Rules) => present(library, context, rules),
  };
}

function machine(library: Library) {
  const s = applicationSetup(library);
  const withdrawing = { type: 'tellChildren', params: { event: 'withdrawByParent' } } as const;
  return s.createMachine({
    id: 'investor-approval',
    initial: 'application',
    context: ({ input }) => firstContext(input),
    // Wherever the application is: what becomes of its approvals and conditions is known.
    on: {
      approvalDecided: { actions: [decided(s), formed(s)] },
      changeDecided: { actions: changeDecided(s, library) },
      dutyEnded: { actions: dutyEnded(s) },
    },
    states: {
      application: application(s, library),
      review: review(s, library),
      permits: stageOfApprovals(s, library, 'permits'),
      lease: stageOfApprovals(s, library, 'lease'),
      operational: operational(s, library),
      refused: refused(s),
      withdrawn: {
        type: 'final',
        entry: [withdrawing, decisionEnds('surrendered'), notify('investor', 'application-withdrawn')],
      },
      discontinued: {
        type: 'final',
        entry: [withdrawing, decisionEnds('annulled'), notify('investor', 'application-discontinued')],
      },
    },
  });
}

/** In a draft, the approvals that it would need: an investor knows them before filing. */
function present({ condition }: Library, { required, approvals, ...said }: ApplicationContext, rules: Rules) {
  const needed = said.acceptance === null ? requiredOf(condition, rules.approvals ?? [], said.application) : required;
  const kept = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
  const decidedBy = said.body ?? bodyOf(condition, rules.bodies ?? [], said.application);
  const mistakes = mistakesOf(said.application);
  return { ...kept, mistakes, body: decidedBy, approvals: standings({ required: needed, approvals }) };
}
