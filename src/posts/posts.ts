import type { Actor, Interest, Place, Post } from '../engine/index.js';
import { isWithin } from '../engine/index.js';
import { powersOf, type DaySettings, type Office } from '../settings/index.js';
import type { Register } from './register.js';
import { holdsAt, type Roster, type Standing } from './roster.js';

/** What a task asks for: a role in an agency, and where. */
export interface Wanted {
  readonly role: string;
  readonly agency: string | null;
  readonly place: Place;
}

/** A person who can do what is wanted, and the post for it. */
export interface Candidate {
  readonly person: string;
  readonly post: Post;
}

/** What a person has at an instant, and for how long nothing changes in it. */
interface Kept {
  readonly actor: Actor;
  readonly from: number;
  readonly until: number;
}

/** Who holds what, answered from memory. */
export class Posts {
  /** By person; of one revision of the register and one day's settings. */
  private kept = new Map<string, Kept>();
  private of: { revision: number; day: DaySettings | null } = { revision: -1, day: null };

  constructor(
    readonly register: Register,
    private readonly day: () => DaySettings,
  ) {}

  get roster(): Roster {
    return this.register.roster;
  }

  get offices(): ReadonlyMap<string, Office> {
    return this.day().offices;
  }

  /**
   * The actor with the posts held at an instant, own ones first, and the interests that bar from acting. What a person is as an investor comes
   * with the account; so does a post that an identity provider vouches for, as long as the register has nothing on the person.
   */
  actor(account: Actor, at: number): Actor {
    if (!this.roster.knows(account.id)) return account;
    this.keepUp();
    const known = this.kept.get(account.id);
    if (known && known.from <= at && at < known.until && known.actor.kind === account.kind) return known.actor;
    const made = this.make(account, at);
    this.kept.set(account.id, made);
    return made.actor;
  }

  /** The posts of a person at an instant: held, and those of whom the person stands in for. */
  postsOf(person: string, at: number): readonly Post[] {
    return [...this.ownPosts(person, at), ...this.postsInstead(person, at)];
  }

  /** Whose posts a person has at an instant as a substitute. */
  standsInFor(person: string, at: number): readonly Standing[] {
    return this.roster.standingIn(person).filter((record) => holdsAt(record, at));
  }

  /** Holdings of a post at an instant. */
  holdersOf(post: string, at: number): readonly Standing[] {
    return this.roster.holdingsOf(post).filter((record) => holdsAt(record, at));
  }

  /** Everybody who could do what is wanted at an instant: holders, and substitutes for those who are away. */
  candidates(wanted: Wanted, at: number): Candidate[] {
    const holders = [...this.officesFor(wanted)].flatMap(({ id }) =>
      this.holdersOf(id, at).map(({ person }) => person),
    );
    const persons = new Set(holders);
    const substitutes = [...persons].flatMap((person) =>
      this.roster.awayOf(person).flatMap((away) => (holdsAt(away, at) && away.other !== null ? [away.other] : [])),
    );
    return [...new Set([...persons, ...substitutes])].flatMap((person) => {
      const post = this.postsOf(person, at).find((held) => fits(held, wanted));
      return post ? [{ person, post }] : [];
    });
  }

  /**
   * Since when nobody holds a post for what is wanted: null where somebody does; -Infinity where nobody ever did. That the holder is away is no
   * vacancy.
   */
  vacantSince(wanted: Wanted, at: number): number | null {
    let since = -Infinity;
    for (const { id } of this.officesFor(wanted)) {
      for (const { from, until } of this.roster.holdingsOf(id)) {
        if (from > at) continue;
        if (until === null || at < until) return null;
        since = Math.max(since, until);
      }
    }
    return since;
  }

  interestsOf(person: string, at: number): readonly Interest[] {
    return this.roster.interestsAt(person, at);
  }

  private officesFor(wanted: Wanted): Office[] {
    return [...this.offices.values()].filter((office) => powersOf(office).some((post) => fits(post, wanted)));
  }

  private ownPosts(person: string, at: number): Post[] {
    return this.roster.heldBy(person).flatMap((record) => {
      const office = holdsAt(record, at) ? this.offices.get(record.post ?? '') : undefined;
      return office ? powersOf(office) : [];
    });
  }

  /** Never passed on: of whom the person stands in for only what that person holds. */
  private postsInstead(person: string, at: number): Post[] {
    return this.standsInFor(person, at).flatMap(({ person: other, post: only }) =>
      this.roster.heldBy(other).flatMap((record) => {
        const meant = holdsAt(record, at) && (only === null || only === record.post);
        const office = meant ? this.offices.get(record.post ?? '') : undefined;
        return office && !office.personal ? powersOf(office).map((post) => ({ ...post, onBehalfOf: other })) : [];
      }),
    );
  }

  private make(account: Actor, at: number): Kept {
    const { id } = account;
    const asInvestor = account.posts.filter(({ role }) => role === 'investor');
    const persons = [id, ...new Set(this.standsInFor(id, at).map(({ person }) => person))];
    const interests = Object.fromEntries(
      persons.flatMap((person) => {
        const own = this.interestsOf(person, at);
        return own.length > 0 ? [[person, own]] : [];
      }),
    );
    const actor: Actor = {
      ...account,
      posts: [...asInvestor, ...this.postsOf(id, at)],
      ...(Object.keys(interests).length > 0 ? { interests } : {}),
    };
    return { actor, ...this.stretch(id, at) };
  }

  /** The time around an instant in which nothing changes for a person. */
  private stretch(person: string, at: number): Pick<Kept, 'from' | 'until'> {
    const { roster } = this;
    const others = roster.standingIn(person);
    const persons = [person, ...others.map((record) => record.person)];
    const times = [...others, ...persons.flatMap((one) => [...roster.heldBy(one), ...roster.interestsOf(one)])].flatMap(
      ({ from, until }) => [from, until ?? Infinity],
    );
    return {
      from: Math.max(-Infinity, ...times.filter((time) => time <= at)),
      until: Math.min(Infinity, ...times.filter((time) => time > at)),
    };
  }

  private keepUp(): void {
    const [revision, day] = [this.register.revision, this.day()];
    if (revision === this.of.revision && day === this.of.day) return;
    this.of = { revision, day };
    this.kept = new Map();
  }
}

function fits(post: Post, { role, agency, place }: Wanted): boolean {
  return post.role === role && (post.agency ?? null) === agency && isWithin(post.within, place);
}
