import type { Interest, Jurisdiction } from './place.js';

/**
 * Who acts. A *person* comes with the posts held at that moment; the *clock* fires deadlines; a *child* or *parent* is another
 * case of the same family; the *system* is the service itself (ladders, recomputed due dates).
 */
export type Role = 'investor' | 'officer' | 'manager' | 'member' | 'auditor' | 'admin';

/** A post in an agency and what it empowers to. An investor's post has no agency. */
export interface Post {
  readonly role: Role;
  readonly agency?: string;
  /** Which of its agency's posts it is, where the agency has several with this role; absent: the one that needs no name. */
  readonly office?: string;
  /** Where it empowers; absent: wherever its agency does. */
  readonly within?: Jurisdiction;
  /** The person whose post it is, where that person's substitute has it; the owner for whom an agent acts. The act is then of both. */
  readonly onBehalfOf?: string;
}

/**
 * What a person may do for whoever owns cases: as the representative of a company, as one of its people, who look and do not act, or as an agent for
 * one application, with all that belongs to it.
 */
export interface Mandate {
  /** The owner it is for: a company, or a person. */
  readonly of: string;
  readonly as: 'representative' | 'people' | 'agent';
  /** The application it is bounded to; absent: all that are the owner's. */
  readonly root?: string;
}

export interface Actor {
  /** Stable id: an account, or `clock`, `system`, `case:<id>`. */
  readonly id: string;
  readonly kind: 'person' | 'clock' | 'child' | 'parent' | 'system';
  readonly posts: readonly Post[];
  /** Interests declared by the actor and by those on whose behalf the actor may act: person → interests. Absent: none. */
  readonly interests?: { readonly [person: string]: readonly Interest[] };
  /** For whom else the actor may look and act now. Absent: for nobody. */
  readonly mandates?: readonly Mandate[];
}

export const CLOCK: Actor = { id: 'clock', kind: 'clock', posts: [] };
export const SYSTEM: Actor = { id: 'system', kind: 'system', posts: [] };

/**
 * Who may do an act, as a workflow declares it on its events.
 * `owner`: the investor whose case it is. `{ role, agency }`: the holder of a post; agency `case` is the agency of the case.
 * `child`, `parent`: another case of the family. `clock`: a timer the workflow raises itself.
 */
export type Power = 'owner' | 'child' | 'parent' | 'clock' | { readonly role: Role; readonly agency: string };

/** Whose a case is: what decides about powers, beside the place. */
export interface Belonging {
  readonly owner: string;
  readonly agency: string | null;
  /** The application it belongs to; absent: no mandate for one application reaches it. */
  readonly root?: string | null;
}

/** The actor's mandates over what belongs so. */
export function mandatesOver({ mandates }: Actor, { owner, root }: Belonging): readonly Mandate[] {
  return (mandates ?? []).filter((one) => one.of === owner && (one.root === undefined || one.root === root));
}

/** The posts by which the actor has the power over what belongs so; empty where the actor has not. Own posts come before a substitute's. */
export function postsFor(actor: Actor, power: Power, over: Belonging): readonly Post[] {
  if (power === 'owner') return actor.kind === 'person' ? ownerPosts(actor, over) : [];
  if (power === 'child' || power === 'parent' || power === 'clock') {
    return actor.kind === power ? [{ role: 'admin' }] : [];
  }
  const agency = power.agency === 'case' ? over.agency : power.agency;
  return actor.posts.filter((post) => post.role === power.role && post.agency === agency);
}

/** The owner acts in person; whoever acts for the owner does it from a post that names both. */
function ownerPosts(actor: Actor, over: Belonging): readonly Post[] {
  if (actor.id === over.owner) return [{ role: 'investor' }];
  return mandatesOver(actor, over).flatMap(({ as, of }) =>
    as === 'people' ? [] : [{ role: 'investor', office: as, onBehalfOf: of } as const],
  );
}

/** The persons who act where the actor acts from a post: a substitute counts as both. */
export function personsOf(actor: Pick<Actor, 'id'>, post: Post | null): readonly string[] {
  return post?.onBehalfOf === undefined ? [actor.id] : [actor.id, post.onBehalfOf];
}

/** The power an act needs, in words: "officer of epa-punjab". */
export function describePower(power: Power, over: Belonging): string {
  if (power === 'owner') return 'the investor of the case';
  if (typeof power === 'string') return `the ${power}`;
  return `${power.role} of ${power.agency === 'case' ? (over.agency ?? 'the agency of the case') : power.agency}`;
}

/** A post as it is recorded: `officer.epa-punjab`, or `officer.epa-punjab/north` for one of several. */
export function postName(post: Post | null): string | null {
  if (!post) return null;
  const { role, agency, office } = post;
  return `${role}${agency === undefined ? '' : `.${agency}`}${office === undefined ? '' : `/${office}`}`;
}

/** The post of that name. */
export function postNamed(name: string): Post {
  const [, role = '', agency, office] = /^([^./]*)(?:\.([^/]*))?(?:\/(.*))?$/.exec(name) ?? [];
  return {
    role: role as Role,
    ...(agency === undefined ? {} : { agency }),
    ...(office === undefined ? {} : { office }),
  };
}

/** Clocks and other cases act from no post. */
export function heldPost(actor: Actor, post: Post): Post | null {
  return actor.kind === 'person' ? post : null;
}
