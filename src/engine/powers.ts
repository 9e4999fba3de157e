import { describePower, postFor, type Actor, type Post } from './actor.js';
import type { LoadedWorkflow } from './load.js';
import { Rejection } from './rejection.js';
import type { CaseState } from './state.js';

/** The post by which an actor may bring an event about, or null. */
export function powerOver(workflow: LoadedWorkflow, state: CaseState, type: string, actor: Actor): Post | null {
  const declaration = workflow.definition.events[type];
  if (!declaration) return null;
  if (declaration.notBy?.some((earlier) => state.acts[earlier] === actor.id)) return null;
  for (const power of declaration.by) {
    const post = postFor(actor, power, state);
    if (post) return post;
  }
  return null;
}

/** That post. Throws Rejection `actor`, saying whom the event is for. */
export function mayAct(workflow: LoadedWorkflow, state: CaseState, type: string, actor: Actor): Post {
  const post = powerOver(workflow, state, type, actor);
  if (post) return post;
  const declaration = workflow.definition.events[type];
  const twice = declaration?.notBy?.find((earlier) => state.acts[earlier] === actor.id);
  if (twice !== undefined && declaration?.by.some((power) => postFor(actor, power, state))) {
    throw new Rejection('actor', `"${type}" needs another person than the one who did "${twice}"`);
  }
  const who = (declaration?.by ?? []).map((power) => describePower(power, state)).join(' or ');
  throw new Rejection('actor', `"${type}" is for ${who}`);
}
