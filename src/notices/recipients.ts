import { actorOf, isStaff, type Account } from '../identity/account.js';
import { accountOf } from '../identity/accounts.js';
import type { MandateRoll } from '../companies/standing.js';
import type { Posts } from '../posts/posts.js';
import type { OpenDatabase } from '../store/database.js';
import type { AccountRow } from '../store/identity-rows.js';
import { amongOf, read } from '../store/read.js';
import type { Cause } from './causes.js';
import { chosenBy, defaultsFor, type Preferences } from './preferences.js';

/** Somebody who is told, and how. */
export interface Recipient {
  readonly account: Account;
  readonly wishes: Preferences;
}

/** Who is to be told of causes. */
export class Recipients {
  constructor(
    private readonly database: OpenDatabase,
    private readonly posts: Posts,
    private readonly mandates: { readonly roll: MandateRoll },
  ) {}

  /** The accounts told of each cause, by its id. Of officers only the one who has a task of the case in hand, where there is one. */
  async of(causes: readonly Cause[], now: number): Promise<ReadonlyMap<string, readonly string[]>> {
    const inHand = await this.assignees(causes);
    return new Map(causes.map((cause) => [cause.id, this.personsOf(cause, inHand.get(cause.caseId) ?? [], now)]));
  }

  /** Those of the accounts that are open, with their wishes. */
  async find(accounts: readonly string[]): Promise<ReadonlyMap<string, Recipient>> {
    const sql = `select * from accounts where state = 'active' and ${amongOf(this.database)('id', 1)}`;
    const rows = await read<AccountRow>(this.database, sql, [accounts]);
    const chosen = await chosenBy(this.database, accounts);
    return new Map(
      rows.map(accountOf).map((account) => {
        const staff = isStaff(account) || this.posts.roster.knows(account.id);
        return [account.id, { account, wishes: chosen.get(account.id) ?? defaultsFor({ demo: account.demo, staff }) }];
      }),
    );
  }

  /** Of some cases those with which an account still has to do: as its own, or as somebody who works for the state. */
  async concerned(account: Account, cases: readonly string[], now: number): Promise<ReadonlySet<string>> {
    const sql = `select id, owner, root from cases where ${amongOf(this.database)('id', 1)}`;
    const rows = await read<{ id: string; owner: string; root: string }>(this.database, sql, [cases]);
    const works = isStaff(this.posts.actor(actorOf(account), now));
    const own = (row: { owner: string; root: string }): boolean =>
      this.mandates.roll.peopleOf(row, now).includes(account.id);
    return new Set(rows.filter((row) => works || own(row)).map(({ id }) => id));
  }

  private personsOf({ to, owner, root, place, urgent }: Cause, inHand: readonly string[], now: number): string[] {
    const persons = to.flatMap((addressee) => {
      if (addressee === 'owner') return this.mandates.roll.peopleOf({ owner, root }, now);
      const able = this.posts.candidates({ ...addressee, place }, now).map(({ person }) => person);
      const busy = urgent ? [] : able.filter((person) => inHand.includes(person));
      return busy.length > 0 ? busy : able;
    });
    return [...new Set(persons)];
  }

  private async assignees(causes: readonly Cause[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const sql = `select case_id, assignee from tasks where closed_at is null and assignee is not null
      and ${amongOf(this.database)('case_id', 1)}`;
    const cases = [...new Set(causes.map(({ caseId }) => caseId))];
    const rows = await read<{ case_id: string; assignee: string }>(this.database, sql, [cases]);
    const found = new Map<string, string[]>();
    for (const { case_id, assignee } of rows) found.set(case_id, [...(found.get(case_id) ?? []), assignee]);
    return found;
  }
}
