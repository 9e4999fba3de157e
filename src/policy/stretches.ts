import type { Actor, Jurisdiction, Post } from '../engine/index.js';
import { fewWithin, withinSql } from '../store/places.js';
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
  readonly places?: Places | undefined;
}

/**
 * Conditions for the rows that posts reach: in each agency those of its posts, in all of them those that oversee; and what is the actor's own.
 * Whose post oversees without bounds has one stretch.
 */
export function reached(
  actor: Actor,
  values: unknown[],
  { rows, wanted, agencies, inOne, own, places }: Reach,
): string[] {
  const its = (id: string): string => `${rows.agency} = $${values.push(id)}`;
  const everywhere = actor.posts.filter(overseeing);
  const all = everywhere.length === 0 ? [] : [wanted === undefined ? 'true' : its(wanted)];
  if (everywhere.some(({ within }) => !within)) return all;
  return disjoint([
    ...agencies.filter((id) => wanted === undefined || id === wanted).flatMap((id) => inOne(id, its(id))),
    ...all.map((condition) => bounded(condition, everywhere, values, { byPlace: rows.byPlace, places })),
    ...(own?.() ?? []),
  ]);
}

/** The same by all posts that do the work of an agency. */
export function reachedByWork(
  actor: Actor,
  values: unknown[],
  reach: Pick<Reach, 'rows' | 'wanted' | 'own' | 'places'>,
): string[] {
  const inOne = (agency: string, condition: string): readonly string[] => {
    const posts = actor.posts.filter((post) => worksIn(post, agency));
    const { rows, places } = reach;
    return [bounded(condition, posts, values, { byPlace: rows.byPlace, places })];
  };
  return reached(actor, values, { ...reach, agencies: agenciesOf(actor), inOne });
}

/** What of a list is asked for. */
export interface Asked {
  /** One agency; absent: all. */
  readonly wanted?: string | undefined;
  /** Absent: what lies within bounds is looked for in the order of the list. */
  readonly places?: Places | undefined;
}

/** Conditions for the cases that the actor may see; of one agency where one is wanted. */
export function visibleTo(actor: Actor, values: unknown[], { wanted, places }: Asked = {}): string[] {
  const own = (): string[] => {
    const only = wanted === undefined ? '' : ` and agency = $${values.push(wanted)}`;
    return ownedBy(actor, values).map((one) => one + only);
  };
  return reachedByWork(actor, values, { rows: CASES, wanted, own, places });
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

/** How the place of a row is asked for, of a case itself or by the case that it names: row by row, or all rows that are there. */
interface ByPlace {
  readonly filtered: (places: string) => string;
  readonly found: (places: string) => string;
}
/** Every place that a case has stated. */
export type Places = readonly string[];
/** Where the rows are cases, or are read with theirs. */
export const BY_CASE_ITSELF: ByPlace = { filtered: (places) => `(${places})`, found: (places) => `(${places})` };
const CASES: Placed = { agency: 'agency', byPlace: BY_CASE_ITSELF };
export const byCase = (table: string): ByPlace => ({
  filtered: (places) => `exists (select 1 from cases where cases.id = ${table}.case_id and (${places}))`,
  found: (places) => `${table}.case_id in (select id from cases where ${places})`,
});

/**
 * Where each of the posts is bounded, only what lies within one of them. Little may lie there, so that who reads in the order of the list would read
 * nearly all of it for one page: where the places known are given and few of them lie within, rows are found by their places.
 */
export function bounded(
  condition: string,
  posts: readonly Post[],
  values: unknown[],
  { byPlace, places = [] }: { readonly byPlace: ByPlace; readonly places?: Places | undefined },
): string {
  const bounds = posts.flatMap(({ within }): Jurisdiction[] => (within ? [within] : []));
  if (bounds.length < posts.length) return condition;
  const few = places.length === 0 ? null : fewWithin(bounds, places);
  if (few === null) {
    const within = bounds.map((one) => withinSql(one, values)).join(' or ');
    return `${condition} and ${byPlace.filtered(within)}`;
  }
  const stated = few.map((place) => `$${values.push(place)}`).join(', ');
  const there = `place is null${stated === '' ? '' : ` or place in (${stated})`}`;
  // Both databases would else read all that fits the rest of the condition, by its index.
  return `coalesce(${condition}, false) and ${byPlace.found(there)}`;
}

/** Of each stretch what none before it has; what is unknown of a row (nobody's agency) is not so. */
function disjoint(stretches: readonly string[]): string[] {
  return stretches.map((stretch, index) =>
    [stretch, ...stretches.slice(0, index).map((before) => `not coalesce(${before}, false)`)].join(' and '),
  );
}
