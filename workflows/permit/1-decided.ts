import type { JsonObject } from '../../src/engine/json.js';
import type { Grant, PermitContext } from './1-context.js';
import { actOf, kept, reasonsOf, serviceOf } from './1-notes.js';
import type { PermitEvent, PermitSetup } from './1-setup.js';

/* What the case keeps of a decision: signed, served, deemed, fallen. */

type How = Grant['how'];

export const granted = (s: PermitSetup, how: How) =>
  kept(s, 'grant', ({ basis = '', text = '', conditions = [], provisional = false }) => ({
    how,
    basis,
    text,
    conditions,
    provisional,
  }));

export const refusedFor = (s: PermitSetup) =>
  kept(s, 'refusal', (event) => ({ ...reasonsOf(event), ...(event.sealed ? { sealed: event.sealed } : {}) }));
/** Served by the act that signs it: what is signed in the portal is in the investor's hands at once. */
export const servedByPortal = (s: PermitSetup) =>
  kept(s, 'service', () => ({ how: 'portal', number: null, proof: null }));
export const served = (s: PermitSetup) => kept(s, 'service', serviceOf);

/** Silence grants, or a person finds that it has. A decision that was signed and not served in time falls. */
export function deemed(s: PermitSetup) {
  return s.assign(({ context, event }) => {
    const { silence, legalBasis } = context.approval;
    const { basis = silence.basis ?? legalBasis, text = 'The agency was silent for the time that the law gives it.' } =
      event;
    const grant: Grant = { how: 'deemed', basis, text, conditions: [], provisional: false, ...actOf(event) };
    const unserved = context.grant ?? context.refusal;
    const fallen = unserved === null ? [] : [annulment('silence', { ...actOf(event) }, context)];
    return { annulments: [...context.annulments, ...fallen], grant, refusal: null, service: null };
  });
}

/** Nothing is edited: a decision that falls is kept beside the act by which it fell. Where a revocation falls, the grant stands again. */
export function annulled(s: PermitSetup, by: 'correction' | 'authority', what: 'decision' | 'revocation' = 'decision') {
  return s.assign(({ context, event }) => {
    const act =
      by === 'correction'
        ? { ...context.correction, countersigned: actOf(event) }
        : { ...authorityOf(event), ...actOf(event) };
    const annulments = [...context.annulments, annulment(by, act, context)];
    const decision = { grant: null, service: null, discharge: null, discharged: false };
    const fallen = { annulments, correction: null, refusal: null, ending: null, interimStay: null };
    return what === 'revocation' ? fallen : { ...fallen, ...decision };
  });
}

function authorityOf({ code = '', basis = '', number = '', date = '', text = '' }: PermitEvent): JsonObject {
  return { code, basis, number, date, text };
}

function annulment(
  by: string,
  act: JsonObject | object,
  { grant, refusal, ending, service }: PermitContext,
): JsonObject {
  return JSON.parse(JSON.stringify({ by, act, annulled: { grant, refusal, ending, service } }));
}
