import type { Mandate } from '../engine/index.js';
import { asEnded } from '../registers/as-ended.js';
import type { MandateKind, MandateRecord } from './record.js';

export const holdsAt = ({ from, until }: Pick<MandateRecord, 'from' | 'until'>, at: number): boolean =>
  from <= at && (until === null || at < until);

const PEOPLE: readonly MandateKind[] = ['founded', 'joined'];
const BELONGING: readonly MandateKind[] = [...PEOPLE, 'representative'];

/** Who acts for whom, as the records say, at any instant. Immutable. */
export class MandateRoll {
  /** Each as later records leave it. */
  readonly standing: readonly MandateRecord[];
  private readonly byPerson = new Map<string, MandateRecord[]>();
  private readonly byCompany = new Map<string, MandateRecord[]>();
  private readonly byRoot = new Map<string, MandateRecord[]>();

  constructor(readonly records: readonly MandateRecord[]) {
    this.standing = asEnded(records);
    for (const record of this.standing) {
      if (record.kind !== 'entrusted') add(this.byPerson, record.person, record);
      if (record.company !== null) add(this.byCompany, record.company, record);
      if (record.root !== null) add(this.byRoot, record.root, record);
    }
  }

  find(id: string): MandateRecord | undefined {
    return this.standing.find((record) => record.id === id);
  }

  /** All that was recorded of a company, in that order. */
  ofCompany(company: string): readonly MandateRecord[] {
    return this.byCompany.get(company) ?? [];
  }

  /** Agents for an application, and the company it is entrusted to; of any time. */
  ofRoot(root: string): readonly MandateRecord[] {
    return this.byRoot.get(root) ?? [];
  }

  /** Companies of whose people a person is. */
  companiesOf(person: string, at: number): readonly string[] {
    const own = (this.byPerson.get(person) ?? []).filter((one) => PEOPLE.includes(one.kind) && holdsAt(one, at));
    return [...new Set(own.flatMap(({ company }) => company ?? []))];
  }

  /** What a company is called; empty where there is none. */
  nameOf(company: string): string {
    return this.ofCompany(company).find(({ kind }) => kind === 'founded')?.name ?? '';
  }

  representativeOf(company: string, at: number): MandateRecord | undefined {
    return this.ofCompany(company).find((one) => one.kind === 'representative' && holdsAt(one, at));
  }

  /** Whose own a case is at an instant, as `isOwn` has it: its owner, the people of a company whose it is, agents for its application. */
  peopleOf({ owner, root }: { readonly owner: string; readonly root: string }, at: number): readonly string[] {
    const there = this.ofRoot(root).filter((one) => one.owner === owner && holdsAt(one, at));
    const agents = there.filter(({ kind }) => kind === 'agent').map(({ person }) => person);
    const companies = [owner, ...there.flatMap(({ kind, company }) => (kind === 'entrusted' ? (company ?? []) : []))];
    const people = companies
      .flatMap((company) => this.ofCompany(company))
      .filter((one) => BELONGING.includes(one.kind));
    return [...new Set([owner, ...people.filter((one) => holdsAt(one, at)).map(({ person }) => person), ...agents])];
  }

  /** What a person may do for others at an instant. */
  mandatesOf(person: string, at: number): readonly Mandate[] {
    const own = this.byPerson.get(person);
    if (!own) return [];
    return own.filter((one) => holdsAt(one, at)).flatMap((one) => this.mandatesBy(one, at));
  }

  private mandatesBy({ kind, company, owner, root }: MandateRecord, at: number): Mandate[] {
    if (kind === 'agent') return owner === null || root === null ? [] : [{ of: owner, as: 'agent', root }];
    if (company === null) return [];
    const as = kind === 'representative' ? 'representative' : 'people';
    const entrusted = this.ofCompany(company).filter((one) => one.kind === 'entrusted' && holdsAt(one, at));
    return [
      { of: company, as },
      ...entrusted.flatMap((one) =>
        one.owner === null || one.root === null ? [] : [{ of: one.owner, as, root: one.root } as const],
      ),
    ];
  }
}

function add(map: Map<string, MandateRecord[]>, key: string, record: MandateRecord): void {
  const known = map.get(key);
  if (known) known.push(record);
  else map.set(key, [record]);
}
