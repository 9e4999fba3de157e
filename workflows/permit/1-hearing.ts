import type { JsonObject } from '../../src/engine/json.js';
import type { Hearing } from './1-context.js';
import { actOf, markUntil, notify, serviceOf } from './1-notes.js';
import type { PermitEvent, PermitSetup, Said } from './1-setup.js';

/**
 * A public hearing, where the approval needs one: called, made public, held no sooner than the notice has run from its actual
 * publication. Objectors may be registered until it is over; an adjournment has a date and a reason; the minutes close it.
 */
export function hearing(s: PermitSetup) {
  const registering = { registerObjector: { actions: heard(s, objected) } };
  return s.createStateConfig({
    initial: 'due',
    states: {
      due: {
        always: [
          { guard: ({ context }: Said) => !context.approval.needs.includes('hearing'), target: 'none' },
          { guard: ({ context }: Said) => context.hearing.minutes !== null, target: 'held' },
        ],
        on: { callHearing: { target: 'called', actions: heard(s, (_, event) => ({ call: saidOf(event) })) } },
      },
      called: {
        on: {
          serveHearingNotice: {
            target: 'noticed',
            actions: [
              heard(s, (_, event) => ({ notice: { ...serviceOf(event), ...actOf(event) } })),
              notify('investor', 'hearing-called'),
            ],
          },
        },
      },
      noticed: {
        on: {
          ...registering,
          callHearing: { target: 'called', actions: heard(s, (_, event) => ({ call: saidOf(event) })) },
        },
        after: { hearingNotice: { target: 'open', actions: notify('agency', 'hearing-may-be-held') } },
      },
      open: {
        on: {
          ...registering,
          adjournHearing: {
            target: 'adjourned',
            actions: [heard(s, adjourned), markUntil('adjournedTo'), notify('investor', 'hearing-adjourned')],
          },
          recordMinutes: { target: 'held', actions: heard(s, (_, event) => ({ minutes: saidOf(event) })) },
        },
      },
      adjourned: { on: registering, after: { adjournment: 'open' } },
      held: {},
      none: {},
    },
  });
}

function heard(s: PermitSetup, change: (hearing: Hearing, event: PermitEvent) => Partial<Hearing>) {
  return s.assign({ hearing: ({ context, event }) => ({ ...context.hearing, ...change(context.hearing, event) }) });
}

const objected = ({ objectors }: Hearing, event: PermitEvent): Partial<Hearing> => ({
  objectors: [...objectors, saidOf(event)],
});

const adjourned = ({ adjournments }: Hearing, event: PermitEvent): Partial<Hearing> => ({
  adjournments: [...adjournments, saidOf(event)],
});

/** All that was said in an event, and who said it when. */
export function saidOf({ act, ...event }: PermitEvent): JsonObject {
  const said = Object.entries(event as JsonObject).filter(([field]) => field !== 'type');
  return { ...Object.fromEntries(said), ...actOf({ act }) };
}
