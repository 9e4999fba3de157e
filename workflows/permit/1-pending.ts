import type { PermitContext, PermitSetup } from './1-context.js';
import { examination, rulings } from './1-examination.js';
import { complete, deficient, endedFor, lodged, notify, stayed, supplied, suspended } from './1-notes.js';

/** Everything until the permit is decided. One history node brings the case back to where a stay or a suspension met it. */
export function pending(s: PermitSetup) {
  return s.createStateConfig({
    initial: { target: 'lodging', actions: notify('investor', 'permit-may-be-lodged') },
    on: {
      withdraw: '#permit.withdrawn',
      withdrawByParent: '#permit.withdrawn',
      suspendByParent: { target: '#permit.halted.bySifc', actions: suspended(s) },
      stay: { target: '#permit.halted.byCourt', actions: [stayed(s), notify('investor', 'permit-stayed')] },
    },
    states: {
      lodging: { on: { lodge: { target: 'completeness', actions: lodged(s) } } },
      completeness: completeness(s),
      deficiency: deficiency(s),
      examination: examination(s),
      // A decision that fell is taken anew outside the examination: its clocks have run and grant nothing any more.
      reconsideration: { on: rulings(s) },
      previous: { type: 'history', history: 'deep' },
    },
  });
}

/** The court or the lead agency stops the case. While both do, the time is the court's. */
export function halted(s: PermitSetup) {
  const isSuspended = ({ context }: { context: PermitContext }) => context.suspension !== null;
  const lifted = s.assign({ stay: null });
  const resumed = s.assign({ suspension: null });
  return s.createStateConfig({
    initial: 'byCourt',
    on: { withdraw: '#permit.withdrawn', withdrawByParent: '#permit.withdrawn' },
    states: {
      byCourt: {
        on: {
          liftStay: [
            { guard: isSuspended, target: 'bySifc', actions: lifted },
            { target: '#permit.pending.previous', actions: lifted },
          ],
          suspendByParent: { actions: suspended(s) },
          resumeByParent: { actions: resumed },
        },
      },
      bySifc: {
        on: {
          resumeByParent: { target: '#permit.pending.previous', actions: resumed },
          stay: { target: 'byCourt', actions: stayed(s) },
        },
      },
    },
  });
}

function completeness(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'first',
    on: { declareComplete: { target: 'examination', actions: complete(s, 'declared') } },
    after: {
      completeness: {
        target: 'examination',
        actions: [complete(s, 'silence'), notify('investor', 'filing-complete-by-silence')],
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
