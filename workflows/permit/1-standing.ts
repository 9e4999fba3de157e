import { grantStands } from './1-certificates.js';
import { endedFor, isDeemed, kept, notify, stayed, stayedAbove, tell, wordsOf } from './1-notes.js';
import { awaited } from './1-assurance.js';
import { stays } from './1-pending.js';
import type { PermitSetup, Said } from './1-setup.js';

/** To enter a standing is to tell the parent of it: history enters it again after a stay, and the parent hears that the permit is back. */
export function standing(s: PermitSetup) {
  const isFree = ({ context }: Said) => context.stay === null && context.stayAbove === null;
  return s.createStateConfig({
    initial: 'effective',
    states: {
      effective: {
        initial: 'check',
        on: {
          stay: { target: 'stayed', actions: [stayed(s), notify('investor', 'permit-stayed')] },
          stayByParent: { target: 'stayed', actions: [stayedAbove(s), notify('investor', 'permit-stayed')] },
        },
        states: {
          check: { always: [{ guard: isUnconditional, target: 'valid' }, { target: 'precedent' }] },
          precedent: precedent(s),
          valid: {
            entry: [IN_FORCE, grantStands('in-force')],
            on: { suspend: { target: 'suspended', actions: [endedFor(s), notify('investor', 'permit-suspended')] } },
          },
          suspended: {
            entry: [tell('suspended'), grantStands('suspended')],
            on: { reinstate: { target: 'valid', actions: s.assign({ ending: null }) } },
          },
          previous: { type: 'history', history: 'deep' },
        },
      },
      stayed: {
        entry: [
          grantStands('stayed'),
          {
            type: 'tellParent',
            params: ({ context: { stay } }) => ({
              event: 'approvalDecided',
              outcome: 'stayed',
              ...(stay?.dependents ? { data: { court: stay.court, number: stay.number, date: stay.date } } : {}),
            }),
          },
        ],
        always: { guard: isFree, target: 'effective.previous' },
        on: stays(s),
      },
    },
  });
}

export const IN_FORCE = {
  type: 'tellParent' as const,
  params: ({ context }: Said) => ({
    event: 'approvalDecided',
    outcome: isDeemed(context) ? 'deemed' : 'in-force',
    // The parent answers at once where that approval is decided already.
    ...(awaited(context) ? { data: { awaits: context.approval.silence.by ?? '' } } : {}),
  }),
};

/** Granted, but of no effect before its conditions precedent are discharged: what depends on it waits, for nobody hears it is in force. */
function precedent(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'open',
    states: {
      open: {
        entry: [tell('conditional'), grantStands('conditional')],
        after: {
          precedent: { actions: [notify('investor', 'conditions-overdue'), notify('agency', 'conditions-overdue')] },
        },
        on: { reportDischarge: { target: 'reported', actions: kept(s, 'discharge', wordsOf) } },
      },
      reported: {
        on: {
          confirmDischarge: {
            target: '#permit.inForce.standing.effective.valid',
            actions: [s.assign({ discharged: true }), notify('investor', 'conditions-discharged')],
          },
          denyDischarge: { target: 'open', actions: notify('investor', 'conditions-not-discharged') },
        },
      },
    },
  });
}

const isUnconditional = ({ context: { grant, discharged } }: Said): boolean =>
  discharged || !(grant?.conditions ?? []).some(({ kind }) => kind === 'precedent');
