import {
  allHeard,
  came,
  cancelled,
  closed,
  confirmedMinutes,
  convened,
  mayBeConvened,
  minuted,
  recused,
  voted,
} from './1-committee-notes.js';
import type { ApplicationSetup } from './1-setup.js';
import { refusalPaper } from './1-certificates.js';
import { decidedByCommittee } from './1-decision.js';
import { deferredBy, notify, refusedBy } from './1-notes.js';

/*
 * A committee decides in a meeting: convened with notice, with its quorum, by one vote each of those who have no interest, and in minutes that
 * the secretary draws up and a member confirms. Without a quorum or a majority there is a next meeting.
 */
export function committee(s: ApplicationSetup) {
  return s.createStateConfig({
    initial: 'convening',
    states: {
      convening: {
        on: {
          convene: {
            guard: mayBeConvened,
            target: 'convened',
            actions: [convened(s), notify('agency', 'meeting-convened'), notify('investor', 'meeting-convened')],
          },
          referBack: '#investor-approval.review.underway.project.recommendation',
        },
      },
      convened: {
        after: { meeting: 'sitting' },
        on: {
          declareInterest: { actions: recused(s) },
          cancelMeeting: { target: 'convening', actions: [cancelled(s), notify('agency', 'meeting-cancelled')] },
        },
      },
      sitting: sitting(s),
      counting: counting(s),
      minutes: minutes(s),
    },
  });
}

/** Two tasks at once: the members vote, and the secretary closes the sitting if not all of them come. */
function sitting(s: ApplicationSetup) {
  return s.createStateConfig({
    initial: 'voting',
    always: { guard: allHeard, target: 'counting' },
    on: { closeSitting: 'counting' },
    states: {
      voting: {
        on: {
          vote: { actions: voted(s) },
          declareInterest: { actions: recused(s) },
        },
      },
    },
  });
}

function counting(s: ApplicationSetup) {
  const to = (result: string, target: string) => ({ guard: came(result), target, actions: closed(s) });
  return s.createStateConfig({
    always: [
      to('approve', 'minutes.approval'),
      to('refuse', 'minutes.refusal'),
      to('defer', 'minutes.deferral'),
      { target: 'convening', actions: [closed(s), notify('agency', 'meeting-without-decision')] },
    ],
  });
}

/** Of each outcome the minutes say something else, and the confirmation of each leads elsewhere. */
function minutes(s: ApplicationSetup) {
  const drawnUp = (target: string) => ({ target, actions: minuted(s) });
  const confirmed = confirmedMinutes(s);
  return s.createStateConfig({
    initial: 'approval',
    states: {
      approval: { on: { approve: drawnUp('approvalDrawnUp') } },
      refusal: { on: { refuse: drawnUp('refusalDrawnUp') } },
      deferral: { on: { defer: drawnUp('deferralDrawnUp') } },
      approvalDrawnUp: {
        on: {
          returnMinutes: 'approval',
          confirmMinutes: {
            target: '#investor-approval.review.underway.project.conditions',
            actions: [confirmed, decidedByCommittee(s), notify('investor', 'project-approved')],
          },
        },
      },
      refusalDrawnUp: {
        on: {
          returnMinutes: 'refusal',
          confirmMinutes: { target: '#investor-approval.refused', actions: [confirmed, refusedBy(s), refusalPaper] },
        },
      },
      deferralDrawnUp: {
        on: {
          returnMinutes: 'deferral',
          confirmMinutes: {
            target: '#investor-approval.review.underway.project.deferred',
            actions: [confirmed, deferredBy(s), notify('investor', 'project-deferred')],
          },
        },
      },
    },
  });
}
