import { condoned, type DutyContext, type DutySetup, type Heard } from './1-context.js';

/** A name of ours for the investor's letter box. */
export const notify = (to: string, template: string) => ({
  type: 'notify' as const,
  params: ({ context }: { context: DutyContext }) => ({ to, template, data: { title: context.title } }),
});

const tell = (outcome: string) => ({ type: 'tellParent' as const, params: { event: 'dutyEnded', outcome } });

/** Adds what the event says to the record of the case. */
function noted(s: DutySetup) {
  return s.assign({
    record: ({ context, event: { type, act, ...said } }) => [
      ...context.record,
      JSON.parse(JSON.stringify({ what: type, ...said, ...act })),
    ],
  });
}

/** What the investor owes; as long as it is not done, what the agency does about it. One history node brings a suspended case back. */
export function pending(s: DutySetup) {
  const reported = { reportFulfilled: { target: '#duty.pending.reported', actions: noted(s) } };
  const longer = {
    giveTime: {
      target: '#duty.pending.owed',
      actions: [noted(s), s.assign({ dueOn: ({ event }) => event.until ?? null }), notify('investor', 'duty-extended')],
    },
  };
  return s.createStateConfig({
    initial: 'owed',
    on: {
      withdrawByParent: { target: '#duty.withdrawn', actions: noted(s) },
      suspendByParent: { target: '#duty.halted', actions: suspended(s) },
    },
    states: {
      owed: owed(s, reported),
      reported: {
        on: {
          confirmFulfilment: { target: '#duty.fulfilled', actions: noted(s) },
          rejectReport: { target: 'owed', actions: [noted(s), notify('investor', 'duty-report-rejected')] },
        },
      },
      breached: {
        on: {
          ...reported,
          ...longer,
          serveNotice: { target: 'showCause', actions: [noted(s), notify('investor', 'show-cause-duty')] },
        },
      },
      showCause: {
        after: { answer: { target: 'heard', actions: notify('agency', 'show-cause-not-answered') } },
        on: { ...reported, answer: { target: 'heard', actions: noted(s) } },
      },
      // Nothing follows by itself: an officer proposes, another person decides.
      heard: {
        on: { ...reported, ...longer, proposeConsequence: { target: 'proposed', actions: noted(s) } },
      },
      proposed: {
        on: {
          decideConsequence: { target: '#duty.enforced', actions: [noted(s), notify('investor', 'duty-enforced')] },
          dismissConsequence: { target: 'heard', actions: noted(s) },
        },
      },
      previous: { type: 'history', history: 'deep' },
    },
  });
}

function owed(s: DutySetup, reported: { readonly reportFulfilled: object }) {
  const breach = {
    target: '#duty.pending.breached',
    actions: [notify('investor', 'duty-not-done'), notify('agency', 'duty-not-done')],
  };
  return s.createStateConfig({
    initial: 'begun',
    on: reported,
    states: {
      begun: {
        always: [
          { guard: ({ context }) => context.dueOn !== null, target: 'dated' },
          { guard: ({ context }) => context.kind === 'term', target: 'term' },
          { target: 'undated' },
        ],
      },
      term: { after: { term: breach } },
      dated: { after: { reminder: { actions: notify('investor', 'duty-reminder') }, date: breach } },
      undated: {},
    },
  });
}

function suspended(s: DutySetup) {
  return s.assign({
    suspension: ({ event: { reason = '', basis = '', act } }) => ({ reason, basis, ...act }),
  });
}

export function halted(s: DutySetup) {
  const resumed = s.assign(({ context, event }: Heard) => ({
    dueOn: condoned(context, event.act.at),
    suspension: null,
  }));
  return s.createStateConfig({
    on: {
      withdrawByParent: { target: '#duty.withdrawn', actions: noted(s) },
      resumeByParent: { target: '#duty.pending.previous', actions: resumed },
    },
  });
}

export function over(s: DutySetup, outcome: string) {
  return s.createStateConfig({ type: 'final', entry: tell(outcome) });
}
