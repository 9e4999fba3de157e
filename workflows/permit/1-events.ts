import type { EventDeclaration } from '../../src/engine/definition.js';
import { FILING, filingFor, papers } from './1-filing.js';
import { choice, date, list, object, text } from './1-schema.js';

const OFFICER = { role: 'officer', agency: 'case' } as const;
const MANAGER = { role: 'manager', agency: 'case' } as const;

/** Grounds on which a query may be put. Whether time stops for one of them is for the ruleset to say, clock by clock. */
const GROUNDS = ['incomplete-papers', 'site-visit-refused', 'fee-unpaid', 'clarification'];
const REFUSALS =
  'not-eligible unlawful-use environmental-harm safety land-use capacity public-interest false-statement fee-unpaid incomplete-papers other';
const RETURNS = ['papers-not-supplied', 'query-not-answered', 'fee-unpaid', 'wrong-forum'];
const INTERRUPTIONS = [
  'breach-of-conditions',
  'false-statement',
  'public-safety',
  'fee-unpaid',
  'order-of-authority',
  'other',
];
/** Why the lead agency may suspend an application with all its cases. */
const SUSPENSIONS = ['regime-suspended', 'investor-request', 'inquiry'];

const words = text('Text', 4000);
const basis = text('Legal basis', 500);
const reasoned = (title: string, codes: readonly string[]) =>
  object(title, { code: choice('Reason', codes), basis, text: words });

const filing: { readonly [type in FilingEvent]: EventDeclaration } = {
  lodge: {
    title: 'Lodge the filing',
    by: ['owner'],
    schema: FILING,
    under: ({ approval }) => filingFor(approval),
    marks: ['lodged'],
  },
  declareComplete: {
    title: 'Declare the filing complete',
    by: [OFFICER],
    schema: object('Completeness', { 'text?': words }),
    marks: ['complete'],
  },
  declareIncomplete: {
    title: 'Ask for everything that is missing, in one list',
    by: [OFFICER],
    schema: object('Deficiencies', { items: list('What is missing', text('Item', 500)), 'text?': words }),
  },
  // What is lodged is the filing as it now stands, so the check of completeness begins anew.
  supply: {
    title: 'Supply what is missing',
    by: ['owner'],
    schema: object('Supply', { text: words, 'papers?': papers }),
    marks: ['lodged'],
  },
  returnFiling: { title: 'Return the filing', by: [OFFICER, MANAGER], schema: reasoned('Return', RETURNS) },
  withdraw: { title: 'Withdraw', by: ['owner'], schema: object('Withdrawal', { 'text?': words }) },
};
type FilingEvent = 'lodge' | 'declareComplete' | 'declareIncomplete' | 'supply' | 'returnFiling' | 'withdraw';

const examination: { readonly [type in ExaminationEvent]: EventDeclaration } = {
  query: {
    title: 'Put a query to the investor (one round)',
    by: [OFFICER],
    schema: object('Query', {
      ground: choice('Ground', GROUNDS),
      text: words,
      items: list('Questions', text('Question', 500)),
    }),
  },
  answer: { title: 'Answer the query', by: ['owner'], schema: object('Answer', { text: words, 'papers?': papers }) },
  proceed: { title: 'Go on without an answer', by: [OFFICER], schema: object('Note', { 'text?': words }) },
  recommend: {
    title: 'Recommend a decision',
    by: [OFFICER, MANAGER],
    schema: object('Recommendation', { outcome: choice('Recommended', ['grant', 'refuse']), text: words }),
  },
  referBack: {
    title: 'Refer back to scrutiny',
    by: [OFFICER, MANAGER],
    notBy: ['recommend'],
    schema: object('Reference', { text: words }),
  },
  grant: {
    title: 'Grant',
    by: [OFFICER, MANAGER],
    notBy: ['recommend'],
    schema: object('Grant', { basis, text: words, 'conditions?': list('Conditions', text('Condition', 1000), 0) }),
    marks: ['decided', 'granted'],
  },
  refuse: {
    title: 'Refuse',
    by: [OFFICER, MANAGER],
    notBy: ['recommend'],
    schema: reasoned('Refusal', REFUSALS.split(' ')),
    marks: ['decided'],
  },
};
type ExaminationEvent = 'query' | 'answer' | 'proceed' | 'recommend' | 'referBack' | 'grant' | 'refuse';

const afterwards: { readonly [type in LaterEvent]: EventDeclaration } = {
  suspend: { title: 'Suspend the permit', by: [MANAGER], schema: reasoned('Suspension', INTERRUPTIONS) },
  reinstate: { title: 'Reinstate the permit', by: [MANAGER], schema: object('Reinstatement', { basis, text: words }) },
  revoke: { title: 'Revoke the permit', by: [MANAGER], schema: reasoned('Revocation', INTERRUPTIONS) },
  setAside: {
    title: 'Set aside on the order of a higher authority',
    by: [MANAGER],
    schema: object('Setting aside', {
      code: choice('Reason', ['order-of-authority', 'order-of-court']),
      basis,
      text: words,
    }),
  },
  surrender: { title: 'Surrender the permit', by: ['owner'], schema: object('Surrender', { 'text?': words }) },
  stay: {
    title: 'Record a stay by a court',
    by: [OFFICER, MANAGER],
    schema: object('Stay', {
      court: text('Court', 200),
      number: text('Number of the order', 100),
      date: date('Date of the order'),
    }),
  },
  liftStay: {
    title: 'Record that the stay is lifted',
    by: [OFFICER, MANAGER],
    schema: object('End of the stay', { number: text('Number of the order', 100), date: date('Date of the order') }),
  },
};
type LaterEvent = 'suspend' | 'reinstate' | 'revoke' | 'setAside' | 'surrender' | 'stay' | 'liftStay';

const correction: { readonly [type in CorrectionEvent]: EventDeclaration } = {
  proposeCorrection: {
    title: 'Propose to correct a mistaken act',
    by: [OFFICER, MANAGER],
    schema: object('Correction', {
      seq: { type: 'integer', title: 'Number of the mistaken event', minimum: 1 },
      text: words,
    }),
  },
  countersignCorrection: {
    title: 'Countersign the correction',
    by: [OFFICER, MANAGER],
    notBy: ['proposeCorrection'],
    schema: object('Countersignature', { 'text?': words }),
  },
  dismissCorrection: {
    title: 'Dismiss the correction',
    by: [OFFICER, MANAGER],
    notBy: ['proposeCorrection'],
    schema: object('Dismissal', { text: words }),
  },
};
type CorrectionEvent = 'proposeCorrection' | 'countersignCorrection' | 'dismissCorrection';

const ofTheParent: { readonly [type in ParentEvent]: EventDeclaration } = {
  withdrawByParent: {
    title: 'Withdrawn with the application',
    by: ['parent'],
    schema: object('Withdrawal', { 'text?': words }),
  },
  suspendByParent: {
    title: 'Suspended with the application',
    by: ['parent'],
    schema: object('Suspension', { reason: choice('Reason', SUSPENSIONS), basis, 'text?': words }),
  },
  resumeByParent: {
    title: 'Resumed with the application',
    by: ['parent'],
    schema: object('Resumption', { 'text?': words }),
  },
};
type ParentEvent = 'withdrawByParent' | 'suspendByParent' | 'resumeByParent';

export type PermitEventType = FilingEvent | ExaminationEvent | LaterEvent | CorrectionEvent | ParentEvent;

export const events: { readonly [type in PermitEventType]: EventDeclaration } = {
  ...filing,
  ...examination,
  ...afterwards,
  ...correction,
  ...ofTheParent,
};
