import type { Actor } from '../engine/index.js';
import { agenciesOf, worksIn } from './policy.js';
import { bounded, byCase, ownedBy, reached, reachedByWork, type Asked } from './stretches.js';

const OF_TASK = byCase('tasks');

/**
 * Conditions in SQL for the tasks of the actor, each one stretch of an index; parameters are added to the values. Investors have the tasks of
 * their cases, staff those of their posts, within the jurisdiction of each; managers have all of their agency, the lead agency's of all.
 */
export function tasksOf(actor: Actor, values: unknown[], { wanted, places }: Asked = {}): string[] {
  const inOne = (agency: string, condition: string): readonly string[] => {
    const posts = actor.posts.filter((post) => worksIn(post, agency));
    const heads = posts.filter(({ role }) => role === 'manager');
    if (heads.some(({ within }) => !within)) return [condition];
    if (heads.length > 0) return [bounded(condition, posts, values, { byPlace: OF_TASK, places })];
    return [...new Set(posts.map(({ role }) => role))].map((role) => {
      const its = posts.filter((post) => post.role === role);
      return bounded(`${condition} and role = $${values.push(role)}`, its, values, { byPlace: OF_TASK, places });
    });
  };
  const rows = { agency: 'agency', byPlace: OF_TASK };
  const own = (): string[] => ownTasks(actor, values, wanted);
  return reached(actor, values, { rows, wanted, agencies: agenciesOf(actor), inOne, own, places });
}

/** Tasks of the cases that are the actor's own. */
function ownTasks(actor: Actor, values: unknown[], wanted: string | undefined): string[] {
  if (!actor.posts.some(({ role }) => role === 'investor')) return [];
  const only = wanted === undefined ? '' : ` and agency = $${values.push(wanted)}`;
  const ofRoot = (at: string): string => `case_id in (select id from cases where root = ${at})`;
  return ownedBy(actor, values, ofRoot).map((own) => `${own} and role = 'investor'${only}`);
}

/** The same for what waits for the investors of the cases of an agency; of all agencies where none is wanted and the actor sees them all. */
export function waitingOf(actor: Actor, values: unknown[], { wanted, places }: Asked = {}): string[] {
  return reachedByWork(actor, values, { rows: { agency: 'case_agency', byPlace: OF_TASK }, wanted, places });
}
