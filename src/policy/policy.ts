import type { Actor } from '../engine/index.js';
import { LEAD } from '../identity/accounts.js';

/** Whose a case is: what decides who may know of it. */
export interface Belonging {
  readonly owner: string;
  readonly agency: string | null;
}

const STAFF = ['officer', 'manager', 'member'];

/** The lead agency coordinates all and the auditor reads all. */
export function seesAll(actor: Actor): boolean {
  return actor.posts.some(
    ({ role, agency }) => role === 'auditor' || (agency === LEAD && (role === 'officer' || role === 'manager')),
  );
}

/** Agencies in which the actor works. */
export function agenciesOf(actor: Actor): string[] {
  return [
    ...new Set(
      actor.posts.flatMap(({ role, agency }) => (agency !== undefined && STAFF.includes(role) ? [agency] : [])),
    ),
  ];
}

/** Whether the actor may know of a case: its investor, its agency, the lead agency, the auditor. */
export function maySee(actor: Actor, { owner, agency }: Belonging): boolean {
  return actor.id === owner || seesAll(actor) || (agency !== null && agenciesOf(actor).includes(agency));
}

/** Whether the actor may give work to others, or extend a clock: a manager of the agency or of the lead agency. */
export function manages(actor: Actor, agency: string | null): boolean {
  return actor.posts.some((post) => post.role === 'manager' && (post.agency === agency || post.agency === LEAD));
}

/** Conditions in SQL for the cases the actor may see, each one stretch of an index; parameters are added to the values. */
export function visibleTo(actor: Actor, values: unknown[], agency?: string): string[] {
  const agencies = agenciesOf(actor);
  if (seesAll(actor)) return [agency === undefined ? 'true' : `agency = $${values.push(agency)}`];
  if (agencies.length === 0) {
    const own = `owner = $${values.push(actor.id)}`;
    return [agency === undefined ? own : `${own} and agency = $${values.push(agency)}`];
  }
  return agencies
    .filter((mine) => agency === undefined || mine === agency)
    .map((mine) => `agency = $${values.push(mine)}`);
}
