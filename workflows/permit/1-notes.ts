import type { JsonObject } from '../../src/engine/json.js';
import type { Act, PermitContext } from './1-context.js';
import type { Heard, PermitEvent, PermitSetup, Said } from './1-setup.js';

/*
 * What the case keeps of each act, and whom it tells. Nothing here decides where the case goes. Notices belong on transitions, not on
 * entry: a case that comes back by history enters its states again and has nothing new to say. To tell the parent twice does no harm.
 */

/** The part of an event that says who did it and when. */
export function actOf({ act }: { readonly act?: Act }): Act {
  return act ?? { at: 0, by: 'clock', post: null };
}

export function notify(to: string, template: string) {
  return {
    type: 'notify' as const,
    params: ({ context }: Said) => ({ to, template, data: { approval: context.approval.name } }),
  };
}

export function tell(outcome: string) {
  return { type: 'tellParent' as const, params: { event: 'approvalDecided', outcome } };
}

/** Consultations and duties that are still open have lost their object. */
export const RELEASE = { type: 'tellChildren' as const, params: { event: 'release' } };

/** Fixes an instant: that of the event. */
export const mark = (name: string) => ({ type: 'mark' as const, params: { name } });

/**
 * Fixes the date to which something is put off: its first instant in Pakistan (UTC+5 all the year), for the clock that ends with it counts no
 * days. A date that is over already is today's.
 */
export const markUntil = (name: string) => ({
  type: 'mark' as const,
  params: ({ event }: Heard) => ({
    name,
    at: Math.max(Date.parse(`${event.until ?? ''}T00:00:00+05:00`), actOf(event).at),
  }),
});

export const isDeemed = (context: PermitContext): boolean => context.grant?.how === 'deemed';

type ActField = {
  [Field in keyof PermitContext]: PermitContext[Field] extends Act | null ? Field : never;
}[keyof PermitContext];

type ListField = {
  [Field in keyof PermitContext]: PermitContext[Field] extends readonly JsonObject[] ? Field : never;
}[keyof PermitContext];

/** Keeps an act under a field, with what was said and who did it when. */
export function kept<Field extends ActField>(
  s: PermitSetup,
  field: Field,
  said: (event: PermitEvent) => Omit<NonNullable<PermitContext[Field]>, keyof Act>,
) {
  return s.assign(({ event }) => ({ [field]: { ...said(event), ...actOf(event) } }));
}

/** Adds an act to those of its kind. */
export function added(
  s: PermitSetup,
  field: ListField,
  said: (event: PermitEvent, context: PermitContext) => JsonObject,
) {
  return s.assign(({ context, event }) => ({
    [field]: [...context[field], { ...said(event, context), ...actOf(event) }],
  }));
}

export const reasonsOf = ({ code = '', basis = '', text = '' }: PermitEvent) => ({ code, basis, text });
export const wordsOf = ({ text = '', papers = [] }: PermitEvent) => ({ text, papers });

/** How something reached whom it was for; the event itself is of the day on which it did. */
export const serviceOf = ({ how = 'portal', number, proof }: PermitEvent) => ({
  how,
  number: number ?? null,
  proof: proof ?? null,
});

export const lodged = (s: PermitSetup) =>
  kept(s, 'lodging', ({ papers = [], challan = null, undertaking = null, subject = null }) => ({
    papers,
    challan,
    undertaking,
    subject,
  }));

/** The filing of another case counts as lodged when that one was; its papers need not be filed again. */
export function taken(s: PermitSetup) {
  return s.assign(({ context: { received } }) =>
    received === null
      ? {}
      : {
          lodging: {
            papers: received.papers,
            challan: received.challan,
            undertaking: null,
            subject: received.subject,
            at: received.lodgedAt,
            by: received.from,
            post: null,
          },
        },
  );
}

export const complete = (s: PermitSetup, how: 'declared' | 'silence') => kept(s, 'completeness', () => ({ how }));
export const deficient = (s: PermitSetup) =>
  s.assign(({ context, event }) => ({
    deficiency: { items: event.items ?? [], ...reasonsOf(event), ...actOf(event) },
    notices: context.notices + 1,
  }));
export const supplied = (s: PermitSetup) => kept(s, 'supply', wordsOf);
export const asked = (s: PermitSetup) =>
  kept(s, 'query', ({ ground = '', basis = '', text = '', items = [] }) => ({ ground, basis, text, items }));
export const answered = (s: PermitSetup) => kept(s, 'answer', wordsOf);
export const recommended = (s: PermitSetup) =>
  kept(s, 'recommendation', ({ outcome = '', text = '' }) => ({ outcome, text }));
export const deferred = (s: PermitSetup) => kept(s, 'deferral', ({ until = '', text = '' }) => ({ until, text }));
/** The reasons for which a filing is returned, or a permit suspended, revoked or set aside. */
export const endedFor = (s: PermitSetup) => kept(s, 'ending', reasonsOf);
export const suspended = (s: PermitSetup) =>
  kept(s, 'suspension', ({ reason = '', basis = '' }) => ({ reason, basis }));
/** By an order that suspends a whole regime, beside whatever else stops the case. */
export const ordered = (s: PermitSetup) =>
  kept(s, 'regime', ({ regime = '', basis = '', text = '' }) => ({ regime, basis, text }));
export const stayed = (s: PermitSetup) =>
  kept(s, 'stay', ({ dependents = false, ...event }) => ({ ...orderOf(event), dependents }));
export const stayedAbove = (s: PermitSetup) => kept(s, 'stayAbove', orderOf);
export const proposed = (s: PermitSetup) => kept(s, 'correction', ({ seq = 0, text = '' }) => ({ seq, text }));

function orderOf({ court = '', number = '', date = '' }: { court?: string; number?: string; date?: string }) {
  return { court, number, date };
}

/** A case that goes on as another: the parent opens that one, with the papers and the time of receipt of this one. */
export function passedOn(s: PermitSetup, outcome: 'converted' | 'transferred') {
  return [
    kept(s, 'passedOn', ({ to = '', basis = '', text = '' }) => ({ to, basis, text })),
    {
      type: 'tellParent' as const,
      params: ({ context: { lodging }, event }: Heard) => ({
        event: 'approvalDecided',
        outcome,
        data: {
          to: event.to ?? '',
          lodgedAt: lodging?.at ?? 0,
          papers: lodging?.papers ?? [],
          challan: lodging?.challan ?? null,
          subject: lodging?.subject ?? null,
        },
      }),
    },
    notify('investor', `filing-${outcome}`),
  ] as const;
}
