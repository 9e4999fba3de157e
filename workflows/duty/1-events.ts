import type { EventDeclaration } from '../../src/engine/definition.js';
import { choice, dueDate, list, object, text } from './1-schema.js';

const OFFICER = { role: 'officer', agency: 'case' } as const;
const MANAGER = { role: 'manager', agency: 'case' } as const;
const CONSEQUENCES = ['resumption-of-plot', 'cancellation', 'withdrawal-of-benefit', 'penalty', 'report-to-authority'];
/** Why more time is given. */
const EXTENSIONS = ['force-majeure', 'services-late', 'approval-late', 'financing', 'other'];
const SUSPENSIONS = ['regime-suspended', 'investor-request', 'inquiry'];

const words = text('Text', 4000);
const basis = text('Legal basis', 500);
const note = (title: string) => object(title, { 'text?': words });
const papers = list('Papers', text('Paper', 200), 0);

export type DutyEventType =
  | 'reportFulfilled'
  | 'confirmFulfilment'
  | 'rejectReport'
  | 'serveNotice'
  | 'answer'
  | 'giveTime'
  | 'proposeConsequence'
  | 'decideConsequence'
  | 'dismissConsequence'
  | 'release'
  | 'withdrawByParent'
  | 'suspendByParent'
  | 'resumeByParent'
  | 'stayByParent'
  | 'liftStayByParent';

export const events: { readonly [type in DutyEventType]: EventDeclaration } = {
  reportFulfilled: {
    title: 'Report that it is done',
    by: ['owner'],
    schema: object('Report', { text: words, 'papers?': papers }),
  },
  confirmFulfilment: {
    title: 'Confirm that it is done',
    by: [OFFICER, MANAGER],
    schema: note('Confirmation'),
  },
  rejectReport: {
    title: 'Find that it is not done',
    by: [OFFICER, MANAGER],
    schema: object('Finding', { text: words }),
  },
  serveNotice: {
    title: 'Serve a notice to show cause',
    by: [OFFICER, MANAGER],
    schema: object('Notice', { basis, text: words }),
    marks: ['served'],
  },
  answer: { title: 'Show cause', by: ['owner'], schema: object('Cause', { text: words, 'papers?': papers }) },
  giveTime: {
    title: 'Give more time, with reason',
    by: [MANAGER],
    reasons: 'extension',
    schema: object('Extension', { until: dueDate('Until'), code: choice('Reason', EXTENSIONS), basis, text: words }),
  },
  proposeConsequence: {
    title: 'Propose what follows',
    by: [OFFICER],
    reasons: 'refusal',
    schema: object('Proposal', { consequence: choice('Consequence', CONSEQUENCES), basis, text: words }),
  },
  decideConsequence: {
    title: 'Decide as proposed',
    by: [MANAGER],
    notBy: ['proposeConsequence'],
    schema: object('Decision', { text: words }),
    marks: ['decided'],
  },
  dismissConsequence: {
    title: 'Dismiss the proposal',
    by: [MANAGER],
    notBy: ['proposeConsequence'],
    schema: object('Dismissal', { text: words }),
  },
  release: { title: 'No longer owed', by: ['parent'] },
  withdrawByParent: { title: 'Withdrawn with the application', by: ['parent'], schema: note('Withdrawal') },
  suspendByParent: {
    title: 'Suspended with what it hangs on',
    by: ['parent'],
    schema: object('Suspension', { reason: choice('Reason', SUSPENSIONS), basis, 'text?': words }),
  },
  resumeByParent: { title: 'Resumed with what it hangs on', by: ['parent'], schema: note('Resumption') },
  stayByParent: {
    title: 'Stayed with the approval that it comes from',
    by: ['parent'],
    schema: object('Stay', {
      court: text('Court', 200),
      number: text('Number of the order', 100),
      date: text('Date of the order', 10),
    }),
  },
  liftStayByParent: { title: 'No longer stayed with that approval', by: ['parent'], schema: note('End of the stay') },
};
