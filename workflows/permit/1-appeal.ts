import { correction } from './1-correction.js';
import { annulled } from './1-decided.js';
import { added, kept, notify, tell } from './1-notes.js';
import { unranked } from './1-priority.js';
import type { PermitEvent, PermitSetup, Said } from './1-setup.js';

const hasFirst = ({ context: { approval } }: Said): boolean => approval.appeal !== null;
const hasSecond = ({ context: { approval } }: Said): boolean => approval.appeal?.second !== undefined;
const isPending = ({ context: { appeals } }: Said): boolean => appeals.at(-1)?.['what'] === 'filed';

type Against = 'refused' | 'revoked';
type Authority = 'first' | 'second';

/**
 * Appeal against a decision: within its period from service, to a first authority and from it to a second, each on its own clock. They
 * uphold, remand with directions, or set aside. An authority that lets its time pass has decided nothing; the next one may be asked.
 */
export function appeal(s: PermitSetup, against: Against) {
  return s.createStateConfig({
    initial: 'check',
    states: {
      check: { always: [{ guard: hasFirst, target: 'period' }, { target: 'none' }] },
      period: {
        after: { appealPeriod: 'closed' },
        on: { fileAppeal: { target: 'first', actions: filed(s, 'first') } },
      },
      first: before(s, against, 'first'),
      // Upheld: a second appeal is open for a time, where the law knows one.
      between: {
        always: { guard: (said) => !hasSecond(said), target: 'closed' },
        after: { secondAppealPeriod: 'closed' },
        on: { fileSecondAppeal: { target: 'second', actions: filed(s, 'second') } },
      },
      second: before(s, against, 'second'),
      closed: {},
      none: {},
    },
  });
}

function before(s: PermitSetup, against: Against, authority: Authority) {
  const late = [notify('agency', 'appeal-overdue'), notify('investor', 'appeal-overdue')] as const;
  const overdue = { target: 'overdue', actions: late } as const;
  return s.createStateConfig({
    initial: 'pending',
    on: {
      dismissAppeal: {
        target: authority === 'first' ? 'between' : 'closed',
        actions: [judged(s, 'upheld'), notify('investor', 'appeal-dismissed')],
      },
      // What is remanded is examined, or the investor's cause weighed, again under the directions of the authority.
      remand: {
        target: against === 'refused' ? '#permit.pending.reconsideration.examining' : '#permit.inForce.cause.heard',
        actions: [judged(s, 'remanded'), fallen(s, against), tell('reopened'), notify('investor', 'case-remanded')],
      },
    },
    states: {
      pending: { after: authority === 'first' ? { appealFirst: overdue } : { appealSecond: overdue } },
      overdue:
        authority === 'first'
          ? {
              on: {
                fileSecondAppeal: {
                  guard: hasSecond,
                  target: `#permit.${against}.appeal.second`,
                  actions: filed(s, 'second'),
                },
              },
            }
          : {},
    },
  });
}

const fallen = (s: PermitSetup, against: Against) =>
  annulled(s, 'authority', against === 'refused' ? 'decision' : 'revocation');

function filed(s: PermitSetup, authority: Authority) {
  return added(s, 'appeals', ({ text = '', papers = [] }, { approval }) => ({
    what: 'filed',
    authority: approval.appeal?.[authority] ?? '',
    text,
    papers,
  }));
}

const orderOf = ({ number = '', date = '', text = '' }: PermitEvent) => ({ number, date, text });
const judged = (s: PermitSetup, what: string) => added(s, 'appeals', (event) => ({ what, ...orderOf(event) }));

/** Whether the decision works: an authority may stay it while it hears the appeal. */
function effect(s: PermitSetup, outcome: Against) {
  const lifted = s.assign({ interimStay: null });
  return s.createStateConfig({
    initial: 'operative',
    states: {
      operative: {
        entry: tell(outcome),
        on: {
          stayDecision: {
            guard: isPending,
            target: 'stayed',
            actions: [
              kept(s, 'interimStay', orderOf),
              notify('investor', 'decision-stayed'),
              notify('agency', 'decision-stayed'),
            ],
          },
        },
      },
      // While a revocation is stayed the permit works; a refusal that is stayed is none, and no grant either.
      stayed: {
        entry: outcome === 'revoked' ? tell('in-force') : tell('stayed'),
        on: {
          dismissAppeal: { target: 'operative', actions: lifted },
          liftDecisionStay: { target: 'operative', actions: lifted },
        },
      },
    },
  });
}

/** A decision against the investor rests, but it may be appealed, corrected, or set aside by a higher authority and taken anew. */
export function refused(s: PermitSetup) {
  return s.createStateConfig({
    type: 'parallel',
    entry: [unranked(s), notify('investor', 'permit-refused')],
    on: {
      setAside: {
        target: '#permit.pending.reconsideration',
        actions: [judged(s, 'set-aside'), fallen(s, 'refused'), tell('reopened')],
      },
    },
    states: { effect: effect(s, 'refused'), correction: correction(s), appeal: appeal(s, 'refused') },
  });
}

/** Where a revocation is set aside, the permit stands again as it was. */
export function revoked(s: PermitSetup) {
  return s.createStateConfig({
    type: 'parallel',
    entry: [unranked(s), notify('investor', 'permit-revoked')],
    on: {
      setAside: {
        target: '#permit.inForce',
        actions: [judged(s, 'set-aside'), fallen(s, 'revoked'), notify('investor', 'permit-restored')],
      },
    },
    states: { effect: effect(s, 'revoked'), correction: correction(s), appeal: appeal(s, 'revoked') },
  });
}
