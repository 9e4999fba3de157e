import type { Actor, Jurisdiction, Post } from '../engine/index.js';
import { withinSql } from '../store/places.js';
import { agenciesOf, overseeing, worksIn } from './policy.js';

/*
 * `maySee` as conditions in SQL, so that lists are read no further than their reader may see. Each condition is one stretch of an index, and each
 * row fits one of them at most; parameters are added to the values.
 */

/** Conditions for the cases that the actor may see; of one agency where one is wanted. */
export function visibleTo(actor: Actor, values: unknown[], wanted?: string): string[] {
  const inAgency = (agency: string): string => `agency = $${values.push(agency)}`;
  const everywhere = actor.posts.filter(overseeing);
  const all = everywhere.length === 0 ? [] : [wanted === undefined ? 'true' : inAgency(wanted)];
  if (everywhere.some(({ within }) => !within)) return all;
  const working = agenciesOf(actor).filter((agency) => wanted === undefined || agency === wanted);
  const only = wanted === undefined ? '' : ` and ${inAgency(wanted)}`;
  return disjoint([
    ...working.map((agency) => {
      const posts = actor.posts.filter((post) => worksIn(post, agency));
      return bounded(inAgency(agency), posts, values, OF_CASE);
    }),
    ...all.map((condition) => bounded(condition, everywhere, values, OF_CASE)),
    ...ownedBy(actor, values).map((own) => own + only),
  ]);
}

/** Conditions over `owner` and `root` for what is the actor's own. */
export function ownedBy(actor: Actor, values: unknown[], root = (at: string): string => `root = ${at}`): string[] {
  const at = (value: string): string => `$${values.push(value)}`;
  const [whole, parts] = [new Set([actor.id]), new Map<string, string>()];
  for (const mandate of actor.mandates ?? [])
    if (mandate.root === undefined) whole.add(mandate.of);
    else parts.set(mandate.root, mandate.of);
  return [
    ...[...whole].map((owner) => `owner = ${at(owner)}`),
    // What lies in the owner's stretch is there already.
    ...[...parts].flatMap(([of, owner]) => (whole.has(owner) ? [] : [`${root(at(of))} and owner = ${at(owner)}`])),
  ];
}

/** How the place of a row is asked for: of a case itself, or by the case that it names. */
type ByPlace = (places: string) => string;
const OF_CASE: ByPlace = (places) => `(${places})`;
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
export function disjoint(stretches: readonly string[]): string[] {
  return stretches.map((stretch, index) =>
    [stretch, ...stretches.slice(0, index).map((before) => `not coalesce(${before}, false)`)].join(' and '),
  );
}
