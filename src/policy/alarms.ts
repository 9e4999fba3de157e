import { postsFor, type Actor, type Post } from '../engine/index.js';
import { empowersAt, type Situated } from './policy.js';
import { byCase, bounded } from './stretches.js';

/** SQL for "the column is one of the list in parameter n". */
type Among = (column: string, parameter: number) => string;

const OF_ESCALATION = byCase('escalations');

/** The name under which a ladder alarms the investor of a case. */
const investorOf = (owner: string): string => `investor.${owner}`;

/**
 * The condition in SQL, over the columns of `escalations`, for what alarms the actor: by a post, where it reaches, and as whoever has, represents
 * or belongs to the owner of the case, or is an agent for it. Parameters are added to the values.
 */
export function alarmsOf(actor: Actor, values: unknown[], among: Among): string {
  const posts = actor.posts.filter(({ role }) => role !== 'investor');
  const byWatcher = new Map<string, Post[]>();
  for (const post of posts) byWatcher.set(watcherOf(post), [...(byWatcher.get(watcherOf(post)) ?? []), post]);
  const own = actor.posts.length > posts.length ? owners(actor) : { whole: [], parts: [] };
  const whole = [...own.whole];
  const parts: (() => string)[] = own.parts.map(({ watcher, root }) => () => {
    const of = OF_ESCALATION.filtered(`cases.root = $${values.push(root)}`);
    return `(watcher = $${values.push(watcher)} and ${of})`;
  });
  for (const [watcher, held] of byWatcher) {
    if (held.some(({ within }) => !within)) whole.push(watcher);
    else
      parts.push(() => `(${bounded(`watcher = $${values.push(watcher)}`, held, values, { byPlace: OF_ESCALATION })})`);
  }
  const all = [...whole, ...own.parts.map(({ watcher }) => watcher), ...byWatcher.keys()];
  const watched = among('watcher', values.push([...new Set(all)]));
  if (parts.length === 0) return watched;
  const which = [among('watcher', values.push(whole)), ...parts.map((part) => part())];
  return `${watched} and (${which.join(' or ')})`;
}

/** The post from which the actor silences what alarms a watcher; null: the actor looks on, and does not act. */
export function silencingPost(actor: Actor, watcher: string, one: Situated): Post | null {
  if (watcher === investorOf(one.owner)) return postsFor(actor, 'owner', one)[0] ?? null;
  return actor.posts.find((post) => watcherOf(post) === watcher && empowersAt(post, one.place)) ?? null;
}

const watcherOf = ({ role, agency }: Post): string => `${role}.${agency}`;

/** Whose alarms are the actor's: all of an owner's, or those of one application. */
function owners(actor: Actor) {
  const mandates = actor.mandates ?? [];
  const whole = [actor.id, ...mandates.flatMap(({ of, root }) => (root === undefined ? [of] : []))].map(investorOf);
  const parts = mandates.flatMap(({ of, root }) => (root === undefined ? [] : [{ watcher: investorOf(of), root }]));
  return { whole: [...new Set(whole)], parts: parts.filter(({ watcher }) => !whole.includes(watcher)) };
}
