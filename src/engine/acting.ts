import { postName, type Actor, type Post } from './actor.js';
import type { EventAct } from './definition.js';
import type { CaseState } from './state.js';

/* What is kept of who acted, and for whom. */

/** An act as the machine is told of it. */
export function actBy({ id }: Actor, post: Post | null, at: number): EventAct {
  return { at, by: id, post: postName(post), ...behalfOf(post) };
}

export const behalfOf = (whose: Pick<Post, 'onBehalfOf'> | null): Pick<Post, 'onBehalfOf'> =>
  whose?.onBehalfOf === undefined ? {} : { onBehalfOf: whose.onBehalfOf };

/** Who did what last, with this. */
export function doneBy(
  state: CaseState,
  type: string,
  { id }: Actor,
  post: Post | null,
): Pick<CaseState, 'acts' | 'behalf'> {
  const acts = { ...state.acts, [type]: id };
  if (!state.behalf && post?.onBehalfOf === undefined) return { acts };
  const { [type]: _, ...others } = state.behalf ?? {};
  return { acts, behalf: { ...others, ...(post?.onBehalfOf === undefined ? {} : { [type]: post.onBehalfOf }) } };
}
