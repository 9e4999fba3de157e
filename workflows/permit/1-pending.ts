import { overdue } from './1-duties.js';
import { examination } from './1-examination.js';
import {
  complete,
  deficient,
  endedFor,
  lodged,
  mark,
  notify,
  ordered,
  stayed,
  stayedAbove,
  supplied,
  suspended,
  taken,
} from './1-notes.js';
import { passing, registering } from './1-passing.js';
import { ranked } from './1-priority.js';
import { reconsideration } from './1-reconsideration.js';
import type { Heard, PermitSetup, Said } from './1-setup.js';

/** Everything until the permit is decided. One history node brings the case back to where a stay or a suspension met it. */
export function pending(s: PermitSetup) {
  const byCourt = { target: '#permit.halted.byCourt' } as const;
  return s.createStateConfig({
    initial: 'arrival',
    on: {
      withdraw: '#permit.withdrawn',
      withdrawByParent: '#permit.withdrawn',
      suspendByParent: { target: '#permit.halted.bySifc', actions: suspended(s) },
      // In force when its application was suspended, and since then to be decided anew.
      resumeByParent: { actions: s.assign({ suspension: null }) },
      suspendRegime: { target: '#permit.halted.bySifc', actions: [ordered(s), notify('investor', 'permit-suspended')] },
      stay: { ...byCourt, actions: [stayed(s), notify('investor', 'permit-stayed')] },
      stayByParent: { ...byCourt, actions: [stayedAbove(s), notify('investor', 'permit-stayed')] },
    },
    states: {
      arrival: arrival(s),
      lodging: lodging(s),
      completeness: completeness(s),
      deficiency: deficiency(s),
      examination: examination(s),
      reconsideration: reconsideration(s),
      previous: { type: 'history', history: 'deep' },
    },
  });
}

/** A filing that another case took in is here already: its time of receipt counts for priority, this office's time from now. */
function arrival(s: PermitSetup) {
  const received = {
    type: 'mark' as const,
    params: ({ context }: Said) => ({ name: 'received', at: context.received?.lodgedAt ?? 0 }),
  };
  return s.createStateConfig({
    always: [
      {
        guard: ({ context }) => context.received !== null,
        target: 'completeness',
        actions: [taken(s), received, mark('lodged'), ranked(s), notify('investor', 'filing-taken-over')],
      },
      { target: 'lodging', actions: notify('investor', 'permit-may-be-lodged') },
    ],
  });
}

/** What is due to be filed within a time is a duty of the investor: where that has passed, it may still be filed, and is weighed beside it. */
function lodging(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'open',
    on: { lodge: { target: 'completeness', actions: [lodged(s), ranked(s)] } },
    states: {
      open: {
        after: {
          duty: {
            target: 'overdue',
            actions: [overdue(s), notify('investor', 'duty-overdue'), notify('agency', 'duty-overdue')],
          },
        },
      },
      overdue: {},
    },
  });
}

/** The court, the lead agency, or an order over the whole regime stops the case. As long as a court does, the time is the court's. */
export function halted(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'byCourt',
    on: {
      ...stays(s),
      ...suspensions(s),
      withdraw: '#permit.withdrawn',
      withdrawByParent: '#permit.withdrawn',
    },
    states: {
      byCourt: {
        always: [
          { guard: (said) => isFree(said) && !isSuspended(said), target: '#permit.pending.previous' },
          { guard: isFree, target: 'bySifc' },
        ],
      },
      bySifc: {
        always: [
          { guard: (said) => !isFree(said), target: 'byCourt' },
          { guard: (said) => !isSuspended(said), target: '#permit.pending.previous' },
        ],
      },
    },
  });
}

export const isFree = ({ context: { stay, stayAbove } }: Said): boolean => stay === null && stayAbove === null;
const isSuspended = ({ context: { suspension, regime } }: Said): boolean => suspension !== null || regime !== null;

/** Suspended with its application, or with the regime: taken up again when neither is so any more. */
function suspensions(s: PermitSetup) {
  return {
    suspendByParent: { actions: suspended(s) },
    resumeByParent: { actions: s.assign({ suspension: null }) },
    ...regimes(s),
  };
}

/** One order suspends a regime, and the same is lifted: another that came later leaves it as it is. */
export function regimes(s: PermitSetup) {
  return {
    suspendRegime: { guard: ({ context }: Said) => context.regime === null, actions: ordered(s) },
    resumeRegime: { guard: isThatOrder, actions: s.assign({ regime: null }) },
  };
}

const isThatOrder = ({ context, event: { regime } }: Heard): boolean =>
  context.regime !== null && (regime === undefined || regime === context.regime.regime);

/** A permit may be stayed by itself and with the approval on which it depends: it is free when both are lifted. */
export function stays(s: PermitSetup) {
  return {
    stay: { actions: stayed(s) },
    stayByParent: { actions: stayedAbove(s) },
    liftStay: { guard: ({ context }: Said) => context.stay !== null, actions: s.assign({ stay: null }) },
    liftStayByParent: {
      guard: ({ context }: Said) => context.stayAbove !== null,
      actions: s.assign({ stayAbove: null }),
    },
  };
}

function completeness(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'asking',
    on: {
      declareComplete: { target: 'examination', actions: complete(s, 'declared') },
      ...registering(s),
      ...passing(s),
    },
    after: {
      completeness: {
        target: 'examination',
        actions: [complete(s, 'silence'), mark('complete'), notify('investor', 'filing-complete-by-silence')],
      },
    },
    states: {
      // Everything that is missing in one list, once, unless law gives more notices.
      asking: { always: { guard: areSpent, target: 'spent' }, on: { declareIncomplete: noticing(s) } },
      // What is still missing now is for the officer to take or to return.
      spent: { on: { returnFiling: { target: '#permit.returned', actions: endedFor(s) } } },
    },
  });
}

const areSpent = ({ context: { approval, notices } }: Said): boolean =>
  notices >= (approval.notices?.confirmed ? approval.notices.rounds : 1);

function noticing(s: PermitSetup) {
  return {
    target: '#permit.pending.deficiency.asked',
    actions: [deficient(s), notify('investor', 'filing-incomplete')],
  } as const;
}

function deficiency(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'asked',
    on: { supply: { target: 'completeness', actions: supplied(s) } },
    states: {
      asked: {
        after: { answer: { target: 'overdue', actions: notify('investor', 'show-cause-papers-not-supplied') } },
      },
      overdue: {
        on: {
          declareComplete: { target: '#permit.pending.examination', actions: complete(s, 'declared') },
          declareIncomplete: { guard: (said) => !areSpent(said), ...noticing(s) },
          returnFiling: { guard: areSpent, target: '#permit.returned', actions: endedFor(s) },
        },
      },
    },
  });
}
