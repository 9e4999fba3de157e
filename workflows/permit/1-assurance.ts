import { grantPaper } from './1-certificates.js';
import { actOf, added, kept, notify } from './1-notes.js';
import type { Heard, PermitSetup, Said } from './1-setup.js';

/* What is still to be made sure of after a grant: a provisional one, one that others confirm, one that is verified later. */

/** Expires unless it is confirmed. Where its time has no force, the head of the agency says whether it has lapsed. */
export function provision(s: PermitSetup) {
  const confirmed = s.assign({
    grant: ({ context: { grant } }) => grant && { ...grant, provisional: false },
  });
  const confirm = {
    target: 'none',
    actions: [confirmed, grantPaper(), notify('investor', 'provisional-grant-confirmed')],
  } as const;
  return s.createStateConfig({
    initial: 'check',
    states: {
      check: {
        always: [
          { guard: ({ context }: Said) => context.grant?.provisional === true, target: 'awaiting' },
          { target: 'none' },
        ],
      },
      awaiting: {
        after: { provisional: '#permit.expired' },
        on: {
          confirmGrant: confirm,
          'clock.passed.provisional': { target: 'asked', actions: notify('agency', 'provisional-grant-to-be-judged') },
        },
      },
      asked: { on: { confirmGrant: confirm, declareLapsed: '#permit.expired' } },
      none: {},
    },
  });
}

const GOOD = ['in-force', 'deemed'];
const BAD = ['refused', 'revoked', 'set-aside', 'expired'];

export const awaited = ({ approval, required }: Said['context']): boolean =>
  approval.silence.rule === 'grant-then-confirm' && required.includes(approval.silence.by ?? '');

/**
 * Granted on an undertaking, confirmed by another approval. Its refusal forces the replacement of the person it is about, within a time;
 * the rest stands. What the other approval says of the new person, or later of the same, is heard in the same way.
 */
export function confirmation(s: PermitSetup) {
  const is =
    (outcomes: readonly string[]) =>
    ({ context }: Said) =>
      outcomes.includes(context.confirmation?.outcome ?? '');
  const says =
    (outcomes: readonly string[]) =>
    ({ event }: Heard) =>
      outcomes.includes(event.outcome ?? '');
  const ask = { target: 'replacing', actions: [confirmedBy(s), notify('investor', 'replace-person')] } as const;
  const replaced = added(s, 'replacements', ({ person = '', text = '', papers = [] }) => ({ person, text, papers }));
  const replacePerson = {
    target: '#permit.inForce.confirmation.awaited',
    actions: [replaced, s.assign({ confirmation: null }), notify('agency', 'person-replaced')],
  } as const;
  return s.createStateConfig({
    initial: 'check',
    states: {
      check: {
        always: [
          { guard: ({ context }: Said) => !awaited(context), target: 'none' },
          { guard: is(GOOD), target: 'confirmed' },
          { guard: is(BAD), target: 'replacing', actions: notify('investor', 'replace-person') },
          { target: 'awaited' },
        ],
      },
      awaited: {
        on: {
          confirmationDecided: [
            { guard: says(GOOD), target: 'confirmed', actions: confirmedBy(s) },
            { guard: says(BAD), ...ask },
          ],
        },
      },
      replacing: {
        initial: 'due',
        on: { replacePerson },
        states: {
          due: { after: { replacement: { target: 'overdue', actions: notify('agency', 'person-not-replaced') } } },
          // The officer gives notice to show cause, which goes its own way (cause); the person may still be replaced.
          overdue: { on: { giveNotice: 'noticed' } },
          noticed: {},
        },
      },
      confirmed: { on: { confirmationDecided: { guard: says(BAD), ...ask } } },
      none: {},
    },
  });
}

export function confirmedBy(s: PermitSetup) {
  return s.assign({
    confirmation: ({ event: { approval = '', outcome = '', ...event } }) => ({
      approval,
      outcome,
      at: actOf(event).at,
    }),
  });
}

const isVerifiedLater = ({ context: { approval } }: Said): boolean =>
  approval.silence.rule === 'grant-then-verify' || approval.needs.includes('verification');

/** Granted at once, verified afterwards. What fails is followed by a notice to show cause (cause), not by a loss of rights. */
export function verification(s: PermitSetup) {
  const found = (outcome: 'verified' | 'failed') => kept(s, 'verification', ({ text = '' }) => ({ outcome, text }));
  return s.createStateConfig({
    initial: 'check',
    states: {
      check: {
        always: [
          { guard: ({ context }: Said) => context.verification?.outcome === 'verified', target: 'verified' },
          { guard: isVerifiedLater, target: 'due' },
          { target: 'none' },
        ],
      },
      due: {
        after: { verification: { actions: notify('agency', 'verification-overdue') } },
        on: {
          verify: { target: 'verified', actions: [found('verified'), notify('investor', 'grant-verified')] },
          failVerification: { target: 'failed', actions: found('failed') },
        },
      },
      failed: {},
      verified: {},
      none: {},
    },
  });
}
