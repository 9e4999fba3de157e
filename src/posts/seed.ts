import { derivedId, type Post } from '../engine/index.js';
import type { Posts } from './posts.js';
import type { Entry } from './record.js';

/** Long before anything that a demonstration tells of. */
const SINCE = Date.UTC(2020, 0, 1);

/** Gives the people of the demonstration their posts, where nothing is recorded of them yet. Gives how many holdings that were. */
export async function seedHoldings(
  posts: Posts,
  people: readonly { readonly id: string; readonly posts: readonly Post[] }[],
  now: number,
): Promise<number> {
  const entries = (): Entry[] =>
    people.flatMap(({ id: person, posts: held }) => {
      if (posts.roster.knows(person)) return [];
      const offices = held.flatMap(
        ({ role, agency }) => posts.offices.get(agency === undefined ? role : `${role}.${agency}`) ?? [],
      );
      return offices.map(({ id: post }, index) => ({
        id: derivedId('demonstration', person, post),
        kind: index === 0 ? ('appointed' as const) : ('additional' as const),
        person,
        post,
        from: SINCE,
        ground: 'Demonstration',
      }));
    });
  const seeds = entries().length;
  // Two processes may start at once: the second finds them recorded.
  if (seeds > 0)
    await posts.register.record((roster) => entries().filter(({ id }) => !roster.find(id)), { by: 'system', now });
  return seeds;
}
