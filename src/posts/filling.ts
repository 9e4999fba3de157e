import { Rejection, type Post } from '../engine/index.js';
import type { Office } from '../settings/index.js';
import {
  badField,
  fillerOf,
  idFor,
  isOneself,
  mustBeKnown,
  NoSuchPost,
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

export interface Appointment extends Term {
  readonly person: string;
  /** `own`: the person's post; `additional`: beside it. */
  readonly charge: 'own' | 'additional';
}

/** Who holds which post is ordered: by the manager of the agency or an administrator, about others, never backwards out of the record. */
export class Filling {
  constructor(
    private readonly posts: Posts,
    private readonly known: Known,
  ) {}

  /** Gives a post to a person. Rejects with NoSuchPost, KeyReused, Rejection. */
  async appoint(post: string, order: Appointment, asking: Asking): Promise<PostRecord> {
    const office = this.office(post);
    const filler = mayFill(office, order.person, asking);
    const { person, charge } = order;
    const kind = charge === 'own' ? 'appointed' : 'additional';
    const id = idFor(asking);
    const before = repeated(this.posts, id, { kind, person, post, ground: order.ground, from: order.from });
    if (before) return before;
    await mustBeKnown(this.known, person, '/person');
    const entry: Entry = { id, kind, person, post, ...term(order, asking.now) };
    return this.record(id, (roster) => [this.checked(roster, office, entry)], asking, filler);
  }

  /** Ends the holding of a post. Rejects with NoSuchRecord, Rejection. */
  async relieve(holding: string, order: Term, asking: Asking): Promise<PostRecord> {
    const held = this.holding(holding);
    const filler = mayFill(this.office(held.post ?? ''), held.person, asking);
    const { from, ground } = term(order, asking.now);
    const id = idFor(asking);
    const before = repeated(this.posts, id, { kind: 'ended', ends: holding, ground });
    if (before) return before;
    return this.record(id, (roster) => [ending(roster, { id, holding, from, ground })], asking, filler);
  }

  /** Moves a person from the present post to another, at one instant. Rejects with NoSuchPost, KeyReused, Rejection. */
  async transfer(person: string, order: Term & { readonly to: string }, asking: Asking): Promise<PostRecord> {
    const office = this.office(order.to);
    const filler = mayFill(office, person, asking);
    const { from, until, ground } = term(order, asking.now);
    const id = idFor(asking);
    const before = repeated(this.posts, id, { kind: 'appointed', person, post: order.to, ground });
    if (before) return before;
    const leaving = (roster: Roster): Entry[] => {
      const own = roster
        .heldBy(person)
        .filter((held) => held.kind === 'appointed' && overlap(held, { from, until: null }));
      if (own.length === 0) throw new Rejection('state', 'the person holds no post to be transferred from');
      return own.map((held) => {
        mayFill(this.office(held.post ?? ''), person, asking);
        return ending(roster, { id: idFor(asking, held.id), holding: held.id, from, ground });
      });
    };
    const entry: Entry = { id, kind: 'appointed', person, post: order.to, from, until, ground };
    const make = (roster: Roster): Entry[] => {
      const left = leaving(roster);
      return [...left, this.checked(roster, office, entry, new Set(left.map(({ ends }) => ends ?? '')))];
    };
    return this.record(id, make, asking, filler);
  }

  private office(id: string): Office {
    const office = this.posts.offices.get(id);
    if (!office) throw new NoSuchPost(id);
    return office;
  }

  private holding(id: string): Standing {
    const held = this.posts.roster.find(id);
    if (!held || (held.kind !== 'appointed' && held.kind !== 'additional')) throw new NoSuchRecord(id);
    return held;
  }

  /** The entry, where it fits to what else is held. `leaving`: holdings that end with it. */
  private checked(roster: Roster, office: Office, entry: Entry, leaving: ReadonlySet<string> = new Set()): Entry {
    const time = { from: entry.from, until: entry.until ?? null };
    const others = roster.heldBy(entry.person).filter((held) => overlap(held, time) && !leaving.has(held.id));
    if (others.some(({ post }) => post === office.id))
      throw new Rejection('state', `${entry.person} holds ${office.id} in that time already`);
    const alone = office.alone
      ? others[0]?.post
      : others.find(({ post }) => this.posts.offices.get(post ?? '')?.alone)?.post;
    if (alone !== undefined && alone !== null) {
      const which = office.alone ? office.id : alone;
      throw new Rejection('state', `whoever holds ${which} holds no other post`);
    }
    const own = others.find(({ kind }) => kind === 'appointed');
    if (entry.kind === 'appointed' && own)
      throw new Rejection('state', `${entry.person} holds ${own.post}: transfer, or give additional charge`);
    if (entry.kind === 'additional' && !own)
      throw badField('/charge', 'must be own: the person holds no other post in that time');
    return entry;
  }

  private record(id: string, make: (roster: Roster) => Entry[], asking: Asking, filler: Post): Promise<PostRecord> {
    return recorded(this.posts, { id, make, asking, post: filler });
  }
}

function ending(
  roster: Roster,
  { id, holding, from, ground }: { id: string; holding: string; from: number; ground: string },
): Entry {
  const held = roster.find(holding);
  if (!held) throw new NoSuchRecord(holding);
  if (from < held.from) throw badField('/from', 'must not come before the beginning of what it ends');
  if (held.until !== null && held.until <= from) throw new Rejection('state', 'it has ended by then already');
  return { id, kind: 'ended', person: held.person, post: held.post, ends: holding, from, ground };
}

/** The post from which the actor orders it. Throws Rejection `actor`. */
function mayFill(office: Office, person: string, { actor }: Asking): Post {
  const filler = fillerOf(actor, office);
  if (!filler) throw new Rejection('actor', `who holds ${office.id} is for ${whoFills(office)} to say`);
  if (isOneself(actor, filler, person)) throw new Rejection('actor', 'nobody orders which post is one’s own');
  return filler;
}

function whoFills({ agency, roles }: Office): string {
  return agency === null || roles.includes('manager')
    ? 'an administrator'
    : `a manager of ${agency}, or an administrator,`;
}
