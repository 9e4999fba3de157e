import { consultation } from './1-consultation.js';
import { hearing } from './1-hearing.js';
import { inspection } from './1-inspection.js';
import { answered, asked, deferred, endedFor, markUntil, notify, recommended } from './1-notes.js';
import { isInformed, passing, registering } from './1-passing.js';
import { communication, rulings } from './1-ruling.js';
import type { PermitSetup } from './1-setup.js';
import { silence } from './1-silence.js';

/**
 * What the agency does until it has decided: its own work, the time that runs against it, and whatever else the approval needs (views of
 * others, a hearing, an inspection). What an approval does not need, its case passes by.
 */
export function examination(s: PermitSetup) {
  return s.createStateConfig({
    type: 'parallel',
    on: { ...passing(s), ...registering(s) },
    states: {
      work: work(s),
      silence: silence(s),
      consultation: consultation(s),
      hearing: hearing(s),
      inspection: inspection(s),
    },
  });
}

function work(s: PermitSetup) {
  return s.createStateConfig({
    initial: 'scrutiny',
    states: {
      scrutiny: {
        initial: 'unasked',
        on: { recommend: { guard: isInformed, target: 'decision', actions: recommended(s) } },
        states: {
          unasked: {
            on: {
              query: {
                target: '#permit.pending.examination.work.query',
                actions: [asked(s), notify('investor', 'query')],
              },
            },
          },
          asked: {},
          previous: { type: 'history' },
        },
      },
      query: query(s),
      decision: {
        on: {
          referBack: 'scrutiny.previous',
          defer: {
            target: 'deferred',
            actions: [deferred(s), markUntil('deferredTo'), notify('investor', 'decision-deferred')],
          },
          ...rulings(s, '#permit.pending.examination.work.communication'),
        },
      },
      // Whoever defers has not decided: the law's time runs on.
      deferred: { after: { deferral: 'decision' }, on: { takeUp: 'decision' } },
      communication: communication(s),
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
          proceed: '#permit.pending.examination.work.scrutiny.asked',
          returnFiling: { target: '#permit.returned', actions: endedFor(s) },
        },
      },
    },
  });
}
