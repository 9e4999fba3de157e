import { Rejection, type Actor, type Belonging, type Post } from '../engine/index.js';
import { agenciesOf, coordinates } from './policy.js';

/** Agencies whose internal notes the actor sees: those the actor works in, and no others; not the lead agency those of others, nor the auditor any. */
export function notesSeenBy(actor: Actor): readonly string[] {
  return agenciesOf(actor);
}

/** The post from which the actor makes a note on a case: one of its agency, else of the lead agency. Throws Rejection where there is none. */
export function mayNote(actor: Actor, { agency }: Belonging): Post & { readonly agency: string } {
  const posts = actor.posts.flatMap((post) => (post.agency === undefined ? [] : [{ ...post, agency: post.agency }]));
  const staff = posts.filter(({ agency: its }) => agenciesOf(actor).includes(its));
  const post = staff.find((one) => one.agency === agency) ?? staff.find(coordinates);
  if (!post) throw new Rejection('actor', 'notes are made by those of the agency');
  return post;
}
