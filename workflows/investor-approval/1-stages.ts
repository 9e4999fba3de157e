import type { Library } from '../../src/engine/definition.js';
import {
  isBeside,
  isBlocked,
  isLost,
  isPassed,
  latest,
  mayRelodge,
  MOVED,
  openable,
  placeOf,
  type Opened,
  type Required,
  type Stage,
} from './1-approvals.js';
import { changeDecided, isAccepted, mayProposeScope, partyProposed, scopeProposed } from './1-changes.js';
import { formed } from './1-applicant.js';
import type { Act, ApplicationContext } from './1-context.js';
import type { ApplicationSetup } from './1-setup.js';
import { passing, standingOf, tellings } from './1-following.js';
import { actOf, discontinued, instantOf, notify, suspended } from './1-notes.js';

type Said = { readonly context: ApplicationContext };
type Heard = Said & { readonly event: { readonly act?: Act; readonly approval?: string } };

/** What goes on in every stage: it waits for its approvals, it can be suspended and taken up again, and it can be withdrawn. */

/** Where a withdrawal leads from any state in which nothing is decided for good; the children hear of it there. */
export const WITHDRAWN = '#investor-approval.withdrawn';

export function interruptions(s: ApplicationSetup, stage: Stage, library: Library) {
  return {
    withdraw: WITHDRAWN,
    proposeScope: { guard: mayProposeScope, actions: scopeProposed(s, library) },
    proposeParty: { guard: isAccepted, actions: partyProposed(s) },
    suspend: {
      target: `#investor-approval.${stage}.suspended`,
      actions: [
        suspended(s),
        {
          type: 'tellChildren' as const,
          params: ({ context: { suspension } }: Said) => ({
            event: 'suspendByParent',
            data: { reason: suspension?.reason ?? '', basis: suspension?.basis ?? '' },
          }),
        },
        notify('investor', 'application-suspended'),
      ],
    },
  };
}

/** Every stage keeps its own place, so that a suspended application is still seen in its stage. */
export function suspension(s: ApplicationSetup, stage: Stage) {
  return s.createStateConfig({
    on: {
      withdraw: WITHDRAWN,
      resume: {
        target: `#investor-approval.${stage}.underway.previous`,
        actions: [
          s.assign({ suspension: null }),
          { type: 'tellChildren', params: { event: 'resumeByParent' } },
          notify('investor', 'application-resumed'),
        ],
      },
    },
  });
}

/** Waits until what blocks the stage is in force, opening approvals as those they depend on come into force. */
export function approvals(s: ApplicationSetup, stage: Stage, library: Library) {
  const passed = (heard: Heard) => isPassed(heard.context, stage, instantOf(heard));
  const blocked = (heard: Heard) => isBlocked(heard.context, stage, instantOf(heard));
  return s.createStateConfig({
    initial: 'waiting',
    entry: opening(s, stage),
    on: {
      approvalDecided: { actions: [decided(s), formed(s), opening(s, stage)] },
      changeDecided: { actions: [changeDecided(s, library), opening(s, stage)] },
      relodge: relodging(s),
    },
    states: {
      waiting: {
        always: [
          { guard: passed, target: 'granted' },
          {
            guard: blocked,
            target: 'blocked',
            actions: [notify('investor', 'application-blocked'), notify('agency', 'application-blocked')],
          },
        ],
      },
      // A needed approval is refused or lost: nobody waits in silence. The investor lodges anew or withdraws, or the lead agency ends it.
      blocked: {
        always: { guard: (heard: Heard) => !blocked(heard), target: 'waiting' },
        on: { discontinue: { target: '#investor-approval.discontinued', actions: discontinued(s) } },
      },
      granted: { type: 'final' },
    },
  });
}

/** Opens a case for an approval. The key tells the rounds apart, for the same key would be the same case. */
function openedAs(as: Required, round: number, { application, required }: ApplicationContext) {
  const { id, approval, agency } = as;
  const key = round === 1 ? id : `${id}.${round}`;
  const beside = required.filter((other) => isBeside(other, as)).map((other) => other.approval);
  const data = { approval, application: placeOf(application, as), required: beside };
  return { key, workflow: 'permit', data, agency };
}

function opened(approval: string, round: number, openedAt: number): Opened {
  return { approval, round, outcome: null, openedAt, decidedAt: null };
}

function opening(s: ApplicationSetup, stage: Stage) {
  return s.enqueueActions(({ context, event, enqueue }) => {
    const at = instantOf({ context, event });
    const children = openable(context, stage, at).map((approval) => {
      const round = (latest(context, approval.id)?.round ?? 0) + 1;
      const params = openedAs(approval, round, context);
      return { params, entry: [params.key, opened(approval.id, round, at)] as const };
    });
    if (children.length === 0) return;
    const entries = Object.fromEntries(children.map(({ entry }) => entry));
    enqueue.assign({ approvals: { ...context.approvals, ...entries } });
    for (const { params } of children) enqueue({ type: 'openChild', params });
  });
}

export function relodging(s: ApplicationSetup) {
  return {
    guard: (heard: Heard) => mayRelodge(heard.context, heard.event.approval ?? '', instantOf(heard)),
    actions: s.enqueueActions(({ context, event, enqueue }) => {
      const approval = context.required.find(({ id }) => id === event.approval);
      if (!approval) return;
      const round = (latest(context, approval.id)?.round ?? 0) + 1;
      const params = openedAs(approval, round, context);
      enqueue.assign({
        approvals: { ...context.approvals, [params.key]: opened(approval.id, round, actOf(event).at) },
      });
      enqueue({ type: 'openChild', params });
    }),
  };
}

/** What has become of a child. An approval that is lost is told, in whatever stage the application is by then. */
export function decided(s: ApplicationSetup) {
  return s.enqueueActions(({ context, event, enqueue }) => {
    const { child = '', outcome = null } = event;
    const known = context.approvals[child];
    if (!known || known.outcome === MOVED) return;
    const approvals = { ...context.approvals, [child]: standingOf(context, known, event) };
    enqueue.assign({ approvals });
    // Told of a stay that is over, it still knows that it had spread.
    const heard = {
      ...context,
      approvals: { ...approvals, [child]: { ...known, ...approvals[child], spread: known.spread ?? false } },
    };
    for (const params of tellings(heard, event)) enqueue({ type: 'tellChildren', params });
    const passed = passing(context, known, event);
    if (passed) {
      const { as, required, received } = passed;
      const round = (latest(context, as.id)?.round ?? 0) + 1;
      const { data: given, ...next } = openedAs(as, round, { ...context, required });
      enqueue.assign({
        required,
        approvals: { ...approvals, [next.key]: opened(as.id, round, actOf(event).at) },
      });
      enqueue({ type: 'openChild', params: { ...next, data: { ...given, received } } });
    }
    const data = { approval: known.approval, outcome };
    if (isLost(outcome)) enqueue({ type: 'notify', params: { to: 'agency', template: 'approval-lost', data } });
  });
}
