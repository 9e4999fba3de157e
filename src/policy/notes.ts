import { Rejection, type Actor, type Post } from '../engine/index.js';
import { agenciesOf, coordinates, empowersAt, worksIn, type Situated } from './policy.js';

type NotingPost = Post & { readonly agency: string };

/** Agencies whose internal notes the actor sees: those the actor works in, and no others; not the lead agency those of others, nor the auditor any. */
export function notesSeenBy(actor: Actor): readonly string[] {
  return agenciesOf(actor);
}

/**
 * The post from which the actor makes a note on a case: one of its agency, else of the lead agency, that reaches where the case is. Throws Rejection
 * where there is none.
 */
export function mayNote(actor: Actor, { agency, place }: Pick<Situated, 'agency' | 'place'>): NotingPost {
  const posts = actor.posts.flatMap((post) => (post.agency === undefined ? [] : [{ ...post, agency: post.agency }]));
  const there = posts.filter((post) => worksIn(post, post.agency) && empowersAt(post, place));
  const post = there.find((one) => one.agency === agency) ?? there.find(coordinates);
  if (!post) throw new Rejection('actor', 'notes are made by those of the agency');
  return post;
}
