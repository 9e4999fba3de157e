import { receipt } from './1-certificates.js';
import { examination } from './1-examination.js';
import {
  complete,
  deficient,
  endedFor,
  lodged,
  mark,
  notify,
  stayed,
  stayedAbove,
  supplied,
  suspended,
  taken,
} from './1-notes.js';
import { passing, registering } from './1-passing.js';
import { reconsideration } from './1-reconsideration.js';
import type { PermitContext } from './1-context.js';
import type { PermitSetup, Said } from './1-setup.js';

/** Everything until the permit is decided. One history node brings the case back to where a stay or a suspension met it. */
export function pending(s: PermitSetup) {
  const byCourt = { target: '#permit.halted.byCourt' } as const;
  return s.createStateConfig({
    initial: 'arrival',
    on: {
      withdraw: '#permit.withdrawn',
      withdrawByParent: '#permit.withdrawn',
      suspendByParent: { target: '#permit.halted.bySifc', actions: suspended(s) },
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
        actions: [taken(s), receipt, received, mark('lodged'), notify('investor', 'filing-taken-over')],
      },
      { target: 'lodging', actions: notify('investor', 'permit-may-be-lodged') },
    ],
  });
}

/** What is due to be filed within a time (a duty of the investor) is asked for by a notice when that has passed. */
function lodging(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'open',
    on: { lodge: { target: 'completeness', actions: [lodged(s), receipt] } },
    states: {
      open: {
        after: {
          duty: {
            target: 'overdue',
            actions: [notify('investor', 'show-cause-duty-not-kept'), notify('agency', 'duty-overdue')],
          },
        },
      },
      overdue: {},
    },
  });
}

/** The court or the lead agency stops the case. While both do, the time is the court's. */
export function halted(s: PermitSetup) {
  const resumed = s.assign({ suspension: null });
  return s.createStateConfig({
    initial: 'byCourt',
    on: { withdraw: '#permit.withdrawn', withdrawByParent: '#permit.withdrawn' },
    states: {
      byCourt: {
        always: [
          { guard: ({ context }) => isFree(context) && context.suspension !== null, target: 'bySifc' },
          { guard: ({ context }) => isFree(context), target: '#permit.pending.previous' },
        ],
        on: { ...stays(s), suspendByParent: { actions: suspended(s) }, resumeByParent: { actions: resumed } },
      },
      bySifc: {
        on: {
          resumeByParent: { target: '#permit.pending.previous', actions: resumed },
          stay: { target: 'byCourt', actions: stayed(s) },
          stayByParent: { target: 'byCourt', actions: stayedAbove(s) },
        },
      },
    },
  });
}

const isFree = ({ stay, stayAbove }: PermitContext): boolean => stay === null && stayAbove === null;

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
    initial: 'first',
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
      first: {
        on: {
          declareIncomplete: {
            target: '#permit.pending.deficiency',
            actions: [deficient(s), notify('investor', 'filing-incomplete')],
          },
        },
      },
      // One list of deficiencies, not one after the other: what is still missing now is for the officer to take or to return.
      supplied: { on: { returnFiling: { target: '#permit.returned', actions: endedFor(s) } } },
    },
  });
}

function deficiency(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'asked',
    on: { supply: { target: 'completeness.supplied', actions: supplied(s) } },
    states: {
      asked: {
        after: { answer: { target: 'overdue', actions: notify('investor', 'show-cause-papers-not-supplied') } },
      },
      overdue: {
        on: {
          declareComplete: { target: '#permit.pending.examination', actions: complete(s, 'declared') },
          returnFiling: { target: '#permit.returned', actions: endedFor(s) },
        },
      },
    },
  });
}
