import type { Post } from '../engine/index.js';
import type { OpenDatabase } from '../store/database.js';
import type { AccountRow } from '../store/identity-rows.js';
import { amongOf, read } from '../store/read.js';
import { realClock } from '../time/clock.js';
import { type Account, asEmail, type Language } from './account.js';
import type { Changes } from './changes.js';

/** The agency that leads: its desk screens, coordinates and escalates. */
export const LEAD = 'sifc';

/** Rows put in by one statement, whose parameters both databases bound. */
const AT_ONCE = 500;

/** An account with what proves its owner. Never leaves this folder. */
export interface Guarded extends Account {
  readonly passwordHash: string | null;
  /** Sealed. */
  readonly totpSecret: string | null;
  readonly totpConfirmedAt: number | null;
  readonly totpStep: number | null;
}

/** What may be changed of an account. */
type Change = Partial<Pick<AccountRow, 'password_hash' | 'totp_secret' | 'totp_confirmed_at' | 'totp_step' | 'state'>>;

/** The people who may sign in. */
export class Accounts {
  constructor(
    private readonly database: OpenDatabase,
    private readonly changes: Changes,
  ) {}

  async find(id: string): Promise<Account | null> {
    return this.guarded('id', id);
  }

  /** As `find`, with what proves its owner. */
  async guarded(field: 'id' | 'email', value: string): Promise<Guarded | null> {
    const sql = `select * from accounts where ${field} = $1 and state = 'active'`;
    const [row] = await read<AccountRow>(this.database, sql, [field === 'email' ? asEmail(value) : value]);
    return row ? guardedOf(row) : null;
  }

  /** Names of people, by their ids; of such as are closed too. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const sql = `select id, name from accounts where ${amongOf(this.database)('id', 1)}`;
    const rows = await read<Pick<AccountRow, 'id' | 'name'>>(this.database, sql, [[...new Set(ids)]]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async hasDemo(): Promise<boolean> {
    return (await read(this.database, 'select id from accounts where demo = 1 limit 1', [])).length > 0;
  }

  /** Puts in accounts; of those that are there it renews name and posts. */
  async put(accounts: readonly Account[]): Promise<void> {
    const now = realClock.now();
    await this.database.write(async (query) => {
      // Of processes that start at once each waits here: `on conflict (id)` minds the ids only, and the other's addresses would be refused.
      if (this.database.kind === 'postgres') await query('lock table accounts in share row exclusive mode');
      for (let from = 0; from < accounts.length; from += AT_ONCE) {
        const values: unknown[] = [];
        const rows = accounts.slice(from, from + AT_ONCE).map(({ id, email, name, language, demo, posts }) => {
          const row = [id, email, name, language, 'active', demo ? 1 : 0, JSON.stringify(posts), now];
          return `(${row.map((value) => `$${values.push(value)}`).join(', ')})`;
        });
        const columns = 'id, email, name, language, state, demo, posts, created_at';
        const renewed = 'on conflict (id) do update set name = excluded.name, posts = excluded.posts';
        await query(`insert into accounts (${columns}) values ${rows.join(', ')} ${renewed}`, values);
      }
    });
  }

  /** Changes an account; every process hears of it. */
  async change(id: string, change: Change): Promise<void> {
    const fields = Object.entries(change);
    const sets = fields.map(([name], index) => `${name} = $${index + 1}`).join(', ');
    const values = [...fields.map(([, value]) => value), id];
    await this.changes.write(id, (query) => query(`update accounts set ${sets} where id = $${values.length}`, values));
  }

  /** Renews name and posts; every process hears of it. */
  async renew({ id, name, posts }: Pick<Account, 'id' | 'name' | 'posts'>): Promise<void> {
    await this.changes.write(id, (query) =>
      query('update accounts set name = $1, posts = $2 where id = $3', [name, JSON.stringify(posts), id]),
    );
  }

  /** Notes that the code of a time step was used. False where it, or a later one, was used before. */
  async useStep(id: string, step: number): Promise<boolean> {
    const used = await this.database.write((query) =>
      query('update accounts set totp_step = $1 where id = $2 and coalesce(totp_step, -1) < $1 returning id', [
        step,
        id,
      ]),
    );
    return used.length > 0;
  }
}

/** What a row says of the account itself. */
export function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    language: row.language as Language,
    demo: row.demo === 1,
    posts: JSON.parse(row.posts) as Post[],
    authenticator: row.totp_confirmed_at !== null,
  };
}

function guardedOf(row: AccountRow): Guarded {
  return {
    ...accountOf(row),
    passwordHash: row.password_hash,
    totpSecret: row.totp_secret,
    totpConfirmedAt: row.totp_confirmed_at,
    totpStep: row.totp_step,
  };
}
