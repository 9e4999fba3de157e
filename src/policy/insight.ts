import type { Actor } from '../engine/index.js';
import { seesAll } from './policy.js';

/**
 * Agencies of which the actor has the figures, and the cases behind them: those that the actor manages; null: all. `maySee` lets whoever works in
 * an agency know of all its cases, wherever they are, so a jurisdiction bounds no figure.
 */
export function overseenBy(actor: Actor, wanted?: string): readonly string[] | null {
  if (seesAll(actor)) return wanted === undefined ? null : [wanted];
  const own = new Set(actor.posts.flatMap(({ role, agency = '' }) => (role === 'manager' ? [agency] : [])));
  return [...own].filter((agency) => agency !== '' && (wanted === undefined || agency === wanted));
}
