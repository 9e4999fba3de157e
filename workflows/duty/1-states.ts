import type { DutyContext, DutyEvent, DutySetup } from './1-context.js';

/** A name of ours for the investor's letter box. */
export const notify = (to: string, template: string) => ({
  type: 'notify' as const,
  params: ({ context }: { context: DutyContext }) => ({ to, template, data: { title: context.title } }),
});

function breach(s: DutySetup) {
  const told = [notify('investor', 'duty-not-done'), notify('agency', 'duty-not-done')] as const;
  return { target: '#duty.pending.breached', actions: [s.assign({ breached: true }), ...told] };
}

/**
 * Fixes the day by whose end it is to be done: its first instant in Pakistan (UTC+5 all the year), for the clock that ends with it counts no
 * days. A day that is over already is today.
 */
const dated = {
  type: 'mark' as const,
  params: ({ context, event }: { readonly context: DutyContext; readonly event: Partial<DutyEvent> }) => ({
    name: 'dated',
    at: Math.max(Date.parse(`${event.until ?? context.dueOn ?? ''}T00:00:00+05:00`), event.act?.at ?? context.openedAt),
  }),
};

/** Adds what the event says to the record of the case. */
function noted(s: DutySetup) {
  return s.assign({
    record: ({ context, event: { type, act, ...said } }) => [
      ...context.record,
      JSON.parse(JSON.stringify({ what: type, ...said, ...act })),
    ],
  });
}

/** A day that was named is fixed once: a case that comes back from a stay has the date that its clock has. */
export function beginning(s: DutySetup) {
  return s.createStateConfig({
    always: [
      { guard: ({ context }) => context.kind === 'overdue', ...breach(s) },
      { guard: ({ context }) => context.dueOn !== null, target: 'pending.owed', actions: dated },
      { target: 'pending.owed' },
    ],
  });
}

/** What the investor owes; as long as it is not done, what the agency does about it. One history node brings a case back that was halted. */
export function pending(s: DutySetup) {
  const reported = { reportFulfilled: { target: '#duty.pending.reported', actions: noted(s) } };
  const rejected = [noted(s), notify('investor', 'duty-report-rejected')] as const;
  return s.createStateConfig({
    initial: 'owed',
    on: {
      withdrawByParent: { target: '#duty.withdrawn', actions: noted(s) },
      release: '#duty.withdrawn',
      suspendByParent: { target: '#duty.halted.bySifc', actions: suspended(s) },
      stayByParent: { target: '#duty.halted.byCourt', actions: stayed(s) },
    },
    states: {
      owed: owed(s, reported),
      reported: {
        on: {
          confirmFulfilment: { target: '#duty.fulfilled', actions: noted(s) },
          rejectReport: [
            { guard: ({ context }) => context.breached, target: 'breached', actions: rejected },
            { target: 'owed', actions: rejected },
          ],
        },
      },
      breached: {
        on: {
          ...reported,
          ...extension(s),
          serveNotice: { target: 'showCause', actions: [noted(s), notify('investor', 'show-cause-duty')] },
        },
      },
      showCause: {
        after: { answer: { target: 'heard', actions: notify('agency', 'show-cause-not-answered') } },
        on: { ...reported, answer: { target: 'heard', actions: noted(s) } },
      },
      ...following(s, reported),
      previous: { type: 'history', history: 'deep' },
    },
  });
}

function extension(s: DutySetup) {
  const longer = s.assign({ dueOn: ({ event }) => event.until ?? null, breached: false });
  const actions = [noted(s), dated, longer, notify('investor', 'duty-extended')] as const;
  return { giveTime: { target: '#duty.pending.owed', actions } } as const;
}

/** Nothing follows by itself: an officer proposes, another person decides. */
function following(s: DutySetup, reported: { readonly reportFulfilled: object }) {
  const proposed = s.assign({ consequence: ({ event }) => event.consequence ?? null });
  return {
    heard: s.createStateConfig({
      on: {
        ...reported,
        ...extension(s),
        proposeConsequence: { target: 'proposed', actions: [noted(s), proposed] },
      },
    }),
    proposed: s.createStateConfig({
      on: {
        decideConsequence: { target: '#duty.enforced', actions: [noted(s), notify('investor', 'duty-enforced')] },
        dismissConsequence: { target: 'heard', actions: noted(s) },
      },
    }),
  };
}

function owed(s: DutySetup, reported: { readonly reportFulfilled: object }) {
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
      term: { after: { term: breach(s) } },
      dated: { after: { date: breach(s) } },
      undated: {},
    },
  });
}

const suspended = (s: DutySetup) =>
  s.assign({ suspension: ({ event: { reason = '', basis = '', act } }) => ({ reason, basis, ...act }) });
const stayed = (s: DutySetup) =>
  s.assign({ stay: ({ event: { court = '', number = '', date = '', act } }) => ({ court, number, date, ...act }) });

/** The court or the lead agency stops what the duty hangs on, and the duty with it. While both do, the time is the court's. */
export function halted(s: DutySetup) {
  const back = '#duty.pending.previous';
  return s.createStateConfig({
    initial: 'byCourt',
    on: {
      withdrawByParent: { target: '#duty.withdrawn', actions: noted(s) },
      release: '#duty.withdrawn',
      suspendByParent: { actions: suspended(s) },
      resumeByParent: { actions: s.assign({ suspension: null }) },
      stayByParent: { target: '.byCourt', actions: stayed(s) },
      liftStayByParent: { actions: s.assign({ stay: null }) },
    },
    states: {
      byCourt: {
        always: [
          { guard: ({ context }) => context.stay === null && context.suspension === null, target: back },
          { guard: ({ context }) => context.stay === null, target: 'bySifc' },
        ],
      },
      bySifc: { always: { guard: ({ context }) => context.suspension === null, target: back } },
    },
  });
}

/** The end, told to the case that opened this one, with what has followed. */
export function over(s: DutySetup, outcome: string) {
  return s.createStateConfig({
    type: 'final',
    entry: {
      type: 'tellParent',
      params: ({ context: { consequence }, event: { text } }) => ({
        event: 'dutyEnded',
        outcome,
        data: { ...(outcome === 'enforced' && consequence ? { consequence } : {}), ...(text ? { text } : {}) },
      }),
    },
  });
}
