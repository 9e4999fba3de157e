import { randomUUID } from 'node:crypto';
import { KeyReused } from '../cases/batch.js';
import { derivedId, postsFor, Rejection, type Actor } from '../engine/index.js';
import type { CaseRow } from '../store/rows.js';
import type { MandateEntry, MandateRecord } from './record.js';
import type { MandateRegister } from './register.js';
import { holdsAt, type MandateRoll } from './standing.js';

/** There is no such company, or no such record, that the caller may know of. */
export class NoSuchCompany extends Error {}
export class NoSuchMandate extends Error {}

/** Who asks for a change. */
export interface Asking {
  readonly actor: Actor;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Idempotency key: the same key is the same record. */
  readonly key?: string | undefined;
}

/** Whether there is an investor of that account id. */
export type IsInvestor = (person: string) => Promise<boolean>;

type Recorded = Pick<MandateEntry, 'kind' | 'person'> & Partial<MandateEntry>;
type CaseOf = Pick<CaseRow, 'owner' | 'root' | 'agency'>;

/** Companies, their people, and who acts for them or for a person in one application. */
export class Companies {
  constructor(
    private readonly register: MandateRegister,
    private readonly isInvestor: IsInvestor,
  ) {}

  get roll(): MandateRoll {
    return this.register.roll;
  }

  /** Puts a company in; whoever does is its representative until there is another. Rejects with KeyReused. */
  async found(given: { name: string; number: string | null; ground: string }, asking: Asking): Promise<MandateRecord> {
    const { actor } = asking;
    const company = this.idFor(asking, 'company');
    const said = { company, person: actor.id, ground: given.ground };
    const name = given.name.trim();
    if (name === '') throw badField('/name', 'must say something');
    const entry = { ...said, kind: 'founded', id: company, name, number: given.number } as const;
    return this.once(entry, asking, (roll) =>
      roll.find(company) ? [] : [entry, { ...said, kind: 'representative', id: this.idFor(asking, 'representative') }],
    );
  }

  /** Takes a person among those of a company: by its representative. Rejects with NoSuchCompany, Rejection, KeyReused. */
  async join(company: string, person: string, ground: string, asking: Asking): Promise<MandateRecord> {
    this.mustRepresent(company, asking);
    await this.mustBeInvestor(person);
    return this.once({ kind: 'joined', company, person, ground }, asking, (roll) => {
      this.mustRepresent(company, asking, roll);
      if (roll.companiesOf(person, asking.now).includes(company))
        throw new Rejection('state', 'that person is one of its people already');
      return [{ kind: 'joined', company, person, ground }];
    });
  }

  /** Makes one of its people the representative, instead of the one before. Rejects with NoSuchCompany, Rejection, KeyReused. */
  async represent(company: string, person: string, ground: string, asking: Asking): Promise<MandateRecord> {
    this.mustKnow(company, asking);
    const entry = { kind: 'representative', company, person, ground } as const;
    return this.once(entry, asking, (roll) => {
      const before = this.mustRepresent(company, asking, roll);
      if (person === before.person) throw new Rejection('state', 'that person represents it already');
      if (!roll.companiesOf(person, asking.now).includes(company)) throw badField('/person', 'is none of its people');
      const end = { kind: 'ended', company, person: before.person, ends: before.id, ground } as const;
      return [entry, { ...end, id: this.idFor(asking, 'end') }];
    });
  }

  /** Ends that a person is one of its people: by its representative, or by that person. Rejects with NoSuchMandate, Rejection. */
  async part(company: string, record: string, ground: string, asking: Asking): Promise<MandateRecord> {
    this.mustKnow(company, asking);
    const { actor, now } = asking;
    return this.ended(record, ground, asking, (found, roll) => {
      if (found.company !== company || !['founded', 'joined'].includes(found.kind)) throw new NoSuchMandate(record);
      if (found.person !== actor.id) this.mustRepresent(company, asking, roll);
      if (roll.representativeOf(company, now)?.person === found.person)
        throw new Rejection('state', 'whoever represents the company stays until another does');
    });
  }

  /** Empowers an agent for the application of a case: by its investor or the company's representative. Rejects with Rejection, KeyReused. */
  async empower(
    row: CaseOf,
    { person, until, ground }: { person: string; until: number | null; ground: string },
    asking: Asking,
  ): Promise<MandateRecord> {
    mustOwn(row, asking.actor);
    await this.mustBeInvestor(person);
    if (until !== null && until <= asking.now) throw badField('/until', 'must lie ahead');
    if (person === asking.actor.id || person === row.owner) throw badField('/person', 'may act in it already');
    const { owner, root } = row;
    const entry = { kind: 'agent', person, owner, root, until, ground } as const;
    return this.once(entry, asking, (roll) => {
      const same = roll
        .ofRoot(root)
        .find((one) => one.kind === 'agent' && one.person === person && holdsAt(one, asking.now));
      if (same) throw new Rejection('state', 'that person is an agent for it already');
      return [entry];
    });
  }

