/**
 * Who acts. A *person* comes with the posts held at that moment; the *clock* fires deadlines; a *child* or *parent* is another
 * case of the same family; the *system* is the service itself (ladders, recomputed due dates).
 */
export type Role = 'investor' | 'officer' | 'manager' | 'member' | 'auditor' | 'admin';

/** A post in an agency and what it empowers to. An investor's post has no agency. */
export interface Post {
  readonly role: Role;
  readonly agency?: string;
}

export interface Actor {
  /** Stable id: an account, or `clock`, `system`, `case:<id>`. */
  readonly id: string;
  readonly kind: 'person' | 'clock' | 'child' | 'parent' | 'system';
  readonly posts: readonly Post[];
}

export const CLOCK: Actor = { id: 'clock', kind: 'clock', posts: [] };
export const SYSTEM: Actor = { id: 'system', kind: 'system', posts: [] };

/**
 * Who may do an act, as a workflow declares it on its events.
 * `owner`: the investor whose case it is. `{ role, agency }`: the holder of a post; agency `case` is the agency of the case.
 * `child`, `parent`: another case of the family. `clock`: a timer the workflow raises itself.
 */
export type Power = 'owner' | 'child' | 'parent' | 'clock' | { readonly role: Role; readonly agency: string };

/** What of a case decides about powers. */
export interface Jurisdiction {
  readonly owner: string;
  readonly agency: string | null;
}

/** The first post by which the actor has the power, or null where the actor has not. */
export function postFor(actor: Actor, power: Power, over: Jurisdiction): Post | null {
  if (power === 'owner') return actor.kind === 'person' && actor.id === over.owner ? { role: 'investor' } : null;
  if (power === 'child' || power === 'parent' || power === 'clock') {
    return actor.kind === power ? { role: 'admin' } : null;
  }
  const agency = power.agency === 'case' ? over.agency : power.agency;
  return actor.posts.find((post) => post.role === power.role && post.agency === agency) ?? null;
}

/** The power an act needs, in words: "officer of epa-punjab". */
export function describePower(power: Power, over: Jurisdiction): string {
  if (power === 'owner') return 'the investor of the case';
  if (typeof power === 'string') return `the ${power}`;
  return `${power.role} of ${power.agency === 'case' ? (over.agency ?? 'the agency of the case') : power.agency}`;
}

/** A post as it is recorded: `officer.epa-punjab`. */
export function postName(post: Post | null): string | null {
  return post ? [post.role, post.agency].filter(Boolean).join('.') : null;
}

/** Clocks and other cases act from no post. */
export function heldPost(actor: Actor, post: Post): Post | null {
  return actor.kind === 'person' ? post : null;
}
