import type { EventDeclaration } from '../../src/engine/definition.js';
import { choice, date, list, object, text } from './1-schema.js';

const OFFICER = { role: 'officer', agency: 'case' } as const;
const MANAGER = { role: 'manager', agency: 'case' } as const;
const CONSEQUENCES = ['resumption-of-plot', 'cancellation', 'withdrawal-of-benefit', 'penalty', 'report-to-authority'];
const SUSPENSIONS = ['regime-suspended', 'investor-request', 'inquiry'];

const words = text('Text', 4000);
const basis = text('Legal basis', 500);
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
  | 'withdrawByParent'
  | 'suspendByParent'
  | 'resumeByParent';

export const events: { readonly [type in DutyEventType]: EventDeclaration } = {
  reportFulfilled: {
    title: 'Report that it is done',
    by: ['owner'],
    schema: object('Report', { text: words, 'papers?': papers }),
  },
  confirmFulfilment: {
    title: 'Confirm that it is done',
    by: [OFFICER, MANAGER],
    schema: object('Confirmation', { 'text?': words }),
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
    schema: object('Extension', { until: date('Until'), basis, text: words }),
  },
  proposeConsequence: {
    title: 'Propose what follows',
    by: [OFFICER],
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
