import type { Actor, Jurisdiction, Post } from '../engine/index.js';
import { withinSql } from '../store/places.js';
import { agenciesOf, overseeing, worksIn } from './policy.js';

/*
 * `maySee` as conditions in SQL, so that lists are read no further than their reader may see. Each condition is one stretch of an index, and each
 * row fits one of them at most; parameters are added to the values.
 */

/** How rows say of which agency they are, and where their case is. */
export interface Placed {
  readonly agency: string;
  readonly byPlace: ByPlace;
}

interface Reach {
  readonly rows: Placed;
  /** One agency; undefined: all. */
  readonly wanted: string | undefined;
  /** Those in which the actor has posts that reach such rows. */
  readonly agencies: readonly string[];
  /** What they reach in one of them, all rows of which fit the condition. */
  readonly inOne: (agency: string, condition: string) => readonly string[];
  /** What is the actor's own. */
  readonly own?: () => readonly string[];
}

/**
 * Conditions for the rows that posts reach: in each agency those of its posts, in all of them those that oversee; and what is the actor's own.
 * Whose post oversees without bounds has one stretch.
 */
export function reached(actor: Actor, values: unknown[], { rows, wanted, agencies, inOne, own }: Reach): string[] {
  const its = (id: string): string => `${rows.agency} = $${values.push(id)}`;
  const everywhere = actor.posts.filter(overseeing);
  const all = everywhere.length === 0 ? [] : [wanted === undefined ? 'true' : its(wanted)];
  if (everywhere.some(({ within }) => !within)) return all;
  return disjoint([
    ...agencies.filter((id) => wanted === undefined || id === wanted).flatMap((id) => inOne(id, its(id))),
    ...all.map((condition) => bounded(condition, everywhere, values, rows.byPlace)),
    ...(own?.() ?? []),
  ]);
}

/** The same by all posts that do the work of an agency. */
export function reachedByWork(
  actor: Actor,
  values: unknown[],
  reach: Pick<Reach, 'rows' | 'wanted' | 'own'>,
): string[] {
  const inOne = (agency: string, condition: string): readonly string[] => {
    const posts = actor.posts.filter((post) => worksIn(post, agency));
    return [bounded(condition, posts, values, reach.rows.byPlace)];
  };
  return reached(actor, values, { ...reach, agencies: agenciesOf(actor), inOne });
}

/** Conditions for the cases that the actor may see; of one agency where one is wanted. */
export function visibleTo(actor: Actor, values: unknown[], wanted?: string): string[] {
  const own = (): string[] => {
    const only = wanted === undefined ? '' : ` and agency = $${values.push(wanted)}`;
    return ownedBy(actor, values).map((one) => one + only);
  };
  return reachedByWork(actor, values, { rows: CASES, wanted, own });
}

/** Conditions over `owner` and `root` for what is the actor's own. */
export function ownedBy(actor: Actor, values: unknown[], root = (at: string): string => `root = ${at}`): string[] {
  const at = (value: string): string => `$${values.push(value)}`;
  const [whole, parts] = [new Set([actor.id]), new Map<string, Set<string>>()];
  for (const { of, root: part } of actor.mandates ?? [])
    if (part === undefined) whole.add(of);
    else parts.set(part, (parts.get(part) ?? new Set()).add(of));
  return [
    ...[...whole].map((owner) => `owner = ${at(owner)}`),
    // What lies in the owner's stretch is there already.
    ...[...parts].flatMap(([part, owners]) =>
      [...owners].flatMap((owner) => (whole.has(owner) ? [] : [`${root(at(part))} and owner = ${at(owner)}`])),
    ),
  ];
}

/** How the place of a row is asked for: of a case itself, or by the case that it names. */
type ByPlace = (places: string) => string;
const CASES: Placed = { agency: 'agency', byPlace: (places) => `(${places})` };
export const byCase =
  (table: string): ByPlace =>
  (places) =>
    `exists (select 1 from cases where cases.id = ${table}.case_id and (${places}))`;

/** Where each of the posts is bounded, only what lies within one of them. */
export function bounded(condition: string, posts: readonly Post[], values: unknown[], byPlace: ByPlace): string {
  const bounds = posts.flatMap(({ within }): Jurisdiction[] => (within ? [within] : []));
  if (bounds.length < posts.length) return condition;
  const places = bounds.map((within) => withinSql(within, values)).join(' or ');
  return `${condition} and ${byPlace(places)}`;
}

/** Of each stretch what none before it has; what is unknown of a row (nobody's agency) is not so. */
function disjoint(stretches: readonly string[]): string[] {
  return stretches.map((stretch, index) =>
    [stretch, ...stretches.slice(0, index).map((before) => `not coalesce(${before}, false)`)].join(' and '),
  );
}
