import type { Actor } from '../../engine/index.js';
import { fillerOf, mayKnowOf } from '../../posts/asked.js';
import type { Posts } from '../../posts/posts.js';
import { presentPost } from '../../posts/present.js';
import { holdsAt, type Standing } from '../../posts/roster.js';
import type { Office } from '../../settings/index.js';
import type { Reader } from '../reader.js';

interface Seen {
  readonly posts: Posts;
  readonly names: ReadonlyMap<string, string>;
  readonly now: number;
}

/** The posts of an agency, and who holds each. */
export function postsModel(reader: Reader, offices: readonly Office[], { posts, names, now }: Seen) {
  return offices.map((office) => {
    const { id, title, agency, holders, vacant } = presentPost(posts, office, now);
    return {
      href: `/office/posts/${encodeURIComponent(id)}`,
      title: reader.said(title),
      agency: agency === null ? null : reader.agency(agency),
      vacant,
      holders: holders.map((one) => ({
        ...one,
        name: names.get(one.person) ?? one.person,
        substitute: one.substitute === null ? null : (names.get(one.substitute) ?? one.substitute),
      })),
    };
  });
}

/** A post, who holds it, and what was ordered of it. */
export function postModel(reader: Reader, office: Office, { posts, names, now, actor }: Seen & { actor: Actor }) {
  const [model] = postsModel(reader, [office], { posts, names, now });
  const name = (person: string): string => names.get(person) ?? person;
  const records = posts.roster.records.filter(({ post, kind }) => post === office.id && kind !== 'substituted');
  return {
    ...model,
    id: office.id,
    mayFill: fillerOf(actor, office) !== null,
    records: records.toReversed().map(({ id, kind, person, from, until, ground, recordedBy, recordedAt }) => {
      return { id, kind, person: name(person), from, until, ground, by: name(recordedBy), recordedAt };
    }),
  };
}

/** Absences that the caller may know of: those to come and of now first, then those that are over. */
export function absencesModel(actor: Actor, { posts, names, now }: Seen) {
  const name = (person: string): string => names.get(person) ?? person;
  const model = (one: Standing) => ({
    id: one.id,
    name: name(one.person),
    substitute: one.other === null ? null : name(one.other),
    post: one.post,
    from: one.from,
    until: one.until,
    ground: one.ground,
    isNow: holdsAt(one, now),
    mayEnd: one.until === null || one.until > now,
  });
  const known = absencesOf(posts, actor).map(model).toReversed();
  return { open: known.filter(({ mayEnd }) => mayEnd), over: known.filter(({ mayEnd }) => !mayEnd).slice(0, 20) };
}

/** Absences that somebody may know of. */
export function absencesOf(posts: Posts, actor: Actor): readonly Standing[] {
  const all = posts.roster.all(['substituted', 'absent']);
  return all.filter(({ person, other }) => other === actor.id || mayKnowOf(posts, actor, person));
}
