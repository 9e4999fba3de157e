import type { Act, PermitContext, PermitSetup } from './1-context.js';

/*
 * What the case keeps of each act, and whom it tells. Nothing here decides where the case goes. Notices belong on transitions, not on
 * entry: a case that comes back by history enters its states again and has nothing new to say. To tell the parent twice does no harm.
 */

type Said = { readonly context: PermitContext };

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

export const isDeemed = (context: PermitContext): boolean => context.grant?.how === 'deemed';

export function lodged(s: PermitSetup) {
  return s.assign({
    lodging: ({ event }) => ({ papers: event.papers ?? [], challan: event.challan ?? null, ...actOf(event) }),
  });
}

export function complete(s: PermitSetup, how: 'declared' | 'silence') {
  return s.assign({ completeness: ({ event }) => ({ how, ...actOf(event) }) });
}

export function deficient(s: PermitSetup) {
  return s.assign({
    deficiency: ({ event }) => ({ items: event.items ?? [], text: event.text ?? '', ...actOf(event) }),
  });
}

export function supplied(s: PermitSetup) {
  return s.assign({
    supply: ({ event }) => ({ text: event.text ?? '', papers: event.papers ?? [], ...actOf(event) }),
  });
}

export function asked(s: PermitSetup) {
  return s.assign({
    query: ({ event: { ground = '', text = '', items = [], ...event } }) => ({ ground, text, items, ...actOf(event) }),
  });
}

export function answered(s: PermitSetup) {
  return s.assign({
    answer: ({ event }) => ({ text: event.text ?? '', papers: event.papers ?? [], ...actOf(event) }),
  });
}

export function recommended(s: PermitSetup) {
  return s.assign({
    recommendation: ({ event }) => ({ outcome: event.outcome ?? '', text: event.text ?? '', ...actOf(event) }),
  });
}

export function signed(s: PermitSetup) {
  return s.assign({
    grant: ({ event: { basis = '', text = '', conditions = [], ...event } }) => ({
      how: 'signed',
      basis,
      text,
      conditions,
      ...actOf(event),
    }),
  });
}

export function deemed(s: PermitSetup) {
  return s.assign({
    grant: ({ context, event }) => ({
      how: 'deemed',
      basis: context.approval.silence.basis ?? context.approval.legalBasis,
      text: 'The agency was silent for the time that the law gives it.',
      conditions: [],
      ...actOf(event),
    }),
  });
}

export function refusedFor(s: PermitSetup) {
  return s.assign({
    refusal: ({ event: { code = '', basis = '', text = '', ...event } }) => ({ code, basis, text, ...actOf(event) }),
  });
}

/** The reasons for which a filing is returned, or a permit suspended, revoked or set aside. */
export function endedFor(s: PermitSetup) {
  return s.assign({
    ending: ({ event: { code = '', basis = '', text = '', ...event } }) => ({ code, basis, text, ...actOf(event) }),
  });
}

export function stayed(s: PermitSetup) {
  return s.assign({
    stay: ({ event: { court = '', number = '', date = '', ...event } }) => ({ court, number, date, ...actOf(event) }),
  });
}

export function suspended(s: PermitSetup) {
  return s.assign({
    suspension: ({ event: { reason = '', basis = '', ...event } }) => ({ reason, basis, ...actOf(event) }),
  });
}

export function proposed(s: PermitSetup) {
  return s.assign({
    correction: ({ event }) => ({ seq: event.seq ?? 0, text: event.text ?? '', ...actOf(event) }),
  });
}

/** Nothing is edited: a decision that falls is kept beside the act by which it fell. */
export function annulled(s: PermitSetup, by: 'correction' | 'authority') {
  return s.assign(({ context: { correction, annulments, grant, refusal, ending }, event }) => {
    const { code = '', basis = '', text = '' } = event;
    const act =
      by === 'correction' ? { ...correction, countersigned: actOf(event) } : { code, basis, text, ...actOf(event) };
    return {
      annulments: [...annulments, JSON.parse(JSON.stringify({ by, act, annulled: { grant, refusal, ending } }))],
      correction: null,
      grant: null,
      refusal: null,
      ending: null,
    };
  });
}
