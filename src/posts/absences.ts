import { Rejection, type Post } from '../engine/index.js';
import {
  badField,
  fillerOf,
  idFor,
  isOneself,
  mustBeKnown,
  NoSuchRecord,
  recorded,
  repeated,
  term,
  type Asking,
  type Known,
  type Term,
} from './asked.js';
import type { Posts } from './posts.js';
import type { Entry, PostRecord } from './record.js';
import { overlap, type Roster, type Standing } from './roster.js';

export interface Absence extends Term {
  /** Who is away. */
  readonly person: string;
  /** Who has the posts meanwhile; absent: nobody has. */
  readonly substitute?: string | undefined;
  /** Only of this post; absent: of all that have substitutes. */
  readonly post?: string | undefined;
}

/** Where a person and another's work meet: an open task of the one in a case in which the other has an interest. Null: nowhere. */
export type Conflicts = (of: string, substitute: string, now: number) => Promise<string | null>;

type Time = Pick<PostRecord, 'from' | 'until'>;

/** Who is away, and who has the posts for the time: said by the person or by whoever orders who holds the posts. */
export class Absences {
  constructor(
    private readonly posts: Posts,
    private readonly known: Known,
    private readonly conflicts: Conflicts,
  ) {}

  /** Rejects with Rejection, KeyReused. */
  async set(absence: Absence, asking: Asking): Promise<PostRecord> {
    const { person, substitute: other, post } = absence;
    const by = this.speaker(person, post, asking);
    const { from, until, ground } = term(absence, asking.now);
    if (until === null) throw badField('/until', 'must say until when');
    const id = idFor(asking);
    const kind = other === undefined ? 'absent' : 'substituted';
    const before = repeated(this.posts, id, { kind, person, other: other ?? null, until, ground });
    if (before) return before;
    if (other !== undefined) await this.mayStandIn(person, other, by, asking);
    const entry: Entry = { id, kind, person, from, until, ground, post: post ?? null, other: other ?? null };
    return recorded(this.posts, { id, make: (roster) => [this.checked(roster, entry)], asking, post: by });
  }

  /** Ends it before its time: also the substitute may. Rejects with NoSuchRecord, Rejection. */
  async end(absence: string, order: Term, asking: Asking): Promise<PostRecord> {
    const away = this.posts.roster.find(absence);
    if (!away || (away.kind !== 'substituted' && away.kind !== 'absent')) throw new NoSuchRecord(absence);
    const by = away.other === asking.actor.id ? null : this.speakerFor(away.person, away.post, asking);
    if (by === undefined) throw new NoSuchRecord(absence);
    const { from, ground } = term(order, asking.now);
    const id = idFor(asking);
    const before = repeated(this.posts, id, { kind: 'ended', ends: absence, ground });
    if (before) return before;
    const make = (roster: Roster): Entry[] => {
      const now = roster.find(absence) ?? away;
      if ((now.until ?? Infinity) <= from) throw new Rejection('state', 'it has ended by then already');
      const end = Math.max(from, now.from);
      return [{ id, kind: 'ended', person: away.person, post: away.post, ends: absence, from: end, ground }];
    };
    return recorded(this.posts, { id, make, asking, post: by });
  }

  /** Throws Rejection `actor` where it is not for the actor to say. */
  private speaker(person: string, post: string | undefined, asking: Asking): Post | null {
    const speaker = this.speakerFor(person, post ?? null, asking);
    if (speaker !== undefined) return speaker;
    throw new Rejection('actor', 'who stands in for somebody is for that person to say, or for the manager');
  }

  /** The post from which somebody speaks for a person's absence. Null: it is the person; undefined: it is not for the actor. */
  private speakerFor(person: string, post: string | null, { actor, now }: Asking): Post | null | undefined {
    if (person === actor.id) return null;
    const held = this.posts.roster.heldBy(person).filter((one) => overlap(one, { from: now, until: null }));
    for (const { post: id } of held) {
      const office = post === null || id === post ? this.posts.offices.get(id ?? '') : undefined;
      const filler = office ? fillerOf(actor, office) : null;
      if (filler && !isOneself(actor, filler, person)) return filler;
    }
    return undefined;
  }

  /** Throws Rejection where the substitute may not be one for this person. */
  private async mayStandIn(person: string, other: string, by: Post | null, { actor, now }: Asking): Promise<void> {
    if (other === person) throw badField('/substitute', 'must be another person');
    if (by !== null && isOneself(actor, by, other)) throw new Rejection('actor', 'nobody orders oneself to stand in');
    await mustBeKnown(this.known, other, '/substitute');
    const conflict = await this.conflicts(person, other, now);
    if (conflict !== null) throw badField('/substitute', `has an interest in ${conflict}, on which the person works`);
  }

  /** The entry, where nothing else is said for that time and nothing is passed on twice. Throws Rejection. */
  private checked(roster: Roster, entry: Entry): Entry {
    const { person, other = null } = entry;
    const time: Time = { from: entry.from, until: entry.until ?? null };
    const held = roster.heldBy(person).filter((one) => overlap(one, time) && (entry.post ?? one.post) === one.post);
    if (held.length === 0)
      throw badField('/person', `holds ${entry.post ?? 'no post'} in that time${entry.post ? ' not' : ''}`);
    const clash = roster.awayOf(person).find((away) => overlap(away, time) && sameShare(away, entry));
    if (clash) throw new Rejection('state', `${person} is away in that time already`);
    if (other === null) return entry;
    if (held.every(({ post }) => this.posts.offices.get(post ?? '')?.personal))
      throw badField('/post', 'has no substitute: its acts are the holder’s own');
    const own = roster.heldBy(other).filter((one) => overlap(one, time));
    if (own.length === 0) throw badField('/substitute', 'holds no post in that time');
    if (own.some(({ post }) => this.posts.offices.get(post ?? '')?.alone))
      throw badField('/substitute', 'holds a post that is held with no other');
    if (roster.awayOf(other).some((away) => overlap(away, time)))
      throw badField('/substitute', 'is away in that time: a substitute has none');
    if (roster.standingIn(person).some((instead) => overlap(instead, time)))
      throw new Rejection('state', `${person} stands in for another in that time, which is not passed on`);
    return entry;
  }
}

/** Whether two absences are of one and the same post. */
function sameShare(a: Standing, b: Pick<Entry, 'post'>): boolean {
  return a.post === null || (b.post ?? null) === null || a.post === b.post;
}
