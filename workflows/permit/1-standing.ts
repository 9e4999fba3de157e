import { awaited } from './1-assurance.js';
import { grantStands } from './1-certificates.js';
import { beginning, mayBegin, obliging } from './1-duties.js';
import { endedFor, isDeemed, kept, notify, ordered, stayed, stayedAbove, tell, wordsOf } from './1-notes.js';
import { isFree, regimes, stays } from './1-pending.js';
import type { PermitSetup, Said } from './1-setup.js';

/** To enter a standing is to tell the parent of it: history enters it again after a stay, and the parent hears that the permit is back. */
export function standing(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'effective',
    states: {
      effective: effective(s),
      stayed: byCourt(s),
      dormant: dormant(s),
    },
  });
}

/** What the investor owes by a permit waits with it. */
function byCourt(s: PermitSetup) {
  return s.createStateConfig({
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
      {
        type: 'tellChildren',
        params: ({ context: { stay, stayAbove } }) => {
          const { court = '', number = '', date = '' } = stay ?? stayAbove ?? {};
          return { event: 'stayByParent', data: { court, number, date } };
        },
      },
    ],
    exit: { type: 'tellChildren', params: { event: 'liftStayByParent' } },
    always: [
      { guard: (said) => isFree(said) && said.context.regime !== null, target: 'dormant' },
      { guard: isFree, target: 'effective.previous' },
    ],
    on: { ...stays(s), ...regimes(s) },
  });
}

/** The law under which it was given is suspended: it is there, and works no more than the law does. */
function dormant(s: PermitSetup) {
  return s.createStateConfig({
    entry: [
      tell('suspended'),
      grantStands('suspended'),
      {
        type: 'tellChildren',
        params: ({ context: { regime } }) => ({
          event: 'suspendByParent',
          data: { reason: 'regime-suspended', basis: regime?.basis ?? '' },
        }),
      },
    ],
    exit: resuming(s),
    always: [
      { guard: (said) => !isFree(said), target: 'stayed' },
      { guard: ({ context }) => context.regime === null, target: 'effective.previous' },
    ],
    on: { ...stays(s), ...regimes(s) },
  });
}

/** What is owed is owed again when neither the regime nor the application is suspended. */
export function resuming(s: PermitSetup) {
  return s.enqueueActions(({ context: { regime, suspension }, enqueue }) => {
    if (regime === null && suspension === null) enqueue({ type: 'tellChildren', params: { event: 'resumeByParent' } });
  });
}

function effective(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'check',
    on: {
      stay: { target: 'stayed', actions: [stayed(s), notify('investor', 'permit-stayed')] },
      stayByParent: { target: 'stayed', actions: [stayedAbove(s), notify('investor', 'permit-stayed')] },
      suspendRegime: { target: 'dormant', actions: [ordered(s), notify('investor', 'permit-suspended')] },
    },
    states: {
      check: { always: [{ guard: isUnconditional, target: 'valid' }, { target: 'precedent' }] },
      precedent: precedent(s),
      valid: {
        entry: [obliging(s), IN_FORCE, grantStands('in-force')],
        on: {
          suspend: { target: 'suspended', actions: [endedFor(s), notify('investor', 'permit-suspended')] },
          beginDuty: { guard: mayBegin, actions: beginning(s) },
        },
      },
      suspended: {
        entry: [tell('suspended'), grantStands('suspended')],
        on: { reinstate: { target: 'valid', actions: s.assign({ ending: null }) } },
      },
      previous: { type: 'history', history: 'deep' },
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
