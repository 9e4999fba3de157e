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

/** A condition in SQL for the cases, or tasks, the actor may see; parameters are numbered from `first`. */
export function visibleTo(
  actor: Actor,
  first: number,
  among: (column: string, parameter: number) => string,
): { sql: string; parameters: unknown[] } {
  if (seesAll(actor)) return { sql: 'true', parameters: [] };
  const agencies = agenciesOf(actor);
  if (agencies.length === 0) return { sql: `owner = $${first}`, parameters: [actor.id] };
  return { sql: among('agency', first), parameters: [agencies] };
}
