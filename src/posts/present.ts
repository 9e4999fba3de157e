import type { Office } from '../settings/index.js';
import { iso } from '../time/iso.js';
import type { Posts } from './posts.js';
import type { PostRecord } from './record.js';
import type { Standing } from './roster.js';
import { holdsAt } from './roster.js';

/* What the API tells of posts; its documented classes are checked against what these give. */

/** A post, who holds it at an instant, and who stands in. */
export function presentPost(posts: Posts, office: Office, now: number) {
  const { id, title, agency, roles, within, personal = false, alone = false } = office;
  const holders = posts.holdersOf(id, now).map((holding) => presentHolder(posts, holding, now));
  return {
    id,
    title,
    agency,
    roles: [...roles],
    within: within ? { ...within } : null,
    personal,
    alone,
    holders,
    vacant: holders.length === 0,
  };
}

function presentHolder({ roster }: Posts, holding: Standing, now: number) {
  const { id, person, kind, post, from, until } = holding;
  const away = roster.awayOf(person).find((one) => holdsAt(one, now) && (one.post === null || one.post === post));
  return {
    holding: id,
    person,
    charge: kind === 'appointed' ? ('own' as const) : ('additional' as const),
    from: iso(from),
    until: iso(until),
    away: away !== undefined,
    substitute: away?.other ?? null,
  };
}

export function presentRecord(record: PostRecord) {
  return {
    id: record.id,
    kind: record.kind,
    person: record.person,
    post: record.post,
    substitute: record.other,
    about: record.about,
    subject: record.subject,
    ends: record.ends,
    from: iso(record.from),
    until: iso(record.until),
    ground: record.ground,
    recordedBy: record.recordedBy,
    recordedFor: record.recordedFor,
    recordedAt: iso(record.recordedAt),
  };
}
