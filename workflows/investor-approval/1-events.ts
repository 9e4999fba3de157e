import type { EventDeclaration } from '../../src/engine/definition.js';
import { OUTCOMES } from './1-approvals.js';
import { AMENDMENT, bySite, SCHEDULES } from './1-facts.js';
import { review, type ReviewEvent } from './1-review-events.js';
import { aboutOthers } from './1-mistakes.js';
import { choice, date, list, object, personal, text } from './1-schema.js';

const OFFICER = { role: 'officer', agency: 'case' } as const;
const MANAGER = { role: 'manager', agency: 'case' } as const;

/** Why the lead agency may suspend an application with all its cases. */
const SUSPENSIONS = ['regime-suspended', 'investor-request', 'inquiry'];
/** Why an investor gives up, for whoever wants to say it: nobody has to. */
const WITHDRAWALS = [
  'no-financing',
  'too-slow',
  'too-costly',
  'hard-requirements',
  'market-changed',
  'site-unsuitable',
  'invests-elsewhere',
  'other',
];
/** What an application that is not complete lacks. */
const DEFICIENCIES = ['incomplete-papers', 'defective-papers', 'incomplete-particulars'];
const RETURNS = ['papers-not-supplied', 'wrong-forum', 'other'];
const DUTY_OUTCOMES = ['fulfilled', 'enforced', 'withdrawn'];
const CHANGE_OUTCOMES = ['accepted', 'declined', 'withdrawn'];
const DISCONTINUATIONS = ['approval-refused', 'approval-lost', 'no-progress', 'other'];

const words = text('Text', 4000);
const basis = text('Legal basis', 500);
/** With its site, where there are several: `building-plan@mill`. */
const approval = text('Approval', 100);
const reasoned = (title: string, codes: readonly string[]) =>
  object(title, { code: choice('Reason', codes), basis, text: words });
const withdrawal: EventDeclaration = {
  title: 'Withdraw',
  by: ['owner'],
  schema: object('Withdrawal', { 'code?': choice('Reason', WITHDRAWALS), 'text?': words }),
};

type ScreeningEvent =
  'amend' | 'submit' | 'declareComplete' | 'declareIncomplete' | 'supply' | 'returnFiling' | 'withdraw';
const screening: { readonly [type in ScreeningEvent]: EventDeclaration } = {
  amend: { title: 'Amend the draft', by: ['owner'], schema: AMENDMENT },
  submit: { title: 'Submit the application', by: ['owner'], marks: ['lodged'] },
  declareComplete: {
    title: 'Accept the application as complete',
    by: [OFFICER],
    schema: object('Acceptance', {
      'environmentalSchedule?': choice('Environmental schedule, where it is another than stated', SCHEDULES),
      'schedules?': bySite('Environmental schedules of single sites', choice('Environmental schedule', SCHEDULES)),
      'rejected?': list('Proofs rejected', object('Proof rejected', { approval, text: words }), 0),
      'text?': words,
    }),
    mistakes: aboutOthers,
    marks: ['complete'],
  },
  declareIncomplete: {
    title: 'Ask for everything that is missing, in one letter',
    by: [OFFICER],
    reasons: 'query',
    schema: object('Deficiencies', {
      code: choice('Reason', DEFICIENCIES),
      basis,
      text: words,
      items: list('What is missing', text('Item', 500)),
    }),
  },
  supply: {
    title: 'Supply what is missing',
    by: ['owner'],
    schema: object('Supply', { text: words, 'application?': AMENDMENT }),
    marks: ['lodged'],
  },
  returnFiling: {
    title: 'Return the application',
    by: [OFFICER],
    reasons: 'refusal',
    schema: reasoned('Return', RETURNS),
  },
  withdraw: withdrawal,
};

type ApprovalsEvent =
  'approvalDecided' | 'dutyEnded' | 'relodge' | 'discontinue' | 'reportReady' | 'recordDefects' | 'confirmOperations';
