import type { EventDeclaration } from '../../src/engine/definition.js';
import {
  basis,
  choice,
  date,
  dueDate,
  DESK,
  list,
  MANAGER,
  note,
  object,
  OFFICER,
  papers,
  personal,
  proofOfService,
  reasoned,
  remark,
  sealed,
  text,
  words,
} from './1-schema.js';

type FactEvent =
  | 'callHearing'
  | 'serveHearingNotice'
  | 'registerObjector'
  | 'adjournHearing'
  | 'recordMinutes'
  | 'appointInspection'
  | 'passInspection'
  | 'failInspection'
  | 'reportCured';

const report = {
  on: date('Inspected on'),
  text: words,
  'photographs?': list('Photographs (documents)', text('Document', 200), 0),
};

/** Hearings and inspections: how the agency comes to know what it decides on. */
export const findings: { readonly [type in FactEvent]: EventDeclaration } = {
  callHearing: {
    title: 'Call the public hearing',
    by: [OFFICER, MANAGER],
    schema: object('Hearing', { place: text('Place', 300), date: date('Date'), text: words }),
  },
  serveHearingNotice: {
    title: 'Record that the notice of the hearing was published',
    by: [OFFICER],
    schema: proofOfService('Publication'),
    marks: ['noticed'],
  },
  registerObjector: {
    title: 'Register an objector',
    by: [OFFICER, DESK],
    schema: object('Objector', {
      name: personal(text('Name', 200)),
      'address?': personal(text('Address', 500)),
      text: words,
    }),
  },
  adjournHearing: {
    title: 'Adjourn the hearing',
    by: [OFFICER, MANAGER],
    schema: object('Adjournment', { until: dueDate('To'), text: text('Reason', 4000) }),
  },
  recordMinutes: {
    title: 'Record the minutes of the hearing',
    by: [OFFICER],
    schema: object('Minutes', {
      on: date('Held on'),
      present: list('Present', personal(text('Name', 200))),
      text: words,
      'papers?': papers,
    }),
  },
  appointInspection: {
    title: 'Appoint an inspection',
    by: [OFFICER],
    schema: object('Appointment', { date: date('Date'), place: text('Place', 300) }),
  },
  passInspection: { title: 'Report an inspection without faults', by: [OFFICER], schema: object('Report', report) },
  failInspection: {
    title: 'Report what the inspection found at fault',
    by: [OFFICER],
    schema: object('Report', { ...report, items: list('Faults', text('Fault', 500)) }),
  },
  reportCured: {
    title: 'Report that the faults are cured',
    by: ['owner'],
    schema: object('Cure', { text: words, 'papers?': papers }),
  },
};

const REFUSALS =
  'not-eligible unlawful-use environmental-harm safety land-use capacity public-interest false-statement fee-unpaid incomplete-papers other';
/** Through the portal a decision is served by the act that signs it; what goes another way is served when it arrives. */
const OTHER_WAYS = ['portal', 'email', 'post', 'hand'];
const service = { 'service?': choice('To be served by', OTHER_WAYS) };
const condition = object('Condition', {
  kind: choice('Kind', ['precedent', 'subsequent']),
  text: text('Condition', 1000),
  'by?': dueDate('To be kept by'),
});

type DecisionEvent =
  | 'recommend'
  | 'referBack'
  | 'grant'
  | 'refuse'
  | 'defer'
  | 'takeUp'
  | 'serve'
  | 'remind'
  | 'confirmSilence'
  | 'denySilence';

export const decision: { readonly [type in DecisionEvent]: EventDeclaration } = {
  recommend: {
    title: 'Recommend a decision',
    by: [OFFICER, MANAGER],
    schema: object('Recommendation', { outcome: choice('Recommended', ['grant', 'refuse']), text: words }),
  },
  referBack: {
    title: 'Refer back to scrutiny',
    by: [OFFICER, MANAGER],
    notBy: ['recommend'],
    schema: remark('Reference'),
  },
  grant: {
    title: 'Grant',
    first: true,
    by: [OFFICER, MANAGER],
    notBy: ['recommend'],
    schema: object('Grant', {
      basis,
      text: words,
      'conditions?': list('Conditions', condition, 0),
      'provisional?': { type: 'boolean', title: 'Provisional: it expires unless it is confirmed' },
      ...service,
    }),
    marks: ['decided', 'granted'],
  },
  refuse: {
    title: 'Refuse',
    by: [OFFICER, MANAGER],
    reasons: 'refusal',
    notBy: ['recommend'],
    schema: object('Refusal', {
      code: choice('Reason', REFUSALS.split(' ')),
      basis,
      text: words,
      'sealed?': sealed,
      ...service,
    }),
    marks: ['decided'],
  },
  defer: {
    title: 'Defer the decision to a date',
    by: [OFFICER, MANAGER],
    notBy: ['recommend'],
    schema: object('Deferral', { until: dueDate('To'), text: text('Reason', 4000) }),
  },
  takeUp: { title: 'Take up the deferred decision', by: [OFFICER, MANAGER], schema: note('Note') },
  serve: {
    title: 'Record that the decision was served',
    by: [OFFICER, MANAGER],
    schema: proofOfService('Service'),
    marks: ['served'],
  },
  // What the investor says counts from when it is said; an earlier service is recorded from paper by a desk.
  remind: {
    title: 'Remind the agency in writing',
    by: ['owner', DESK],
    schema: proofOfService('Reminder'),
    marks: ['reminded'],
  },
  confirmSilence: {
    title: 'Say that silence has granted the permit',
    first: true,
    by: [MANAGER],
    reasons: 'silence',
    schema: reasoned('Finding', ['time-over', 'time-over-after-reminder', 'other']),
  },
  denySilence: {
    title: 'Say that silence has granted nothing',
    by: [MANAGER],
    reasons: 'silence',
    schema: reasoned('Finding', ['law-grants-nothing', 'time-not-over', 'filing-incomplete', 'other']),
  },
};

export const INTERRUPTIONS = [
  'breach-of-conditions',
  'false-statement',
  'public-safety',
  'fee-unpaid',
  'order-of-authority',
  'person-not-cleared',
  'objection',
  'other',
];
export const interruption = (title: string) => reasoned(title, INTERRUPTIONS);
