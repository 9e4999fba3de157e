import type { PermitContext, PermitSetup } from './1-context.js';
import { annulled, endedFor, isDeemed, notify, proposed, stayed, tell } from './1-notes.js';

type Said = { readonly context: PermitContext };

/** A permit in force. A grant by silence is told in other words than a signed one, to people and to the parent alike. */
export function inForce(s: PermitSetup) {
  return s.createStateConfig({
    type: 'parallel',
    entry: {
      type: 'notify',
      params: ({ context }: Said) => ({
        to: 'investor',
        template: isDeemed(context) ? 'permit-granted-by-silence' : 'permit-granted',
        data: { approval: context.approval.name },
      }),
    },
    on: {
      revoke: { target: '#permit.revoked', actions: endedFor(s) },
      setAside: { target: '#permit.setAside', actions: endedFor(s) },
      surrender: '#permit.surrendered',
    },
    after: { expiry: '#permit.expired' },
    states: { standing: standing(s), correction: correction(s) },
  });
}

/** To enter a standing is to tell the parent of it: history enters it again after a stay, and the parent hears that the permit is back. */
function standing(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'effective',
    states: {
      effective: {
        initial: 'valid',
        on: { stay: { target: 'stayed', actions: [stayed(s), notify('investor', 'permit-stayed')] } },
        states: {
          valid: {
            entry: {
              type: 'tellParent',
              params: ({ context }) => ({
                event: 'approvalDecided',
                outcome: isDeemed(context) ? 'deemed' : 'in-force',
              }),
            },
            on: { suspend: { target: 'suspended', actions: [endedFor(s), notify('investor', 'permit-suspended')] } },
          },
          suspended: {
            entry: tell('suspended'),
            on: { reinstate: { target: 'valid', actions: s.assign({ ending: null }) } },
          },
          previous: { type: 'history' },
        },
      },
      stayed: {
        entry: tell('stayed'),
        on: { liftStay: { target: 'effective.previous', actions: s.assign({ stay: null }) } },
      },
    },
  });
}

/** What is said to be a mistake stands until a second person signs that it was; under a court's stay nobody reopens it. */
function correction(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'none',
    states: {
      none: { on: { proposeCorrection: { target: 'proposed', actions: proposed(s) } } },
      proposed: {
        on: {
          countersignCorrection: {
            guard: ({ context }) => context.stay === null,
            target: '#permit.pending.reconsideration',
            actions: [annulled(s, 'correction'), tell('reopened')],
          },
          dismissCorrection: { target: 'none', actions: s.assign({ correction: null }) },
        },
      },
    },
  });
}

/** A decision against the investor rests, but it may be corrected, or set aside by a higher authority and taken anew. */
export function refused(s: PermitSetup) {
  return s.createStateConfig({
    entry: [tell('refused'), notify('investor', 'permit-refused')],
    on: {
      setAside: { target: '#permit.pending.reconsideration', actions: [annulled(s, 'authority'), tell('reopened')] },
    },
    ...correction(s),
  });
}

export function revoked(s: PermitSetup) {
  return s.createStateConfig({ entry: [tell('revoked'), notify('investor', 'permit-revoked')], ...correction(s) });
}

export function setAside(s: PermitSetup) {
  return s.createStateConfig({ entry: [tell('set-aside'), notify('investor', 'permit-set-aside')], ...correction(s) });
}

/** Ends that nothing reopens: the investor lodges anew, as a case of its own with clocks of its own. */
export function over(s: PermitSetup, outcome: string) {
  return s.createStateConfig({ type: 'final', entry: [tell(outcome), notify('investor', `permit-${outcome}`)] });
}
