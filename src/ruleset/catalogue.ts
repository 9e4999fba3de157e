import type { JsonObject } from '../engine/index.js';
import { type Layer, layersOf } from './layers.js';
import type { ApprovalSource, RulesetSource } from './source.js';

/** What the machine of an application is given of the ruleset. */
export function catalogueOf(source: RulesetSource, approvals: readonly ApprovalSource[]): JsonObject {
  const { recognition, bodies, screening } = source;
  const layers = layersOf(source);
  return {
    approvals: approvals.map((approval) => inCatalogue(approval, layers)),
    ...(bodies ? { bodies: bodies.map((body) => ({ ...body })) } : {}),
    ...(recognition ? { recognition: { days: recognition.days } } : {}),
    ...(screening ? { screening: { ...screening } } : {}),
  };
}

function inCatalogue(approval: ApprovalSource, layers: readonly Layer[]): JsonObject {
  const { id, name, agency, stage, per = 'project', applies, dependsOn, blocks, variants = [] } = approval;
  const own = layers.filter((layer) => layer.approval.id === id);
  const service = serviceOf(own.find(({ variant }) => variant === undefined));
  const ways = variants.map((variant) => ({
    when: variant.when,
    ...(variant.agency === undefined ? {} : { agency: variant.agency }),
    ...(variant.dependsOn === undefined
      ? {}
      : { dependsOn: variant.dependsOn.filter((earlier) => dependsOn.includes(earlier)) }),
    ...serviceOf(own.find((layer) => layer.variant?.id === variant.id)),
  }));
  return {
    id,
    name,
    agency,
    stage,
    per,
    applies,
    dependsOn,
    blocks,
    ...service,
    ...(approval.incorporates === true ? { incorporates: true } : {}),
    ...(ways.length > 0 ? { variants: ways } : {}),
  };
}

/** What can be said of the time for an approval before anything is lodged. */
function serviceOf(layer: Layer | undefined): { readonly service?: JsonObject } {
  const decision = layer?.clocks['decision'];
  if (!layer || !decision) return {};
  const { length = '', start = '', source = '' } = decision;
  return { service: { within: length, law: isLaw(decision), starts: start, source, silence: silenceOf(layer) } };
}

const isLaw = ({ force, confirmed }: { readonly force?: string; readonly confirmed?: boolean } = {}): boolean =>
  force === 'limit' && confirmed === true;

/** What follows from silence, and whether it does so by confirmed law. */
function silenceOf({ silence, clocks }: Layer): JsonObject | null {
  switch (silence.rule) {
    case 'none':
      return null;
    case 'deemed':
      return { rule: silence.rule, after: silence.after, basis: silence.basis, law: isLaw(clocks['deemed']) };
    case 'deemed-after-reminder': {
      const after = `${silence.after}, a written reminder, and ${silence.further}`;
      const law = isLaw(clocks['decision']) && isLaw(clocks['afterReminder']);
      return { rule: silence.rule, after, basis: silence.basis, law };
    }
    case 'no-objection':
      return { rule: silence.rule, after: silence.after, basis: silence.basis, law: false };
    case 'grant-then-confirm':
    case 'grant-then-verify':
      return { rule: silence.rule, basis: silence.basis, law: false };
  }
}
