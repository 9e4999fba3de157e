import { isWithin, type Actor, type Place, type Post } from '../engine/index.js';
import { overseeing } from './policy.js';
import { bounded, reached, type Placed } from './stretches.js';

/** Of which agencies the actor has the figures: those that the actor manages; the lead agency and the auditor of all. */
export interface Overseen {
  /** Null: all. */
  readonly agencies: readonly string[] | null;
  /** Where posts are bounded, what of them the actor may know; null: all. */
  readonly knows: ((agency: string | null, place: Place) => boolean) | null;
}

export function overseenBy(actor: Actor, wanted?: string): Overseen {
  const everywhere = actor.posts.filter(overseeing);
  const one = wanted === undefined ? null : [wanted];
  if (everywhere.some(unbounded)) return { agencies: one, knows: null };
  const managed = managedBy(actor, wanted);
  const posts = (agency: string | null): Post[] => [...everywhere, ...managing(actor, agency)];
  const whole = everywhere.length === 0 && managed.every((agency) => managing(actor, agency).some(unbounded));
  return {
    agencies: everywhere.length > 0 ? one : managed,
    knows: whole ? null : (agency, place) => posts(agency).some(({ within }) => isWithin(within, place)),
  };
}

/** The same as conditions in SQL, each one stretch of an index; parameters are added to the values. */
export function overseenRows(actor: Actor, values: unknown[], rows: Placed, wanted?: string): string[] {
  const inOne = (agency: string, condition: string): readonly string[] => [
    bounded(condition, managing(actor, agency), values, rows),
  ];
  return reached(actor, values, { rows, wanted, agencies: managedBy(actor, wanted), inOne });
}

const unbounded = ({ within }: Post): boolean => within === undefined;

const managing = (actor: Actor, agency: string | null): Post[] =>
  actor.posts.filter((post) => post.role === 'manager' && post.agency === agency);

function managedBy(actor: Actor, wanted: string | undefined): readonly string[] {
  const own = actor.posts.flatMap(({ role, agency }) => (role === 'manager' ? (agency ?? []) : []));
  return [...new Set(own)].filter((agency) => wanted === undefined || agency === wanted);
}
