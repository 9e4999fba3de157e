import type { HolderDeclaration, TaskDeclaration, WorkflowDefinition } from '../../src/engine/definition.js';
import type { PermitContext } from './1-context.js';

/* Whose turn it is in each state, until when, and whose time it is. */

const investor = (title: string, clock?: string): TaskDeclaration => ({
  title,
  role: 'investor',
  ...(clock ? { clock } : {}),
});
const officer = (title: string, clock?: string): TaskDeclaration => ({
  title,
  role: 'officer',
  ...(clock ? { clock } : {}),
});
const manager = (title: string, clock?: string): TaskDeclaration => ({
  title,
  role: 'manager',
  ...(clock ? { clock } : {}),
});
const desk = (title: string, clock: string): TaskDeclaration => ({ title, role: 'officer', agency: 'sifc', clock });

const countersign = manager('Countersign or dismiss a correction');
const appeals = (against: string): { readonly [path: string]: TaskDeclaration } => ({
  [`${against}.appeal.first`]: desk('Record what the first authority decides on the appeal', 'appealFirst'),
  [`${against}.appeal.second`]: desk('Record what the second authority decides on the appeal', 'appealSecond'),
});

export const tasks: WorkflowDefinition['tasks'] = {
  'pending.lodging': investor('Lodge the filing', 'duty'),
  'pending.completeness': officer('Check whether the filing is complete', 'completeness'),
  'pending.deficiency.asked': investor('Supply what is missing', 'answer'),
  'pending.deficiency.overdue': officer('Give the next notice, take the filing as it is, or return it'),
  'pending.examination.work.scrutiny': officer('Examine and recommend', 'decision'),
  'pending.examination.work.query.asked': investor('Answer the query', 'answer'),
  'pending.examination.work.query.overdue': officer('Go on without an answer, or return the filing', 'decision'),
  'pending.examination.work.decision': officer('Decide', 'decision'),
  'pending.examination.work.deferred': officer('Take up the deferred decision', 'deferral'),
  'pending.examination.work.communication': officer('Serve the decision', 'service'),
  'pending.examination.silence.asked': manager('Say whether silence has granted the permit'),
  'pending.examination.consultation.due': officer('Ask the agencies that must be consulted'),
  'pending.examination.consultation.late': officer('Go on without the views that are outstanding, or wait for them'),
  'pending.examination.hearing.due': officer('Call the public hearing'),
  'pending.examination.hearing.called': officer('Publish the notice of the hearing'),
  'pending.examination.hearing.open': officer('Hold the hearing and record its minutes'),
  'pending.examination.inspection.due': officer('Appoint an inspection', 'inspection'),
  'pending.examination.inspection.appointed': officer('Inspect and report', 'inspection'),
  'pending.examination.inspection.failed': investor('Cure what the inspection found', 'cure'),
  'pending.reconsideration.examining': officer('Examine again, as the authority directs', 'reconsideration'),
  'pending.reconsideration.deciding': manager('Decide anew', 'reconsideration'),
  'pending.reconsideration.communication': officer('Serve the decision', 'service'),
  'inForce.standing.effective.precedent.open': investor('Discharge the conditions precedent', 'precedent'),
  'inForce.standing.effective.precedent.reported': officer('Look whether the conditions precedent are discharged'),
  'inForce.provision.awaiting': officer('Confirm the provisional grant', 'provisional'),
  'inForce.provision.asked': manager('Say whether the provisional grant has lapsed'),
  'inForce.confirmation.replacing': investor('Replace the person who was not cleared', 'replacement'),
  'inForce.confirmation.replacing.overdue': officer('Give notice to show cause why the person is not replaced'),
  'inForce.verification.due': officer('Verify what was granted', 'verification'),
  'inForce.cause.noticed': investor('Show cause', 'showCause'),
  'inForce.cause.heard': manager('Decide what follows from the notice'),
  'inForce.correction.proposed': countersign,
  'refused.correction.proposed': countersign,
  'revoked.correction.proposed': countersign,
  'setAside.proposed': countersign,
  ...appeals('refused'),
  ...appeals('revoked'),
};

