import { mandatesOver, type Actor, type Belonging, type Post } from '../engine/index.js';
import { LEAD } from '../identity/accounts.js';

const STAFF = ['officer', 'manager', 'member'];

/** Whether a post is one of those in the lead agency that coordinate. */
export const coordinates = ({ role, agency }: Pick<Post, 'role' | 'agency'>): boolean =>
  agency === LEAD && (role === 'officer' || role === 'manager');

/** The lead agency coordinates all and the auditor reads all. */
export function seesAll(actor: Actor): boolean {
  return actor.posts.some((post) => post.role === 'auditor' || coordinates(post));
}

/** Agencies in which the actor works. */
export function agenciesOf(actor: Actor): string[] {
  return [
    ...new Set(
      actor.posts.flatMap(({ role, agency }) => (agency !== undefined && STAFF.includes(role) ? [agency] : [])),
    ),
  ];
}

/** Whether a case is the actor's own: as its investor, one of the company's people, or an agent for it. */
export function isOwn(actor: Actor, belonging: Belonging): boolean {
  return actor.id === belonging.owner || mandatesOver(actor, belonging).length > 0;
}

/** Whether the actor may know of a case: those whose own it is, its agency, the lead agency, the auditor. */
export function maySee(actor: Actor, belonging: Belonging): boolean {
  const { agency } = belonging;
  return isOwn(actor, belonging) || seesAll(actor) || (agency !== null && agenciesOf(actor).includes(agency));
}

/** Whether the actor may know who has read of a case: those whose own it is, and the auditor. */
export function mayKnowReaders(actor: Actor, belonging: Belonging): boolean {
  return isOwn(actor, belonging) || actor.posts.some(({ role }) => role === 'auditor');
}

/** Whether the actor may give work to others, or extend a clock: a manager of the agency or of the lead agency. */
export function manages(actor: Actor, agency: string | null): boolean {
  return actor.posts.some((post) => post.role === 'manager' && (post.agency === agency || post.agency === LEAD));
}

/** Whether the actor may say that a day is a holiday after all, or is none: a manager of the lead agency. */
export function ordersHolidays(actor: Actor): boolean {
  return actor.posts.some(({ role, agency }) => role === 'manager' && agency === LEAD);
}

/** Conditions in SQL for the cases the actor may see, each one stretch of an index; parameters are added to the values. */
export function visibleTo(actor: Actor, values: unknown[], agency?: string): string[] {
  const agencies = agenciesOf(actor);
  if (seesAll(actor)) return [agency === undefined ? 'true' : `agency = $${values.push(agency)}`];
  if (agencies.length === 0) {
    const only = agency === undefined ? '' : ` and agency = $${values.push(agency)}`;
    return ownedBy(actor, values).map((own) => `${own}${only}`);
  }
  return agencies
    .filter((mine) => agency === undefined || mine === agency)
    .map((mine) => `agency = $${values.push(mine)}`);
}

/** Conditions in SQL, over `owner` and `root`, for what is the actor's own; each one stretch of an index. */
export function ownedBy(actor: Actor, values: unknown[], root = (at: string): string => `root = ${at}`): string[] {
  const at = (value: string): string => `$${values.push(value)}`;
  const [whole, bounded] = [new Set([actor.id]), new Map<string, string>()];
  for (const mandate of actor.mandates ?? [])
    if (mandate.root === undefined) whole.add(mandate.of);
    else bounded.set(mandate.root, mandate.of);
  return [
    ...[...whole].map((owner) => `owner = ${at(owner)}`),
    // What lies in the owner's stretch is there already.
    ...[...bounded].flatMap(([of, owner]) => (whole.has(owner) ? [] : [`${root(at(of))} and owner = ${at(owner)}`])),
  ];
}
