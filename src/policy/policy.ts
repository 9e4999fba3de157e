import {
  isWithin,
  mandatesOver,
  placeOf,
  type Actor,
  type Belonging,
  type CaseState,
  type Post,
} from '../engine/index.js';
import { LEAD } from '../identity/accounts.js';
import { placeFrom, placeText } from '../store/places.js';

const STAFF = ['officer', 'manager', 'member'];

/** Whose a case or a task is, and where: what decides who may know of it. The place is spelt as `placeText` does. */
export interface Situated extends Belonging {
  readonly place: string | null;
}

/** A case that is at hand, as what decides who may know of it. */
export function situated(state: CaseState): Situated {
  const { owner, agency, root } = state;
  return { owner, agency, root, place: placeText(placeOf(state)) };
}

/** Whether a post is one of those in the lead agency that coordinate. */
export const coordinates = ({ role, agency }: Pick<Post, 'role' | 'agency'>): boolean =>
  agency === LEAD && (role === 'officer' || role === 'manager');

/** The lead agency coordinates all and the auditor reads all: of every agency, as far as the post reaches. */
export const overseeing = (post: Post): boolean => post.role === 'auditor' || coordinates(post);

/** Whether a post is one of those who do the work of an agency. */
export const worksIn = ({ role, agency }: Post, its: string | null): boolean =>
  agency !== undefined && agency === its && STAFF.includes(role);

/** Whether a post empowers at a place. Most posts have no bounds, and nothing is read then. */
export const empowersAt = ({ within }: Post, place: string | null): boolean =>
  !within || isWithin(within, placeFrom(place));

/** Whether the actor looks at all agencies, as far as the actor's posts reach. */
export function seesAll(actor: Actor): boolean {
  return actor.posts.some(overseeing);
}

/** Whether the actor looks at a case as the lead agency or the auditor does: with all that belongs to it. */
export function oversees(actor: Actor, { place }: Pick<Situated, 'place'>): boolean {
  return actor.posts.some((post) => overseeing(post) && empowersAt(post, place));
}

/** Agencies in which the actor works. */
export function agenciesOf(actor: Actor): string[] {
  const agencies = actor.posts.flatMap((post) => (worksIn(post, post.agency ?? null) ? (post.agency ?? []) : []));
  return [...new Set(agencies)];
}

/** Whether a case is the actor's own: as its investor, one of the company's people, or an agent for it. */
export function isOwn(actor: Actor, belonging: Belonging): boolean {
  return actor.id === belonging.owner || mandatesOver(actor, belonging).length > 0;
}

/** Whether the actor may know of a case: those whose own it is; its agency, the lead agency and the auditor, where their posts reach. */
export function maySee(actor: Actor, one: Situated): boolean {
  const reaches = (post: Post): boolean =>
    (overseeing(post) || worksIn(post, one.agency)) && empowersAt(post, one.place);
  return isOwn(actor, one) || actor.posts.some(reaches);
}

/** Whether the actor may know who has read of a case: those whose own it is, and the auditor. The caller has asked `maySee`. */
export function mayKnowReaders(actor: Actor, belonging: Belonging): boolean {
  return isOwn(actor, belonging) || actor.posts.some(({ role }) => role === 'auditor');
}

/**
 * The post from which the actor gives the work of an agency to others, or extends a clock there: that of a manager of the agency or of the lead
 * agency, where it reaches; null: there is none.
 */
export function managingPost(actor: Actor, { agency, place }: Pick<Situated, 'agency' | 'place'>): Post | null {
  const manages = (post: Post): boolean => isManagerOf(post, agency) && empowersAt(post, place);
  return actor.posts.find(manages) ?? null;
}

/** Whether the actor may say that a day is a holiday after all, or is none: a manager of the lead agency, for the whole country. */
export function ordersHolidays(actor: Actor): boolean {
  return actor.posts.some(({ role, agency, within }) => role === 'manager' && agency === LEAD && within === undefined);
}

/** The posts from which the actor confirms figures of rulesets, own ones first: those of managers of the lead agency, for the whole country. */
export function confirmingPosts(actor: Actor): Post[] {
  const fit = actor.posts.filter(({ role, agency, within }) => role === 'manager' && agency === LEAD && !within);
  return fit.sort((one, other) => Number(one.onBehalfOf !== undefined) - Number(other.onBehalfOf !== undefined));
}

/** Whether the actor manages an agency at all, be it in a part of where it is. */
export function managesIn(actor: Actor, agency: string | null): boolean {
  return actor.posts.some((post) => isManagerOf(post, agency));
}

const isManagerOf = ({ role, agency }: Post, its: string | null): boolean =>
  role === 'manager' && (agency === its || agency === LEAD);
