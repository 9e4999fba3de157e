import type { Actor } from '../engine/index.js';
import { agenciesOf, overseeing, worksIn } from './policy.js';
import { bounded, byCase, disjoint, ownedBy } from './stretches.js';

const OF_TASK = byCase('tasks');

/**
 * Conditions in SQL for the tasks of the actor, each one stretch of an index; parameters are added to the values. Investors have the tasks of
 * their cases, staff those of their posts, within the jurisdiction of each; managers have all of their agency, the lead agency's of all.
 */
export function tasksOf(actor: Actor, values: unknown[], wanted?: string): string[] {
  const inAgency = (agency: string): string => `agency = $${values.push(agency)}`;
  const everywhere = actor.posts.filter(overseeing);
  const all = everywhere.length === 0 ? [] : [wanted === undefined ? 'true' : inAgency(wanted)];
  if (everywhere.some(({ within }) => !within)) return all;
  const working = agenciesOf(actor).filter((agency) => wanted === undefined || agency === wanted);
  return disjoint([
    ...working.flatMap((agency) => {
      const posts = actor.posts.filter((post) => worksIn(post, agency));
      const heads = posts.filter(({ role }) => role === 'manager');
      if (heads.some(({ within }) => !within)) return [inAgency(agency)];
      if (heads.length > 0) return [bounded(inAgency(agency), posts, values, OF_TASK)];
      return [...new Set(posts.map(({ role }) => role))].map((role) => {
        const condition = `${inAgency(agency)} and role = $${values.push(role)}`;
        const its = posts.filter((post) => post.role === role);
        return bounded(condition, its, values, OF_TASK);
      });
    }),
    ...all.map((condition) => bounded(condition, everywhere, values, OF_TASK)),
    ...ownTasks(actor, values, wanted),
  ]);
}

/** Tasks of the cases that are the actor's own. */
function ownTasks(actor: Actor, values: unknown[], wanted: string | undefined): string[] {
  if (!actor.posts.some(({ role }) => role === 'investor')) return [];
  const only = wanted === undefined ? '' : ` and agency = $${values.push(wanted)}`;
  const ofRoot = (at: string): string => `case_id in (select id from cases where root = ${at})`;
  return ownedBy(actor, values, ofRoot).map((own) => `${own} and role = 'investor'${only}`);
}

/** The same for what waits for the investors of the cases of an agency; of all agencies where none is wanted and the actor sees them all. */
export function waitingOf(actor: Actor, values: unknown[], wanted?: string): string[] {
  const inAgency = (agency: string): string => `case_agency = $${values.push(agency)}`;
  const everywhere = actor.posts.filter(overseeing);
  const all = everywhere.length === 0 ? [] : [wanted === undefined ? 'true' : inAgency(wanted)];
  if (everywhere.some(({ within }) => !within)) return all;
  const working = agenciesOf(actor).filter((agency) => wanted === undefined || agency === wanted);
  return disjoint([
    ...working.map((agency) => {
      const posts = actor.posts.filter((post) => worksIn(post, agency));
      return bounded(inAgency(agency), posts, values, OF_TASK);
    }),
    ...all.map((condition) => bounded(condition, everywhere, values, OF_TASK)),
  ]);
}
