import type { PermitSetup } from './1-context.js';
import { answered, asked, deemed, endedFor, notify, recommended, refusedFor, signed } from './1-notes.js';

/** The clocks stand on the whole examination: they run through scrutiny, query and decision alike. */
export function examination(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'scrutiny',
    after: {
      decision: { actions: [notify('agency', 'decision-overdue'), notify('investor', 'decision-overdue')] },
      deemed: { target: '#permit.inForce', actions: deemed(s) },
    },
    states: {
      scrutiny: {
        initial: 'unasked',
        on: { recommend: { target: 'decision', actions: recommended(s) } },
        states: {
          unasked: {
            on: {
              query: { target: '#permit.pending.examination.query', actions: [asked(s), notify('investor', 'query')] },
            },
          },
          asked: {},
          previous: { type: 'history' },
        },
      },
      query: query(s),
      decision: { on: { referBack: 'scrutiny.previous', ...rulings(s) } },
    },
  });
}

/** One round: from here the case comes back to a scrutiny that knows no further query. */
function query(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'asked',
    on: { answer: { target: 'scrutiny.asked', actions: answered(s) } },
    states: {
      asked: { after: { answer: { target: 'overdue', actions: notify('investor', 'show-cause-query-not-answered') } } },
      overdue: {
        on: {
          proceed: '#permit.pending.examination.scrutiny.asked',
          returnFiling: { target: '#permit.returned', actions: endedFor(s) },
        },
      },
    },
  });
}

export function rulings(s: PermitSetup) {
  return {
    grant: { target: '#permit.inForce', actions: signed(s) },
    refuse: { target: '#permit.refused', actions: refusedFor(s) },
  } as const;
}
