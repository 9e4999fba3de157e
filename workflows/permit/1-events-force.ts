import type { EventDeclaration } from '../../src/engine/definition.js';
import { interruption } from './1-events-examination.js';
import {
  date,
  DESK,
  grounded,
  LEAD,
  MANAGER,
  note,
  object,
  OFFICER,
  papers,
  personal,
  reasoned,
  remark,
  text,
  words,
} from './1-schema.js';

const LAPSES = ['not-confirmed-in-time', 'breach-of-conditions', 'other'];

type ForceEvent =
  | 'reportDischarge'
  | 'confirmDischarge'
  | 'denyDischarge'
  | 'confirmGrant'
  | 'declareLapsed'
  | 'replacePerson'
  | 'verify'
  | 'failVerification'
  | 'giveNotice'
  | 'answerNotice'
  | 'dropNotice'
  | 'suspend'
  | 'reinstate'
  | 'revoke'
  | 'surrender'
  | 'beginDuty';

/** What may become of a permit once it is granted. */
export const force: { readonly [type in ForceEvent]: EventDeclaration } = {
  reportDischarge: {
    title: 'Report that the conditions precedent are discharged',
    by: ['owner'],
    schema: object('Discharge', { text: words, 'papers?': papers }),
  },
  confirmDischarge: { title: 'Find the conditions precedent discharged', by: [OFFICER], schema: note('Finding') },
  denyDischarge: { title: 'Find a condition precedent not discharged', by: [OFFICER], schema: remark('Finding') },
  confirmGrant: { title: 'Confirm the provisional grant', by: [OFFICER, MANAGER], schema: grounded('Confirmation') },
  declareLapsed: {
    title: 'Say that the provisional grant has lapsed',
    by: [MANAGER],
    reasons: 'refusal',
    schema: reasoned('Finding', LAPSES),
  },
  replacePerson: {
    title: 'Replace the person who was not cleared',
    by: ['owner'],
    schema: object('Replacement', { person: personal(text('New person', 200)), text: words, 'papers?': papers }),
  },
  verify: { title: 'Find what was granted verified', by: [OFFICER], schema: remark('Finding') },
  failVerification: {
    title: 'Find what was granted not as stated',
    by: [OFFICER],
    reasons: 'refusal',
    schema: interruption('Finding'),
  },
  giveNotice: {
    title: 'Give notice to show cause',
    by: [OFFICER, MANAGER],
    reasons: 'query',
    schema: interruption('Notice'),
  },
  answerNotice: {
    title: 'Show cause',
    by: ['owner'],
    schema: object('Cause', { text: words, 'papers?': papers }),
  },
  dropNotice: { title: 'Let the notice fall', by: [MANAGER], schema: remark('Reason') },
  suspend: { title: 'Suspend the permit', by: [MANAGER], reasons: 'refusal', schema: interruption('Suspension') },
  reinstate: { title: 'Reinstate the permit', by: [MANAGER], schema: grounded('Reinstatement') },
  revoke: {
    title: 'Revoke the permit',
    by: [MANAGER],
    reasons: 'refusal',
    schema: interruption('Revocation'),
    marks: ['served'],
  },
  surrender: { title: 'Surrender the permit', by: ['owner'], schema: note('Surrender') },
  beginDuty: {
    title: 'Record that a duty has begun to count',
    by: [OFFICER],
    schema: object('Duty', { duty: text('Duty of the approval (its id in the ruleset)', 60), text: words }),
  },
};

type ReviewEvent =
  | 'fileAppeal'
  | 'fileSecondAppeal'
  | 'dismissAppeal'
  | 'remand'
  | 'setAside'
  | 'stayDecision'
  | 'liftDecisionStay'
  | 'stay'
  | 'liftStay'
  | 'suspendRegime'
  | 'resumeRegime';

const appeal = object('Appeal', { text: text('Grounds', 4000), 'papers?': papers });
const order = { number: text('Number of the order', 100), date: date('Date of the order'), text: words };

/** What authorities and courts above the agency do. They do not log in: the agency bound by the order, or the lead desk, records it. */
export const reviewing: { readonly [type in ReviewEvent]: EventDeclaration } = {
  fileAppeal: { title: 'Appeal', by: ['owner'], schema: appeal, marks: ['appealed'] },
  fileSecondAppeal: { title: 'Appeal to the second authority', by: ['owner'], schema: appeal, marks: ['appealed'] },
  dismissAppeal: {
    title: 'Record that the authority upheld the decision',
    by: [MANAGER, DESK],
    schema: object('Order', order),
    marks: ['appealDecided'],
  },
  remand: {
    title: 'Record that the authority remanded the case',
    by: [MANAGER, DESK],
    schema: object('Order', { ...order, text: text('Directions', 4000) }),
    marks: ['remanded'],
  },
  setAside: {
    title: 'Set aside on the order of a higher authority',
    by: [MANAGER, DESK],
    reasons: 'refusal',
    schema: reasoned('Setting aside', ['order-of-authority', 'order-of-court']),
  },
  stayDecision: {
    title: 'Record that the authority stayed the decision pending appeal',
    by: [MANAGER, DESK],
    schema: object('Order', order),
  },
  liftDecisionStay: {
    title: 'Record that the decision is no longer stayed',
    by: [MANAGER, DESK],
    schema: object('Order', order),
  },
  stay: {
    title: 'Record a stay by a court',
    by: [OFFICER, MANAGER],
    schema: object('Stay', {
      court: text('Court', 200),
      number: text('Number of the order', 100),
      date: date('Date of the order'),
      'dependents?': { type: 'boolean', title: 'With the approvals that depend on this one' },
    }),
  },
  liftStay: {
    title: 'Record that the stay is lifted',
    by: [OFFICER, MANAGER],
    schema: object('End of the stay', { number: text('Number of the order', 100), date: date('Date of the order') }),
  },
  suspendRegime: {
    title: 'Suspend with the whole regime',
    by: [LEAD],
    schema: object('Suspension of the regime', {
      basis: text('Legal basis', 500),
      'text?': words,
      regime: text('Order that suspends it', 60),
    }),
  },
  resumeRegime: {
    title: 'Resume with the whole regime',
    by: [LEAD],
    schema: object('Resumption of the regime', { regime: text('Order that suspended it', 60), 'text?': words }),
  },
};