const approvals: { readonly [type in ApprovalsEvent]: EventDeclaration } = {
  approvalDecided: {
    title: 'An approval is decided, or its standing has changed',
    by: ['child'],
    schema: object('Outcome', {
      child: text('Key of the case', 120),
      outcome: choice('Outcome', OUTCOMES),
      'awaits?': approval,
      'court?': text('Court', 200),
      'number?': text('Number of the order', 100),
      'date?': text('Date of the order', 10),
      'to?': text('Approval or agency with which it goes on', 100),
      'lodgedAt?': { type: 'integer', title: 'Time of receipt' },
      'papers?': list('Papers', text('Paper', 200), 0),
      'challan?': { type: ['object', 'null'], title: 'Challan of the fee' },
      'subject?': { type: ['string', 'null'], title: 'What is asked for', maxLength: 200 },
    }),
  },
  dutyEnded: {
    title: 'A duty is done, or has had its consequence',
    by: ['child'],
    schema: object('Outcome', {
      child: text('Key of the case', 120),
      outcome: choice('Outcome', DUTY_OUTCOMES),
      'consequence?': text('Consequence', 60),
      'text?': words,
    }),
  },
  relodge: {
    title: 'Lodge an approval anew',
    by: ['owner'],
    schema: object('Filing', { approval, 'text?': words }),
  },
  discontinue: {
    title: 'Discontinue: a needed approval cannot be had',
    by: [MANAGER],
    reasons: 'refusal',
    schema: reasoned('Discontinuation', DISCONTINUATIONS),
  },
  reportReady: { title: 'Report that the plant is ready', by: ['owner'], schema: object('Report', { text: words }) },
  recordDefects: {
    title: 'Record what the inspection found wanting',
    by: [OFFICER],
    schema: object('Defects', { items: list('Defects', text('Defect', 500)), 'text?': words }),
  },
  confirmOperations: {
    title: 'Confirm that the project operates',
    by: [OFFICER],
    schema: object('Confirmation', { inspectedOn: date('Date of the inspection'), text: words }),
    marks: ['operational'],
  },
};

type ChangeEvent = 'proposeScope' | 'proposeParty' | 'changeDecided';
const changes: { readonly [type in ChangeEvent]: EventDeclaration } = {
  proposeScope: {
    title: 'Propose another scope',
    by: ['owner'],
    schema: object('Change of scope', { application: AMENDMENT, text: words }),
  },
  proposeParty: {
    title: 'Propose another sponsor or representative',
    by: ['owner'],
    schema: object('Change of a party', {
      party: choice('Party', ['sponsor', 'representative']),
      name: personal(text('Name', 200)),
      paper: text('Paper that says so', 200),
      'account?': text('Account number, where that person is to represent a company here', 300),
      'text?': words,
    }),
  },
  changeDecided: {
    title: 'A change is accepted or declined',
    by: ['child'],
    schema: object('Outcome', { child: text('Key of the case', 120), outcome: choice('Outcome', CHANGE_OUTCOMES) }),
  },
};

type LeadEvent = 'suspend' | 'resume' | 'proposeCorrection' | 'countersignCorrection' | 'dismissCorrection';
const lead: { readonly [type in LeadEvent]: EventDeclaration } = {
  suspend: {
    title: 'Suspend the application and its open cases',
    by: [MANAGER],
    schema: object('Suspension', {
      reason: choice('Reason', SUSPENSIONS),
      basis,
      'text?': words,
      'regime?': text('Suspension of a whole regime, of which this is part', 60),
    }),
  },
  resume: {
    title: 'Resume the application and its cases',
    by: [MANAGER],
    schema: object('Resumption', { 'text?': words }),
  },
  proposeCorrection: {
    title: 'Propose to correct a mistaken refusal',
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

export type ApplicationEventType = ScreeningEvent | ReviewEvent | ApprovalsEvent | ChangeEvent | LeadEvent;

export const events: { readonly [type in ApplicationEventType]: EventDeclaration } = {
  ...screening,
  ...review,
  ...approvals,
  ...changes,
  ...lead,
};
