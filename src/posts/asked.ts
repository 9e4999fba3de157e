import { derivedId, Rejection, type Actor, type Post } from '../engine/index.js';
import { randomUUID } from 'node:crypto';
import { KeyReused } from '../cases/batch.js';
import type { Office } from '../settings/index.js';
import type { Posts } from './posts.js';
import type { Entry, PostRecord } from './record.js';
import type { Roster } from './roster.js';

/* What all changes of the register have in common: who asks, for which time, on what ground. */

/** There is no such post, or no such record that the caller may change. */
export class NoSuchPost extends Error {}
export class NoSuchRecord extends Error {}

/** Who asks for a change. */
export interface Asking {
  readonly actor: Actor;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Idempotency key: the same key is the same record. */
  readonly key?: string | undefined;
}

/** From when to when, and why. */
export interface Term {
  /** Epoch milliseconds; absent: from now. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  /** The order it rests on, or the reason. */
  readonly ground: string;
}

/** Whether there is such a person to be recorded. */
export type Known = (person: string) => Promise<boolean> | boolean;

export function idFor({ actor, key }: Asking, part = ''): string {
  return key === undefined ? randomUUID() : derivedId('post-record', actor.id, key, part);
}

export function badField(field: string, message: string): Rejection {
  return new Rejection('data', `${field} ${message}`, { errors: [{ field, message }] });
}

export async function mustBeKnown(known: Known, person: string, field: string): Promise<void> {
  if (!(await known(person))) throw badField(field, 'is no account');
}

/** Throws Rejection `data` where the end does not come after the beginning, or nothing is said of the ground. */
export function term(
  { from, until, ground }: Term,
  now: number,
): { from: number; until: number | null; ground: string } {
  const begin = from ?? now;
  if (until !== undefined && until <= begin) throw badField('/until', 'must come after the beginning');
  if (ground.trim() === '') throw badField('/ground', 'must say something');
  return { from: begin, until: until ?? null, ground };
}

/** What was recorded under the id before, which a repeated request is answered with. Throws KeyReused where it was something else. */
export function repeated(posts: Posts, id: string, same: Partial<PostRecord>): PostRecord | null {
  const known = find(posts.roster, id);
  if (!known) return null;
  const fields = Object.entries(same) as [keyof PostRecord, unknown][];
  if (fields.some(([field, value]) => value !== undefined && known[field] !== value))
    throw new KeyReused('the key was used for another request');
  return known;
}

/**
 * The post from which the actor orders who holds an office: an administrator all of them, the manager of an agency those of it that are no
 * manager's own. Null where the actor may not.
 */
export function fillerOf(actor: Actor, { agency, roles }: Office): Post | null {
  const admin = actor.posts.find(({ role }) => role === 'admin');
  if (admin) return admin;
  if (agency === null || roles.includes('manager')) return null;
  return actor.posts.find((post) => post.role === 'manager' && post.agency === agency) ?? null;
}

/** Nobody orders about oneself, nor about the one stood in for. */
export function isOneself(actor: Actor, post: Post | null, person: string): boolean {
  return person === actor.id || person === post?.onBehalfOf;
}

/** Records, once for each id, what is made of the roster; gives the record of that id. */
export async function recorded(
  posts: Posts,
  { id, make, asking, post }: { id: string; make: (roster: Roster) => Entry[]; asking: Asking; post: Post | null },
): Promise<PostRecord> {
  const once = (roster: Roster): Entry[] => (find(roster, id) ? [] : make(roster));
  const { actor, now } = asking;
  await posts.register.record(once, { by: actor.id, onBehalfOf: post?.onBehalfOf, now });
  const record = find(posts.roster, id);
  if (!record) throw new NoSuchRecord(id);
  return record;
}

const find = ({ records }: Roster, id: string): PostRecord | undefined => records.find((record) => record.id === id);

/** Whether an actor may know when a person is away and what interests that person has: the person, whoever orders its posts, auditors. */
export function mayKnowOf(posts: Posts, actor: Actor, person: string): boolean {
  if (person === actor.id || actor.posts.some(({ role }) => role === 'auditor' || role === 'admin')) return true;
  return posts.roster.heldBy(person).some(({ post }) => {
    const office = posts.offices.get(post ?? '');
    return office !== undefined && fillerOf(actor, office) !== null;
  });
}
