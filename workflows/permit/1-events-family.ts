import type { EventDeclaration } from '../../src/engine/definition.js';
import { choice, date, MANAGER, note, object, OFFICER, remark, text, words } from './1-schema.js';

type CorrectionEvent = 'proposeCorrection' | 'countersignCorrection' | 'dismissCorrection';

export const correction: { readonly [type in CorrectionEvent]: EventDeclaration } = {
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
    schema: note('Countersignature'),
  },
  dismissCorrection: {
    title: 'Dismiss the correction',
    by: [OFFICER, MANAGER],
    notBy: ['proposeCorrection'],
    schema: remark('Dismissal'),
  },
};

/** Why the lead agency may suspend an application with all its cases. */
const SUSPENSIONS = ['regime-suspended', 'investor-request', 'inquiry'];

type FamilyEvent =
  | 'withdrawByParent'
  | 'suspendByParent'
  | 'resumeByParent'
  | 'stayByParent'
  | 'liftStayByParent'
  | 'confirmationDecided'
  | 'consultationEnded'
  | 'dutyEnded';

const id = (title: string) => text(title, 200);

/** What comes from the application above, and from the consultations and duties below. */
export const family: { readonly [type in FamilyEvent]: EventDeclaration } = {
  withdrawByParent: { title: 'Withdrawn with the application', by: ['parent'], schema: note('Withdrawal') },
  suspendByParent: {
    title: 'Suspended with the application',
    by: ['parent'],
    schema: object('Suspension', {
      reason: choice('Reason', SUSPENSIONS),
      basis: text('Legal basis', 500),
      'text?': words,
    }),
  },
  resumeByParent: { title: 'Resumed with the application', by: ['parent'], schema: note('Resumption') },
  stayByParent: {
    title: 'Stayed with the approval on which this one depends',
    by: ['parent'],
    schema: object('Stay', {
      court: text('Court', 200),
      number: text('Number of the order', 100),
      date: date('Date of the order'),
    }),
  },
  liftStayByParent: { title: 'No longer stayed with that approval', by: ['parent'], schema: note('End of the stay') },
  confirmationDecided: {
    title: 'The confirming approval is decided',
    by: ['parent'],
    schema: object('Outcome', { approval: id('Approval'), outcome: id('Outcome') }),
  },
  consultationEnded: {
    title: 'A consulted agency has given its view, or was silent',
    by: ['child'],
    schema: object('View', { child: id('Case'), outcome: id('View'), agency: id('Agency'), 'text?': words }),
  },
  dutyEnded: {
    title: 'A duty is done, or has had its consequence',
    by: ['child'],
    schema: object('Duty', {
      child: id('Case'),
      outcome: id('Outcome'),
      'consequence?': id('Consequence'),
      'text?': words,
    }),
  },
};
