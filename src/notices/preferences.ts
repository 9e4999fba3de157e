import type { OpenDatabase } from '../store/database.js';
import { amongOf, read } from '../store/read.js';

/** How somebody wants to be told. The inbox has everything in any case. */
export interface Preferences {
  /** `each`: as it happens, what comes together in one mail. `daily`: one mail in the morning. */
  readonly email: 'each' | 'daily' | 'none';
  /** By SMS what is urgent, to `phone`. */
  readonly sms: 'urgent' | 'none';
  /** In international form; empty: none. */
  readonly phone: string;
  /** Hours of Pakistan in which nothing is sent but what is urgent, `HH:MM`; empty: none. */
  readonly quietFrom: string;
  readonly quietTo: string;
}

/** Nobody reads mail of the demonstration, and people of the state have the worklist: they ask for more where they want it. */
export function defaultsFor({ demo, staff }: { readonly demo: boolean; readonly staff: boolean }): Preferences {
  const email = demo ? 'none' : staff ? 'daily' : 'each';
  return { email, sms: 'none', phone: '', quietFrom: '21:00', quietTo: '08:00' };
}

/** What people have chosen; who is not in it has chosen nothing. */
export async function chosenBy(
  database: OpenDatabase,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, Preferences>> {
  const sql = `select account, data from notice_preferences where ${amongOf(database)('account', 1)}`;
  const rows = await read<{ account: string; data: string }>(database, sql, [accounts]);
  return new Map(rows.map(({ account, data }) => [account, JSON.parse(data) as Preferences]));
}

export async function choose(database: OpenDatabase, account: string, preferences: Preferences): Promise<void> {
  await database.write((query) =>
    query(
      'insert into notice_preferences (account, data) values ($1, $2) on conflict (account) do update set data = excluded.data',
      [account, JSON.stringify(preferences)],
    ),
  );
}
