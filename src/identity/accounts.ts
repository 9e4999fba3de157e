import { randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Actor, Post } from '../engine/index.js';

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>;

/** A person who may sign in, and the posts that person holds. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly posts: readonly Post[];
}

/** The agency that leads: its desk screens, coordinates and escalates. */
export const LEAD = 'sifc';

/** The demonstration's people: investors, officers and a manager for every agency instance, committee, auditor, administrator. */
export function demoAccounts(agencies: readonly { readonly id: string; readonly title: string }[]): Account[] {
  const account = (local: string, name: string, posts: readonly Post[]): Account => {
    const email = `${local}@demo.test`;
    return { id: email, email, name, posts };
  };
  const ofAgencies = agencies.flatMap(({ id, title }) => [
    account(`officer.${id}`, `Case officer, ${title}`, [{ role: 'officer', agency: id }]),
    account(`officer2.${id}`, `Second case officer, ${title}`, [{ role: 'officer', agency: id }]),
    account(`manager.${id}`, `Section head, ${title}`, [{ role: 'manager', agency: id }]),
  ]);
  const members = [1, 2, 3, 4, 5].map((n) =>
    account(`member${n}`, `Committee member ${n}`, [{ role: 'member', agency: LEAD }]),
  );
  return [
    account('investor', 'Investor', [{ role: 'investor' }]),
    account('investor2', 'Second investor', [{ role: 'investor' }]),
    ...ofAgencies,
    ...members,
    account('manager', 'Manager, SIFC', [{ role: 'manager', agency: LEAD }]),
    account('auditor', 'Auditor', [{ role: 'auditor' }]),
    account('admin', 'Administrator', [{ role: 'admin' }]),
  ];
}

/** The accounts of an installation and the one password of its demonstration. Production has none here. */
export class Accounts {
  private readonly byEmail: ReadonlyMap<string, Account>;
  private readonly salt = randomBytes(16);
  private readonly digest: Buffer;

  constructor(
    readonly all: readonly Account[],
    password: string,
  ) {
    this.byEmail = new Map(all.map((account) => [account.email, account]));
    this.digest = scryptSync(password, this.salt, 32);
  }

  find(email: string): Account | undefined {
    return this.byEmail.get(email);
  }

  /** The account, where e-mail and password fit; takes as long where they do not. */
  async authenticate(email: string, password: string): Promise<Account | null> {
    const fits = timingSafeEqual(await derive(password, this.salt, 32), this.digest);
    return (fits && this.byEmail.get(email.toLowerCase())) || null;
  }
}

export function actorOf({ id, posts }: Account): Actor {
  return { id, kind: 'person', posts };
}
