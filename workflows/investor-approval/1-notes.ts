import type { Library } from '../../src/engine/definition.js';
import type { JsonObject } from '../../src/engine/json.js';
import { requiredOf, type Required } from './1-approvals.js';
import { bodyOf } from './1-bodies.js';
import { acceptancePaper } from './1-certificates.js';
import type { Act, ApplicationContext, ApplicationEvent, Said } from './1-context.js';
import type { ApplicationSetup } from './1-setup.js';
import { DEFAULTS, type Facts } from './1-facts.js';
import { isRecognised } from './1-held.js';
import { places, project, sitesOf } from './1-sites.js';

/*
 * What the case keeps of each act, and whom it tells. Nothing here decides where the case goes. Notices belong on transitions, not on
 * entry: a case that comes back by history enters its states again and has nothing new to say.
 */

/** The part of an event that says who did it and when. */
export function actOf({ act }: { readonly act?: Act }): Act {
  return act ?? { at: 0, by: 'clock', post: null };
}

/** The instant of an event. One that the machine raises itself, on leaving a stage, is of the instant of the last act that is kept. */
export function instantOf({ context, event }: { context: ApplicationContext; event: { readonly act?: Act } }): number {
  if (event.act) return event.act.at;
  const { acceptance, decision, approvals } = context;
  const ofCases = Object.values(approvals).flatMap(({ openedAt, decidedAt }) => [openedAt, decidedAt ?? openedAt]);
  return Math.max(acceptance?.at ?? 0, decision?.at ?? 0, ...ofCases);
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
  return s.assign({
    submission: ({ event }) => actOf(event),
    filings: ({ context }) => context.filings + 1,
    letters: 0,
    deficiency: null,
    supply: null,
    returned: null,
  });
}

/** From here on the facts stand, and with them which approvals are needed. */
export function accepted(s: ApplicationSetup, { condition }: Pick<Library, 'condition'>) {
  return s.enqueueActions(({ context, event, enqueue }) => {
    const application = scheduled(context.application, event);
    const { rejected = [] } = event;
    const examination = {
      at: actOf(event).at,
      days: context.proofDays,
      rejected: rejected.map(({ approval }) => approval),
    };
    const { approvals = [], bodies = [] } = event.rules ?? {};
    const required = requiredOf(condition, approvals, application, examination);
    const body = bodyOf(condition, bodies, application);
    const settled = { application, body, ...acknowledging(required), acceptance: { rejected, ...actOf(event) } };
    enqueue.assign(settled);
    enqueue(acceptancePaper({ ...context, ...settled }));
    const told = { to: 'investor', template: 'application-acknowledged', data: { approvals: required.length } };
    enqueue({ type: 'notify', params: told });
    for (const { id, proof } of required) {
      const data = { approval: id, reason: proof?.against ?? '' };
      if (proof?.against)
        enqueue({ type: 'notify', params: { to: 'investor', template: 'proof-not-recognised', data } });
    }
  });
}

/** The approvals that are needed from now on; of each its times are told once, in a list that stands. */
export function acknowledging(required: readonly Required[]) {
  const acknowledgement = required.map(({ id, name, agency, stage, service, proof }): JsonObject => {
    const held = isRecognised(proof);
    return { approval: id, name, agency, stage, held, service: service ? { ...service } : null };
  });
  return { acknowledgement, required: required.map(({ service: _told, ...approval }) => approval) };
}

/** The application with the environmental schedules as the officer finds them. */
function scheduled(application: Facts, { environmentalSchedule, schedules = {} }: ApplicationEvent): Facts {
  const found = Object.entries(schedules).map(([site, schedule]) => [
    site,
    { ...sitesOf(application)[site], environmentalSchedule: schedule },
  ]);
  return {
    ...application,
    environmentalSchedule: environmentalSchedule ?? application['environmentalSchedule'] ?? 'none',
    sites: { ...sitesOf(application), ...Object.fromEntries(found) },
  };
}

export function deficient(s: ApplicationSetup) {
  return s.assign({
    deficiency: ({ event: { items = [], code = '', basis = '', text = '', ...event } }) => ({
      items,
      code,
      basis,
      text,
      ...actOf(event),
    }),
    letters: ({ context }) => context.letters + 1,
  });
}

/** Whether another letter may be written: one, unless the ruleset says otherwise of applications like this. */
export function lettersSpent(library: Pick<Library, 'condition'>) {
  return ({ context, event }: Said): boolean => {
    const { letters = 1, variants = [] } = event.rules?.screening ?? {};
    const everywhere = [project(context.application), ...places(context.application)];
    const other = variants.find(({ when }) => everywhere.some(({ facts }) => library.condition(when, facts)));
    return context.letters >= (other?.letters ?? letters);
  };
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
  return s.assign(({ event: { finding = '', text = '', sealed, ...event } }) => ({
    [by]: { finding, text, ...(sealed ? { sealed } : {}), ...actOf(event) },
  }));
}

export function recommended(s: ApplicationSetup) {
  return s.assign({
    recommendation: ({ event: { outcome = '', text = '', ...event } }) => ({ outcome, text, ...actOf(event) }),
  });
}

/** As the minutes have it, once they are confirmed. */
export function deferredBy(s: ApplicationSetup) {
  return s.assign({
    deferral: ({ context: { minutes }, event }) => ({
      until: minutes?.until ?? '',
      text: minutes?.text ?? '',
      ...actOf(event),
    }),
    minutes: null,
  });
}

export function refusedBy(s: ApplicationSetup) {
  return s.assign({
    refusal: ({ context: { minutes }, event }) => {
      const { code = '', basis = '', text = '', sealed } = minutes ?? {};
      return { code, basis, text, ...(sealed ? { sealed } : {}), ...actOf(event) };
    },
    minutes: null,
  });
}

export function refusedFor(s: ApplicationSetup) {
  return s.assign({
    refusal: ({ event: { code = '', basis = '', text = '', sealed, ...event } }) => ({
      code,
      basis,
      text,
      ...(sealed ? { sealed } : {}),
      ...actOf(event),
    }),
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
    suspension: ({ event: { reason = '', basis = '', text = '', regime = null, ...event } }) => ({
      reason,
      basis,
      text,
      regime,
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
