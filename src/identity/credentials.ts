import { randomUUID } from 'node:crypto';
import type { OpenDatabase } from '../store/database.js';
import type { CredentialRow } from '../store/identity-rows.js';
import { read } from '../store/read.js';
import { realClock, type Clock } from '../time/clock.js';
import type { Account } from './account.js';
import type { Changes } from './changes.js';
import { CredentialCache } from './credential-cache.js';
import { ACCOUNT_COLUMNS, accountBeside, credentialOf, endOf, type Credential, type Used } from './credential.js';
import { hashOf, isSecret, newSecret } from './secrets.js';

const LONGEST_AGENT = 300;

/** What to open. */
export type Opening = Pick<Credential, 'kind' | 'account' | 'scopes' | 'secondFactor' | 'idleMs' | 'endsAt'> &
  Partial<Pick<Credential, 'name' | 'agent'>>;

export interface CredentialsParts {
  readonly database: OpenDatabase;
  readonly changes: Changes;
  /** The real clock, also where cases live under a virtual one. */
  readonly clock?: Clock;
}

/**
 * Sessions and tokens: opaque secrets, kept as hashes, that can be ended at any time. What is asked for often is kept at hand, so that a
 * check costs a look-up in memory; `Changes` tells what must be forgotten.
 */
export class Credentials {
  private readonly cache = new CredentialCache();
  /** When what was used since the last `writeSeen` was last used. */
  private readonly seen = new Map<string, number>();
  private readonly clock: Clock;

  constructor(private readonly parts: CredentialsParts) {
    this.clock = parts.clock ?? realClock;
    parts.changes.listen((account) => this.cache.forget(account));
  }

  /** The secret is given once and kept nowhere. */
  async open({ account, ...opening }: Opening): Promise<{ id: string; secret: string }> {
    const [id, secret, now] = [randomUUID(), newSecret(opening.kind === 'token' ? 'ijt' : 'ijs'), this.clock.now()];
    const { kind, scopes, secondFactor, name = null, agent = null, idleMs, endsAt } = opening;
    const row: CredentialRow = {
      id,
      account: account.id,
      kind,
      secret_hash: hashOf(secret),
      name,
      scopes: scopes.join(' '),
      second_factor: secondFactor ? 1 : 0,
      agent: agent?.slice(0, LONGEST_AGENT) ?? null,
      created_at: now,
      seen_at: now,
      idle_ms: idleMs,
      ends_at: endsAt,
      ended_at: null,
    };
    const columns = Object.keys(row);
    const places = columns.map((_, index) => `$${index + 1}`);
    await this.parts.database.write((query) =>
      query(`insert into credentials (${columns.join(', ')}) values (${places.join(', ')})`, Object.values(row)),
    );
    return { id, secret };
  }

  /** What a secret opens, or null. At once where it is at hand; else it is read. */
  check(secret: string): Credential | null | Promise<Credential | null> {
    const now = this.clock.now();
    const known = this.cache.use(secret, now);
    if (!known) return isSecret(secret, 'ijs', 'ijt') ? this.look(secret) : null;
    this.seen.set(known.id, now);
    return known;
  }

  /** Open credentials of an account, newest first. */
  async of(account: Account): Promise<Used[]> {
    const sql = 'select * from credentials where account = $1 and ended_at is null order by created_at desc, id';
    const rows = await read<CredentialRow>(this.parts.database, sql, [account.id]);
    const now = this.clock.now();
    return rows.map((row) => this.usedOf(row, account)).filter((used) => now < endOf(used));
  }

  /** Ends open credentials of an account: one, all, or all but one. Gives how many. */
  async end(account: string, which: { readonly id?: string; readonly but?: string } = {}): Promise<number> {
    const values: unknown[] = [this.clock.now(), account];
    const one = which.id === undefined ? '' : ` and id = $${values.push(which.id)}`;
    const but = which.but === undefined ? '' : ` and id <> $${values.push(which.but)}`;
    const open = `account = $2 and ended_at is null and ends_at > $1${one}${but}`;
    const ended = await this.parts.changes.write(account, (query) =>
      query(`update credentials set ended_at = $1 where ${open} returning id`, values),
    );
    return ended.length;
  }

  /** Gives a session another secret, since it now stands for more: who has seen the old one has nothing. Null where it is over. */
  async renew({ id, account }: Credential, { secondFactor }: Pick<Credential, 'secondFactor'>): Promise<string | null> {
    const secret = newSecret('ijs');
    const renewed = await this.parts.changes.write(account.id, (query) =>
      query(
        'update credentials set secret_hash = $1, second_factor = $2 where id = $3 and ended_at is null returning id',
        [hashOf(secret), secondFactor ? 1 : 0, id],
      ),
    );
    return renewed.length > 0 ? secret : null;
  }

  /** Writes down what was used since the last time. */
  async writeSeen(): Promise<void> {
    const seen = [...this.seen];
    if (seen.length === 0) return;
    await this.parts.database.write(async (query) => {
      for (const [id, at] of seen)
        await query('update credentials set seen_at = $1 where id = $2 and seen_at < $1', [at, id]);
    });
    for (const [id, at] of seen) if (this.seen.get(id) === at) this.seen.delete(id);
  }

  /** Forgets what ended before an instant. */
  async trim(before: number): Promise<void> {
    await this.parts.database.write((query) => query('delete from credentials where ends_at < $1', [before]));
  }

  private async look(secret: string): Promise<Credential | null> {
    const { age } = this.cache;
    const [row] = await read<CredentialRow & { [column: string]: unknown }>(
      this.parts.database,
      `select c.*, ${ACCOUNT_COLUMNS} from credentials c join accounts a on a.id = c.account
       where c.secret_hash = $1 and c.ended_at is null and a.state = 'active'`,
      [hashOf(secret)],
    );
    const now = this.clock.now();
    const used = row && this.usedOf(row, accountBeside(row));
    if (!used || now >= endOf(used)) return null;
    this.seen.set(row.id, now);
    if (age === this.cache.age) this.cache.put(secret, { ...used, seenAt: now }, now);
    return used.credential;
  }

  private usedOf(row: CredentialRow, account: Account): Used {
    return { credential: credentialOf(row, account), seenAt: Math.max(row.seen_at, this.seen.get(row.id) ?? 0) };
  }
}
