import type { EventDeclaration } from '../../src/engine/definition.js';
import { VOTES } from './1-bodies.js';
import { votedOrRecused, withInterest } from './1-committee-notes.js';
import { choice, date, list, object, sealed, text } from './1-schema.js';

const OFFICER = { role: 'officer', agency: 'case' } as const;
const MANAGER = { role: 'manager', agency: 'case' } as const;
const MEMBER = { role: 'member', agency: 'case' } as const;

const FINDINGS = ['favourable', 'mixed', 'unfavourable'];
const REFUSALS =
  'not-eligible sector-closed land-not-available financing-not-shown due-diligence security-clearance false-statement other';
const INTERESTS = ['shareholding', 'employment', 'family', 'dealings', 'other'];
/** Who has found on a project does not decide on it. */
const FOUND = ['recordAppraisal', 'recordDiligence', 'recommend'];

const words = text('Text', 4000);
const basis = text('Legal basis', 500);
const refusal = object('Refusal', {
  code: choice('Reason', REFUSALS.split(' ')),
  basis,
  text: words,
  'sealed?': sealed,
});
const condition = text('Condition', 1000);

const assessment = {
  recordAppraisal: {
    title: 'Record the appraisal of the sector',
    by: [OFFICER],
    schema: object('Appraisal', { finding: choice('Finding', FINDINGS), text: words }),
  },
  recordDiligence: {
    title: 'Record the due diligence',
    by: [OFFICER],
    schema: object('Due diligence', { finding: choice('Finding', FINDINGS), text: words, 'sealed?': sealed }),
  },
  recommend: {
    title: 'Recommend a decision',
    by: [OFFICER, MANAGER],
    schema: object('Recommendation', { outcome: choice('Recommended', ['approve', 'refuse', 'defer']), text: words }),
  },
  referBack: {
    title: 'Refer back for another recommendation',
    by: [OFFICER, MANAGER],
    notBy: ['recommend'],
    schema: object('Reference', { text: words }),
  },
  accept: {
    title: 'Accept for facilitation',
    by: [MANAGER],
    notBy: FOUND,
    schema: object('Acceptance for facilitation', { basis, text: words }),
    marks: ['decided'],
  },
  decline: {
    title: 'Refuse to facilitate',
    by: [MANAGER],
    reasons: 'refusal',
    notBy: FOUND,
    schema: refusal,
    marks: ['decided'],
  },
} as const satisfies { readonly [type: string]: EventDeclaration };

/** Of a committee: `approve`, `refuse` and `defer` draw up the minutes of what the votes came to. */
const committee = {
  convene: {
    title: 'Convene the committee',
    by: [OFFICER, MANAGER],
    schema: object('Meeting', { heldOn: date('Date of the meeting'), place: text('Place', 200), 'text?': words }),
  },
  cancelMeeting: {
    title: 'Cancel the meeting',
    by: [OFFICER, MANAGER],
    schema: object('Cancellation', { text: words }),
  },
  declareInterest: {
    title: 'Declare an interest, and take no part',
    recuses: true,
    by: [MEMBER],
    // A vote that is cast stands: the interest is declared before it.
    except: votedOrRecused,
    schema: object('Interest', { nature: choice('Nature of the interest', INTERESTS), text: words }),
  },
  vote: {
    title: 'Vote',
    by: [MEMBER],
    notBy: FOUND,
    except: votedOrRecused,
    schema: object('Vote', { outcome: choice('Vote', VOTES), text: words }),
  },
  closeSitting: {
    title: 'Close the sitting',
    by: [OFFICER, MANAGER],
    schema: object('Closure', { 'text?': words }),
  },
  approve: {
    title: 'Draw up the minutes: approved',
    by: [OFFICER, MANAGER],
    schema: object('Approval', {
      basis,
      text: words,
      'precedent?': list('Conditions precedent: the next stage waits for them', condition, 0),
      'subsequent?': list(
        'Conditions subsequent',
        object('Condition subsequent', { text: condition, dueOn: date('To be met by') }),
        0,
      ),
      'provisionalUntil?': date('Provisional, to be made final by'),
    }),
  },
  refuse: {
    title: 'Draw up the minutes: refused',
    by: [OFFICER, MANAGER],
    reasons: 'refusal',
    schema: refusal,
  },
  defer: {
    title: 'Draw up the minutes: deferred',
    by: [OFFICER, MANAGER],
    schema: object('Deferral', { until: date('Until'), text: words }),
  },
  returnMinutes: {
    title: 'Return the minutes to the secretary',
    by: [MEMBER],
    except: withInterest,
    schema: object('Remarks', { text: words }),
  },
  confirmMinutes: {
    title: 'Confirm the minutes',
    by: [MEMBER],
    notBy: [...FOUND, 'approve', 'refuse', 'defer'],
    except: withInterest,
    schema: object('Confirmation', { 'text?': words }),
    marks: ['decided'],
  },
  takeUp: { title: 'Take up before the date', by: [OFFICER, MANAGER], schema: object('Note', { text: words }) },
} as const satisfies { readonly [type: string]: EventDeclaration };

export type ReviewEvent = keyof typeof assessment | keyof typeof committee;

export const review: { readonly [type in ReviewEvent]: EventDeclaration } = { ...assessment, ...committee };