const MISSING_PAPERS = 'incomplete-papers';
const court: HolderDeclaration = { holder: 'court', pause: () => 'court-stay' };
const agency: HolderDeclaration = { holder: 'agency' };
const owner: HolderDeclaration = { holder: 'investor' };
/** The authority that hears an appeal: it is neither the agency nor a court. */
const authority: HolderDeclaration = { holder: 'appeal-authority' };

const suspendedFor = ({ regime, suspension }: PermitContext): string | null =>
  regime === null ? (suspension?.reason ?? null) : 'regime-suspended';

/** A decided case is nobody's time, unless somebody is asked for something; a court's order stands before all else. */
export const holders: WorkflowDefinition['holders'] = {
  'pending.lodging': owner,
  'pending.deficiency.asked': { holder: 'investor', pause: () => MISSING_PAPERS },
  'pending.examination.work.query.asked': {
    holder: 'investor',
    pause: (context: PermitContext) => context.query?.ground ?? null,
  },
  'pending.examination.consultation.out': { holder: 'children' },
  'pending.examination.inspection.failed': owner,
  'halted.byCourt': court,
  'halted.bySifc': { holder: 'sifc', pause: suspendedFor },
  inForce: { holder: 'nobody' },
  'inForce.standing.effective.precedent.open': owner,
  'inForce.standing.effective.precedent.reported': agency,
  'inForce.standing.stayed': court,
  'inForce.standing.dormant': { holder: 'sifc', pause: suspendedFor },
  'inForce.provision.awaiting': agency,
  'inForce.provision.asked': agency,
  'inForce.confirmation.replacing': owner,
  'inForce.verification.due': agency,
  'inForce.cause.noticed': owner,
  'inForce.cause.heard': agency,
  'inForce.correction.proposed': agency,
  refused: { holder: 'nobody' },
  'refused.correction.proposed': agency,
  'refused.appeal.first': authority,
  'refused.appeal.second': authority,
  revoked: { holder: 'nobody' },
  'revoked.correction.proposed': agency,
  'revoked.appeal.first': authority,
  'revoked.appeal.second': authority,
  setAside: { holder: 'nobody' },
  'setAside.proposed': agency,
};

const settled = (against: string): { readonly [path: string]: string } => ({
  [`${against}.effect`]: 'the decision stands until somebody above the agency says otherwise',
  [`${against}.correction.none`]: 'nobody says that the decision was a mistake',
  [`${against}.appeal.none`]: 'the ruleset knows no appeal',
  [`${against}.appeal.period`]: 'may be appealed; whoever does not has let it be',
  [`${against}.appeal.between`]: 'may be appealed a second time',
  [`${against}.appeal.closed`]: 'no appeal is open any more',
});

export const rests: NonNullable<WorkflowDefinition['rests']> = {
  'pending.examination.silence': 'the agency’s own work is watched beside it',
  'pending.examination.consultation.closed': 'all who were to be asked have said what they say',
  'pending.examination.consultation.none': 'nobody is to be consulted',
  'pending.examination.hearing.held': 'the hearing is over',
  'pending.examination.hearing.none': 'no hearing is needed',
  'pending.examination.inspection.passed': 'the inspection is over',
  'pending.examination.inspection.none': 'no inspection is needed',
  'halted.byCourt': 'stayed for as long as the court says',
  'halted.bySifc': 'suspended with its application or its regime, until that is taken up again',
  'inForce.standing.effective.valid': 'in force until somebody acts on it',
  'inForce.standing.effective.suspended': 'suspended until it is reinstated or revoked',
  'inForce.standing.stayed': 'stayed for as long as the court says',
  'inForce.standing.dormant': 'suspended until the law under which it was given works again',
  'inForce.provision.none': 'the grant is final',
  'inForce.confirmation.none': 'nobody else has to confirm',
  'inForce.confirmation.awaited': 'in force until the other approval is decided, in its own case',
  'inForce.confirmation.confirmed': 'confirmed',
  'inForce.confirmation.replacing.noticed': 'the notice to show cause is followed where notices are',
  'inForce.verification.none': 'nothing is to be verified',
  'inForce.verification.verified': 'verified',
  'inForce.verification.failed': 'the notice to show cause is followed where notices are',
  'inForce.cause.none': 'nothing speaks against the permit',
  'inForce.correction.none': 'nobody says that the grant was a mistake',
  ...settled('refused'),
  ...settled('revoked'),
  'setAside.none': 'set aside unless it is corrected',
};
