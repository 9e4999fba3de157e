import type { Library, WorkflowDefinition } from '../../src/engine/definition.js';
import { application } from './1-application.js';
import { requiredOf, standings, STAGES } from './1-approvals.js';
import { applicationSetup, firstContext, type ApplicationContext } from './1-context.js';
import { events } from './1-events.js';
import { APPLICATION } from './1-facts.js';
import { operational, stageOfApprovals } from './1-later.js';
import { notify } from './1-notes.js';
import { refused, review } from './1-review.js';
import { decided } from './1-stages.js';

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
    rests: {
      'application.draft': 'a draft is the investor’s own, for as long as it takes',
      'refused.none': 'refused unless it is corrected',
      'operational.running': 'in operation: whatever becomes of an approval is still told',
    },
    present: (context: ApplicationContext) => present(library, context),
  };
}

function machine(library: Library) {
  const s = applicationSetup(library);
  const withdrawing = { type: 'tellChildren', params: { event: 'withdrawByParent' } } as const;
  return s.createMachine({
    id: 'investor-approval',
    initial: 'application',
    context: ({ input }) => firstContext(input),
    // Wherever the application is: what becomes of its approvals is known.
    on: { approvalDecided: { actions: decided(s) } },
    states: {
      application: application(s, library),
      review: review(s),
      permits: stageOfApprovals(s, 'permits', 'lease'),
      lease: stageOfApprovals(s, 'lease', 'operational'),
      operational: operational(s),
      refused: refused(s),
      withdrawn: { type: 'final', entry: [withdrawing, notify('investor', 'application-withdrawn')] },
      discontinued: { type: 'final', entry: [withdrawing, notify('investor', 'application-discontinued')] },
    },
  });
}

/** In a draft, the approvals that it would need: an investor knows them before filing. */
function present({ condition }: Library, { catalogue, required, approvals, ...said }: ApplicationContext) {
  const needed = catalogue.length > 0 ? requiredOf(condition, catalogue, said.application) : required;
  const kept = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
  return { ...kept, approvals: standings({ required: needed, approvals }) };
}

const perStage = <T>(path: string, declaration: T): { [path: string]: T } =>
  Object.fromEntries(STAGES.map((stage) => [`${stage}.${path}`, declaration]));

const tasks: WorkflowDefinition['tasks'] = {
  'application.draft': { title: 'Complete and submit the application', role: 'investor' },
  'application.underway.screening': { title: 'Screen the application', role: 'officer', clock: 'screening' },
  'application.underway.deficiency.asked': { title: 'Supply what is missing', role: 'investor', clock: 'answer' },
  'application.underway.deficiency.overdue': { title: 'Return the application, or take it as it is', role: 'officer' },
  'review.underway.project.assessment.appraisal.open': {
    title: 'Appraise the sector',
    role: 'officer',
    clock: 'review',
  },
  'review.underway.project.assessment.diligence.open': {
    title: 'Do the due diligence',
    role: 'officer',
    clock: 'review',
  },
  'review.underway.project.recommendation': { title: 'Recommend a decision', role: 'officer', clock: 'review' },
  'review.underway.project.decision': { title: 'Decide on the project', role: 'manager', clock: 'review' },
  'operational.underway.commissioning.awaited': {
    title: 'Report that the plant is ready',
    role: 'investor',
    clock: 'operate',
  },
  'operational.underway.commissioning.inspection': { title: 'Inspect the plant', role: 'officer' },
  'refused.proposed': { title: 'Countersign or dismiss a correction', role: 'manager' },
  ...perStage('underway.approvals.blocked', { title: 'Resolve a blocked approval', role: 'manager' as const }),
  ...perStage('suspended', { title: 'Resume the application', role: 'manager' as const }),
};

const AGENCY = { holder: 'agency' };
const INVESTOR = { holder: 'investor' };

/** The deepest active state counts: while the lead agency has nothing of its own to do, the time is that of the children. */
const holders: WorkflowDefinition['holders'] = {
  'application.draft': INVESTOR,
  'application.underway.deficiency.asked': { ...INVESTOR, pause: () => 'incomplete-papers' },
  ...perStage('underway.approvals.waiting', { holder: 'children' }),
  'review.underway.project.assessment.appraisal.open': AGENCY,
  'review.underway.project.assessment.diligence.open': AGENCY,
  'review.underway.project.recommendation': AGENCY,
  'review.underway.project.decision': AGENCY,
  'review.underway.project.deferred': AGENCY,
  'operational.underway.commissioning.awaited': INVESTOR,
  'operational.running': { holder: 'nobody' },
  refused: { holder: 'nobody' },
  'refused.proposed': AGENCY,
  ...perStage('suspended', { ...AGENCY, pause: (context: ApplicationContext) => context.suspension?.reason ?? null }),
};
