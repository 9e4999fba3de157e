import type { Actor, Jurisdiction, Post } from '../engine/index.js';
import { withinSql } from '../store/places.js';
import { agenciesOf, ownedBy, seesAll } from './policy.js';

/**
 * Conditions in SQL for the tasks of the actor, each one stretch of an index; parameters are added to the values. Investors have the tasks of
 * their cases, staff those of their posts, within the jurisdiction of each; managers have all of their agency, the lead agency's of all.
 */
export function tasksOf(actor: Actor, values: unknown[], wanted?: string): string[] {
  const inAgency = (agency: string): string => `agency = $${values.push(agency)}`;
  if (seesAll(actor)) {
    const everywhere = wanted === undefined ? 'true' : inAgency(wanted);
    return [bounded(everywhere, actor.posts.filter(overseeing), values)];
  }
  const agencies = agenciesOf(actor);
  if (agencies.length === 0) {
    const only = wanted === undefined ? '' : ` and ${inAgency(wanted)}`;
    const ofRoot = (at: string): string => `case_id in (select id from cases where root = ${at})`;
    return ownedBy(actor, values, ofRoot).map((own) => `${own} and role = 'investor'${only}`);
  }
  return agencies
    .filter((agency) => wanted === undefined || agency === wanted)
    .flatMap((agency) => {
      const posts = actor.posts.filter((post) => post.agency === agency);
      const heads = posts.filter(({ role }) => role === 'manager');
      if (heads.some(({ within }) => !within)) return [inAgency(agency)];
      const roles = new Set(posts.map(({ role }) => role));
      if (heads.length > 0) return [bounded(inAgency(agency), posts, values)];
      return [...roles].map((role) => {
        const condition = `${inAgency(agency)} and role = $${values.push(role)}`;
        return bounded(
          condition,
          posts.filter((post) => post.role === role),
          values,
        );
      });
    });
}

const overseeing = (post: Post): boolean => seesAll({ id: '', kind: 'person', posts: [post] });

/** Where each of the posts is bounded, only what lies within one of them. */
function bounded(condition: string, posts: readonly Post[], values: unknown[]): string {
  const bounds = posts.flatMap(({ within }): Jurisdiction[] => (within ? [within] : []));
  if (bounds.length < posts.length) return condition;
  const places = bounds.map((within) => withinSql(within, values)).join(' or ');
  return `${condition} and exists (select 1 from cases where cases.id = tasks.case_id and (${places}))`;
}

/** The same for what waits for the investors of the cases of an agency; of all agencies where none is wanted and the actor sees them all. */
export function waitingOf(actor: Actor, values: unknown[], wanted?: string): string[] {
  const agencies = wanted === undefined ? agenciesOf(actor) : [wanted];
  if (seesAll(actor)) {
    const where = wanted === undefined ? 'true' : `case_agency = $${values.push(wanted)}`;
    return [bounded(where, actor.posts.filter(overseeing), values)];
  }
  return agencies
    .filter((agency) => agenciesOf(actor).includes(agency))
    .map((agency) =>
      bounded(
        `case_agency = $${values.push(agency)}`,
        actor.posts.filter((post) => post.agency === agency),
        values,
      ),
    );
}
