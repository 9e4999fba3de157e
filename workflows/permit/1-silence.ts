import { grantPaper } from './1-certificates.js';
import { deemed } from './1-decided.js';
import { kept, notify, serviceOf } from './1-notes.js';
import type { PermitSetup, Said } from './1-setup.js';

const DEEMED_AFTER_REMINDER = 'deemed-after-reminder';

/**
 * What the law makes of the agency's silence. Its clocks run through scrutiny, query, decision and service alike. A clock without force
 * grants nothing: the head of the agency is asked what the law is.
 */
export function silence(s: PermitSetup) {
  // A grant by silence is told in other words than a signed one, to people and to the parent alike.
  const bySilence = {
    target: '#permit.inForce',
    actions: [deemed(s), grantPaper(), notify('investor', 'permit-granted-by-silence')],
  } as const;
  const unconfirmed = [notify('agency', 'silence-to-be-judged'), notify('investor', 'silence-to-be-judged')] as const;
  return s.createStateConfig({
    initial: 'running',
    after: { deemed: bySilence },
    on: { 'clock.passed.deemed': { target: '.asked', actions: unconfirmed } },
    states: {
      running: {
        after: {
          decision: {
            target: 'overdue',
            actions: [notify('agency', 'decision-overdue'), notify('investor', 'decision-overdue')],
          },
        },
      },
      // The first time is over. Where the law says so, silence grants once the agency was reminded in writing and a second time is over.
      overdue: {
        on: {
          remind: {
            guard: ({ context }: Said) => context.approval.silence.rule === DEEMED_AFTER_REMINDER,
            target: 'reminded',
            actions: [kept(s, 'reminder', serviceOf), notify('agency', 'reminded-by-investor')],
          },
        },
      },
      reminded: {
        after: { afterReminder: bySilence },
        on: { 'clock.passed.afterReminder': { target: 'asked', actions: unconfirmed } },
      },
      asked: {
        on: {
          confirmSilence: bySilence,
          denySilence: { target: 'denied', actions: notify('investor', 'silence-grants-nothing') },
        },
      },
      denied: {},
    },
  });
}
