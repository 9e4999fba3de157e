import type { Library } from '../../src/engine/definition.js';
import { requiredOf } from './1-approvals.js';
import type { Act, ApplicationContext, ApplicationSetup } from './1-context.js';
import { DEFAULTS, type Facts } from './1-facts.js';

/*
 * What the case keeps of each act, and whom it tells. Nothing here decides where the case goes. Notices belong on transitions, not on
 * entry: a case that comes back by history enters its states again and has nothing new to say.
 */

/** The part of an event that says who did it and when. */
export function actOf({ act }: { readonly act?: Act }): Act {
  return act ?? { at: 0, by: 'clock', post: null };
}

export function notify(to: string, template: string) {
  return {
    type: 'notify' as const,
    params: ({ context }: { context: ApplicationContext }) => ({
      to,
      template,
      data: { title: context.application['title'] ?? '' },
    }),
  };
}

export function amended(s: ApplicationSetup) {
  return s.assign({
    application: ({ context, event }) => ({ ...context.application, ...factsOf(event) }),
  });
}

/** The facts of an amendment stand beside the event's own words. */
function factsOf(event: object): Facts {
  return Object.fromEntries(Object.entries(event).filter(([name]) => Object.hasOwn(DEFAULTS, name)));
}

export function submitted(s: ApplicationSetup) {
  return s.assign({ submission: ({ event }) => actOf(event), deficiency: null, supply: null, returned: null });
}

/** From here on the facts stand, and with them which approvals are needed. */
export function accepted(s: ApplicationSetup, { condition }: Pick<Library, 'condition'>) {
  return s.assign(({ context, event }) => {
    const { environmentalSchedule = context.application['environmentalSchedule'] } = event;
    const application = { ...context.application, environmentalSchedule };
    const required = requiredOf(condition, context.catalogue, application);
    return { application, required, catalogue: [], acceptance: actOf(event) };
  });
}

export function deficient(s: ApplicationSetup) {
  return s.assign({
    deficiency: ({ event: { items = [], text = '', ...event } }) => ({ items, text, ...actOf(event) }),
  });
}

export function supplied(s: ApplicationSetup) {
  return s.assign({
    supply: ({ event: { text = '', ...event } }) => ({ text, ...actOf(event) }),
    application: ({ context, event }) => ({ ...context.application, ...event.application }),
  });
}

export function returned(s: ApplicationSetup) {
  return s.assign({
    returned: ({ event: { code = '', basis = '', text = '', ...event } }) => ({ code, basis, text, ...actOf(event) }),
  });
}

export function found(s: ApplicationSetup, by: 'appraisal' | 'diligence') {
  return s.assign(({ event: { finding = '', text = '', ...event } }) => ({ [by]: { finding, text, ...actOf(event) } }));
}

export function recommended(s: ApplicationSetup) {
  return s.assign({
    recommendation: ({ event: { outcome = '', text = '', ...event } }) => ({ outcome, text, ...actOf(event) }),
  });
}

export function approved(s: ApplicationSetup) {
  return s.assign({
    decision: ({ event: { outcome = '', basis = '', text = '', conditions = [], ...event } }) => ({
      outcome,
      basis,
      text,
      conditions,
      ...actOf(event),
    }),
    deferral: null,
  });
}

export function deferred(s: ApplicationSetup) {
  return s.assign({
    deferral: ({ event: { until = '', text = '', ...event } }) => ({ until, text, ...actOf(event) }),
  });
}

export function refusedFor(s: ApplicationSetup) {
  return s.assign({
    refusal: ({ event: { code = '', basis = '', text = '', ...event } }) => ({ code, basis, text, ...actOf(event) }),
  });
}

export function discontinued(s: ApplicationSetup) {
  return s.assign({
    discontinuation: ({ event: { code = '', basis = '', text = '', ...event } }) => ({
      code,
      basis,
      text,
      ...actOf(event),
    }),
  });
}

export function suspended(s: ApplicationSetup) {
  return s.assign({
    suspension: ({ event: { reason = '', basis = '', text = '', ...event } }) => ({
      reason,
      basis,
      text,
      ...actOf(event),
    }),
  });
}

export function reportedReady(s: ApplicationSetup) {
  return s.assign({ readiness: ({ event: { text = '', ...event } }) => ({ text, ...actOf(event) }) });
}

export function defective(s: ApplicationSetup) {
  return s.assign({
    defects: ({ event: { items = [], text = '', ...event } }) => ({ items, text, ...actOf(event) }),
  });
}

export function operating(s: ApplicationSetup) {
  return s.assign({
    operation: ({ event: { inspectedOn = '', text = '', ...event } }) => ({ inspectedOn, text, ...actOf(event) }),
  });
}

export function proposed(s: ApplicationSetup) {
  return s.assign({
    correction: ({ event: { seq = 0, text = '', ...event } }) => ({ seq, text, ...actOf(event) }),
  });
}

/** Nothing is edited: a refusal that falls is kept beside the correction by which it fell. */
export function annulled(s: ApplicationSetup) {
  return s.assign(({ context: { correction, annulments, refusal }, event }) => {
    const annulment = { correction, countersigned: actOf(event), annulled: { refusal } };
    return { annulments: [...annulments, JSON.parse(JSON.stringify(annulment))], correction: null, refusal: null };
  });
}