  /** Withdraws an agent's power, or gives it back: by whoever may empower, or by the agent. Rejects with NoSuchMandate, Rejection. */
  async withdraw(row: CaseOf, record: string, ground: string, asking: Asking): Promise<MandateRecord> {
    return this.ended(record, ground, asking, (found) => {
      if (found.kind !== 'agent' || found.root !== row.root) throw new NoSuchMandate(record);
      if (found.person !== asking.actor.id) mustOwn(row, asking.actor);
    });
  }

  /** Gives an application that a person began to the company that was then formed: by that person, who is one of its people. */
  async entrust(row: CaseOf, company: string, ground: string, asking: Asking): Promise<MandateRecord> {
    const { actor, now } = asking;
    if (row.owner !== actor.id)
      throw new Rejection('actor', 'an application is given to a company by the person who began it');
    const { owner, root } = row;
    const entry = { kind: 'entrusted', person: actor.id, owner, root, company, ground } as const;
    return this.once(entry, asking, (roll) => {
      if (!roll.companiesOf(actor.id, now).includes(company)) throw badField('/company', 'is no company of yours');
      if (roll.ofRoot(root).some((one) => one.kind === 'entrusted'))
        throw new Rejection('state', 'it has been given to a company already');
      return [entry];
    });
  }

  /** Whether an actor may empower agents for the application of a case: its investor, or who represents that. */
  mayEmpower(row: CaseOf, actor: Actor): boolean {
    return owns(row, actor);
  }

  /** The company that an actor opens cases for. Throws Rejection where the actor does not represent it. */
  openerFor(company: string, actor: Actor): string {
    if (!actor.mandates?.some(({ of, as }) => of === company && as === 'representative'))
      throw badField('/company', 'is no company that you represent');
    return company;
  }

  /** Throws NoSuchCompany where the actor may not know of it. */
  mustKnow(company: string, { actor, now }: Pick<Asking, 'actor' | 'now'>): void {
    const knows =
      actor.posts.some(({ role }) => role === 'auditor') || this.roll.companiesOf(actor.id, now).includes(company);
    if (!knows || this.roll.ofCompany(company).length === 0) throw new NoSuchCompany(company);
  }

  private mustRepresent(company: string, asking: Asking, roll = this.roll): MandateRecord {
    this.mustKnow(company, asking);
    const representative = roll.representativeOf(company, asking.now);
    if (representative?.person !== asking.actor.id)
      throw new Rejection('actor', 'this is for the representative of the company');
    return representative;
  }

  private async mustBeInvestor(person: string): Promise<void> {
    if (!(await this.isInvestor(person))) throw badField('/person', 'is no account of an investor');
  }

  private idFor({ actor, key }: Asking, part = ''): string {
    return key === undefined ? randomUUID() : derivedId('mandate', actor.id, key, part);
  }

  private ended(
    record: string,
    ground: string,
    asking: Asking,
    check: (found: MandateRecord, roll: MandateRoll) => void,
  ): Promise<MandateRecord> {
    const before = this.roll.find(record);
    if (!before) throw new NoSuchMandate(record);
    const { person, company, owner, root } = before;
    const entry = { kind: 'ended', person, company, owner, root, ends: record, ground } as const;
    return this.once(entry, asking, (roll) => {
      const found = roll.find(record);
      if (!found) throw new NoSuchMandate(record);
      check(found, roll);
      if (!holdsAt(found, asking.now)) throw new Rejection('state', 'it has ended already');
      return [entry];
    });
  }

  /** Records what is made, once for each key. Rejects with KeyReused where the key was used for something else. */
  private async once(
    same: Recorded,
    asking: Asking,
    make: (roll: MandateRoll) => readonly Recorded[],
  ): Promise<MandateRecord> {
    if (same.ground?.trim() === '') throw badField('/ground', 'must say something');
    const id = same.id ?? this.idFor(asking);
    const known = ({ records }: MandateRoll): MandateRecord | undefined => records.find((record) => record.id === id);
    const once = (roll: MandateRoll): MandateEntry[] => {
      const before = known(roll);
      const fields = Object.entries(same) as [keyof MandateRecord, unknown][];
      if (before && fields.some(([field, value]) => (before[field] ?? null) !== (value ?? null)))
        throw new KeyReused('the key was used for another request');
      if (before) return [];
      return make(roll).map((entry, index) => ({
        from: asking.now,
        ground: '',
        ...entry,
        id: entry.id ?? (index === 0 ? id : randomUUID()),
      }));
    };
    await this.register.record(once, asking.actor.id, asking.now);
    const record = known(this.roll);
    if (!record) throw new NoSuchMandate(id);
    return record;
  }
}

const owns = (row: CaseOf, actor: Actor): boolean =>
  postsFor(actor, 'owner', row).some(({ office }) => office !== 'agent');

/** Throws Rejection where the actor is not the investor of the case, nor represents it; an agent empowers nobody. */
function mustOwn(row: CaseOf, actor: Actor): void {
  if (!owns(row, actor))
    throw new Rejection('actor', 'this is for the investor of the case, or for the representative of the company');
}

function badField(field: string, message: string): Rejection {
  return new Rejection('data', `${field} ${message}`, { errors: [{ field, message }] });
}
