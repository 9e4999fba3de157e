import type { TaskDeclaration, WorkflowDefinition } from '../../src/engine/definition.js';
import { STAGES } from './1-approvals.js';
import type { ApplicationContext } from './1-context.js';

/* Whose work and whose time each state is. */

const perStage = <T>(path: string, declaration: T): { [path: string]: T } =>
  Object.fromEntries(STAGES.map((stage) => [`${stage}.${path}`, declaration]));

const ofCommittee = (path: string, task: TaskDeclaration): { [path: string]: TaskDeclaration } => ({
  [`review.underway.project.committee.${path}`]: task,
});
const minutes: TaskDeclaration = { title: 'Draw up the minutes', role: 'officer', clock: 'review' };
const confirmation: TaskDeclaration = { title: 'Confirm the minutes', role: 'member', clock: 'review' };

export const tasks: WorkflowDefinition['tasks'] = {
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
  'review.underway.project.facilitation': {
    title: 'Accept for facilitation, or refuse it',
    role: 'manager',
    clock: 'review',
  },
  ...ofCommittee('convening', { title: 'Convene the committee', role: 'officer', clock: 'review' }),
  ...ofCommittee('sitting', { title: 'Close the sitting', role: 'officer', clock: 'review' }),
  ...ofCommittee('sitting.voting', { title: 'Vote on the project', role: 'member', clock: 'review' }),
  ...ofCommittee('minutes.approval', minutes),
  ...ofCommittee('minutes.refusal', minutes),
  ...ofCommittee('minutes.deferral', minutes),
  ...ofCommittee('minutes.approvalDrawnUp', confirmation),
  ...ofCommittee('minutes.refusalDrawnUp', confirmation),
  ...ofCommittee('minutes.deferralDrawnUp', confirmation),
  'operational.underway.commissioning.awaited': {
    title: 'Report that the plant is ready',
    role: 'investor',
  },
  'operational.underway.commissioning.inspection': { title: 'Inspect the plant', role: 'officer' },
  'refused.proposed': { title: 'Countersign or dismiss a correction', role: 'manager' },
  ...perStage('underway.approvals.blocked', { title: 'Resolve a blocked approval', role: 'manager' as const }),
  ...perStage('suspended', { title: 'Resume the application', role: 'manager' as const }),
};

const AGENCY = { holder: 'agency' };
const INVESTOR = { holder: 'investor' };

/** The deepest active state counts: while the lead agency has nothing of its own to do, the time is that of the children. */
export const holders: WorkflowDefinition['holders'] = {
  'application.draft': INVESTOR,
  'application.underway.deficiency.asked': { ...INVESTOR, pause: () => 'incomplete-papers' },
  ...perStage('underway.approvals.waiting', { holder: 'children' }),
  'review.underway.project.assessment.appraisal.open': AGENCY,
  'review.underway.project.assessment.diligence.open': AGENCY,
  'review.underway.project.recommendation': AGENCY,
  'review.underway.project.facilitation': AGENCY,
  'review.underway.project.committee': AGENCY,
  'review.underway.project.elsewhere': { holder: 'children' },
  'review.underway.project.conditions': { holder: 'children' },
  'review.underway.project.deferred': AGENCY,
  'operational.underway.commissioning.awaited': INVESTOR,
  'operational.running': { holder: 'nobody' },
  refused: { holder: 'nobody' },
  'refused.proposed': AGENCY,
  ...perStage('suspended', { ...AGENCY, pause: (context: ApplicationContext) => context.suspension?.reason ?? null }),
};

export const rests = {
  'application.draft': 'a draft is the investor’s own, for as long as it takes',
  'refused.none': 'refused unless it is corrected',
  'operational.running': 'in operation: whatever becomes of an approval is still told',
};
