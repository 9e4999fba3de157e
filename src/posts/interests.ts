import { Rejection, type Actor, type Post } from '../engine/index.js';
import {
  badField,
  fillerOf,
  idFor,
  isOneself,
  NoSuchRecord,
  recorded,
  repeated,
  term,
  type Asking,
  type Term,
} from './asked.js';
import type { Posts } from './posts.js';
import type { PostRecord } from './record.js';
import { overlap } from './roster.js';

export interface Declaration extends Term {
  readonly about: 'case' | 'company' | 'approval';
  /** Id or reference of a case, name or id of a company, id of an approval. */
  readonly subject: string;
}

/** The application a case belongs to, as far as the actor may know of it; null: there is none for that actor. */
export type RootOf = (subject: string, actor: Actor) => Promise<string | null>;

/** Interests are declared by the person, and bar from that instant; that one is over is for the manager to say, not for the person. */
export class Interests {
  constructor(
    private readonly posts: Posts,
    private readonly rootOf: RootOf,
  ) {}

  /** Rejects with Rejection, KeyReused. */
  async declare(declaration: Declaration, asking: Asking): Promise<PostRecord> {
    const { about } = declaration;
    const person = asking.actor.id;
    const said = declaration.subject.trim();
    if (said === '') throw badField('/subject', 'must say something');
    const subject = about === 'case' ? await this.rootOf(said, asking.actor) : said;
    if (subject === null) throw badField('/subject', 'is no case');
    const { from, until, ground } = term(declaration, asking.now);
    const id = idFor(asking);
    const before = repeated(this.posts, id, { kind: 'interested', person, about, subject, ground });
    if (before) return before;
    const entry = { id, kind: 'interested', person, about, subject, from, until, ground } as const;
    return recorded(this.posts, { id, make: () => [entry], asking, post: null });
  }

  /** Says that an interest is over. Rejects with NoSuchRecord, Rejection. */
  async end(interest: string, order: Term, asking: Asking): Promise<PostRecord> {
    const declared = this.posts.roster.find(interest);
    if (declared?.kind !== 'interested') throw new NoSuchRecord(interest);
    const by = this.overseer(declared.person, asking);
    const { from, ground } = term(order, asking.now);
    const id = idFor(asking);
    const before = repeated(this.posts, id, { kind: 'ended', ends: interest, ground });
    if (before) return before;
    if (from < asking.now) throw badField('/from', 'must not lie in the past: what was barred stays barred');
    if (declared.until !== null && declared.until <= from) throw new Rejection('state', 'it is over by then already');
    const entry = { id, kind: 'ended', person: declared.person, ends: interest, from, ground } as const;
    return recorded(this.posts, { id, make: () => [entry], asking, post: by });
  }

  /** Throws NoSuchRecord where the actor has no say over the person: who may not know of it learns nothing. */
  private overseer(person: string, { actor, now }: Asking): Post {
    const held = this.posts.roster.heldBy(person).filter((one) => overlap(one, { from: now, until: null }));
    for (const { post } of held) {
      const office = this.posts.offices.get(post ?? '');
      const filler = office ? fillerOf(actor, office) : null;
      if (filler && !isOneself(actor, filler, person)) return filler;
    }
    if (person === actor.id) throw new Rejection('actor', 'that one’s own interest is over is for the manager to say');
    throw new NoSuchRecord(person);
  }
}
