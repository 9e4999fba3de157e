import { revocationPaper } from './1-certificates.js';
import { viewed } from './1-consultation.js';
import { ended, isBroken } from './1-duties.js';
import { added, endedFor, notify, reasonsOf, wordsOf } from './1-notes.js';
import type { Heard, PermitSetup } from './1-setup.js';

/**
 * No right is taken away unheard. Whatever speaks against a permit in force (a failed verification, a late objection, a duty not done,
 * a person not replaced) leads to a notice to show cause; the investor is heard or lets the time pass; the head of the agency then decides.
 */
export function cause(s: PermitSetup) {
  const notice = { target: 'noticed', actions: [noted(s), notify('investor', 'show-cause')] } as const;
  const isLate = ({ event }: Heard) => event.outcome === 'late-objection';
  const broken = { guard: isBroken, target: 'heard', actions: [ended(s), noted(s)] } as const;
  const further = {
    giveNotice: { actions: [noted(s), notify('investor', 'show-cause')] },
    failVerification: { actions: [noted(s), notify('investor', 'show-cause')] },
    dutyEnded: [{ guard: isBroken, actions: [ended(s), noted(s)] }, { actions: ended(s) }],
    consultationEnded: [{ guard: isLate, actions: [viewed(s), noted(s)] }, { actions: viewed(s) }],
  };
  return s.createStateConfig({
    initial: 'none',
    states: {
      none: {
        on: {
          giveNotice: notice,
          failVerification: notice,
          dutyEnded: [broken, { actions: ended(s) }],
          consultationEnded: [
            { guard: isLate, target: 'noticed', actions: [viewed(s), noted(s), notify('investor', 'show-cause')] },
            { actions: viewed(s) },
          ],
        },
      },
      noticed: {
        on: {
          ...further,
          answerNotice: {
            target: 'heard',
            actions: [
              added(s, 'causes', (event) => ({ what: 'answer', ...wordsOf(event) })),
              notify('agency', 'cause-shown'),
            ],
          },
        },
        after: { showCause: { target: 'heard', actions: notify('agency', 'cause-not-shown') } },
      },
      heard: {
        on: {
          ...further,
          dropNotice: { target: 'none', actions: [concluded(s, 'dropped'), notify('investor', 'notice-dropped')] },
          suspend: { target: 'none', actions: concluded(s, 'suspended') },
          revoke: { target: '#permit.revoked', actions: [endedFor(s), concluded(s, 'revoked'), revocationPaper] },
        },
      },
    },
  });
}

const concluded = (s: PermitSetup, what: string) => added(s, 'causes', (event) => ({ what, ...reasonsOf(event) }));

function noted(s: PermitSetup) {
  return added(s, 'causes', ({ child = null, ...event }) => ({
    what: 'notice',
    of: event.type,
    child,
    ...reasonsOf(event),
  }));
}
