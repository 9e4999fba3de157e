import { describePower, postFor, type Actor, type Post } from './actor.js';
import type { EventDeclaration } from './definition.js';
import type { LoadedWorkflow } from './load.js';
import { failure } from './plain.js';
import { Rejection } from './rejection.js';
import type { CaseState } from './state.js';

/* Whether somebody may bring an event about on a case: by role and post, with other eyes than before, and without a conflict. */

/** The post by which the actor may, or null where the actor may not. */
export function powerOver(workflow: LoadedWorkflow, state: CaseState, type: string, actor: Actor): Post | null {
  const declaration = workflow.definition.events[type];
  if (!declaration || doneBy(declaration, state, actor) !== undefined || barred(declaration, state, actor)) return null;
  return postOf(declaration, state, actor);
}

/** As `powerOver`. Throws Rejection `actor`, which says what the actor lacks. */
export function mayAct(workflow: LoadedWorkflow, state: CaseState, type: string, actor: Actor): Post {
  const declaration = workflow.definition.events[type];
  const post = declaration ? postOf(declaration, state, actor) : null;
  if (!declaration || !post) {
    const who = (declaration?.by ?? []).map((power) => describePower(power, state)).join(' or ');
    throw new Rejection('actor', `"${type}" is for ${who}`);
  }
  const twice = doneBy(declaration, state, actor);
  if (twice !== undefined)
    throw new Rejection('actor', `"${type}" needs another person than the one who did "${twice}"`);
  const reason = barred(declaration, state, actor);
  if (reason !== null) throw new Rejection('actor', `"${type}" is not for you: ${reason}`);
  return post;
}

function postOf({ by }: EventDeclaration, state: CaseState, actor: Actor): Post | null {
  for (const power of by) {
    const post = postFor(actor, power, state);
    if (post) return post;
  }
  return null;
}

/** The event, of those that ask for other eyes, that this very actor did last. */
function doneBy({ notBy }: EventDeclaration, state: CaseState, actor: Actor): string | undefined {
  return notBy?.find((earlier) => state.acts[earlier] === actor.id);
}

/** Why the case itself keeps this person from the event, or null. Throws Rejection `workflow` where the workflow fails on it. */
function barred({ except }: EventDeclaration, state: CaseState, actor: Actor): string | null {
  if (!except) return null;
  try {
    const reasons = except((state.snapshot['context'] ?? {}) as never);
    return Object.hasOwn(reasons, actor.id) ? (reasons[actor.id] ?? null) : null;
  } catch (error) {
    throw failure('the workflow failed on who may not act', error);
  }
}
