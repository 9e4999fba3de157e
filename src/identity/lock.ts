import type { OpenDatabase } from '../store/database.js';
import type { SignInFailureRow } from '../store/identity-rows.js';
import { read } from '../store/read.js';
import { realClock, type Clock } from '../time/clock.js';
import { asEmail } from './account.js';
import type { InstallationKeys } from './installation-keys.js';

/** So many mistakes in a row are free. */
const FREE = 5;
const FIRST_LOCK_MS = 10_000;
const LONGEST_LOCK_MS = 15 * 60_000;
/** NIST SP 800-63B-4, 3.2.2: "no more than 100" consecutive failures. From there on only a new password opens the account. */
const MOST = 100;
/** What was done wrong longer ago does not count. */
const FORGOTTEN_MS = 24 * 3_600_000;
const FOREVER = 9_000_000_000_000_000;

/** How long an address is locked after so many failures in a row, in milliseconds. */
export function lockAfter(failures: number): number {
  if (failures >= MOST) return FOREVER;
  if (failures < FREE) return 0;
  return Math.min(FIRST_LOCK_MS * 2 ** (failures - FREE), LONGEST_LOCK_MS);
}

/**
 * Locks an e-mail address for longer and longer the more often signing in under it fails in a row. It does so whether or not there is such an
 * account, so that nobody learns which there are. Kept in the database: all processes count together, and a restart forgives nothing.
 */
export class Lock {
  constructor(
    private readonly database: OpenDatabase,
    private readonly keys: InstallationKeys,
    private readonly clock: Clock = realClock,
  ) {}

  /** Milliseconds for which the address is locked, 0 where it is not; and whether it has failed at all. */
  async state(email: string): Promise<{ locked: number; failed: boolean }> {
    const sql = 'select * from sign_in_failures where subject = $1';
    const [row] = await read<SignInFailureRow>(this.database, sql, [this.subject(email)]);
    return { locked: Math.max(0, (row?.locked_until ?? 0) - this.clock.now()), failed: row !== undefined };
  }

  async failed(email: string): Promise<void> {
    const now = this.clock.now();
    const subject = this.subject(email);
    await this.database.write(async (query) => {
      const [row] = (await query(
        `insert into sign_in_failures (subject, failures, last_at, locked_until) values ($1, 1, $2, 0)
         on conflict (subject) do update set last_at = excluded.last_at,
           failures = case when sign_in_failures.last_at < $3 then 1 else sign_in_failures.failures + 1 end
         returning failures`,
        [subject, now, now - FORGOTTEN_MS],
      )) as { failures: number }[];
      const lock = lockAfter(row?.failures ?? 0);
      await query('update sign_in_failures set locked_until = $1 where subject = $2', [
        Math.min(now + lock, FOREVER),
        subject,
      ]);
    });
  }

  /** Somebody has shown to be the owner. */
  async lift(email: string): Promise<void> {
    await this.database.write((query) =>
      query('delete from sign_in_failures where subject = $1', [this.subject(email)]),
    );
  }

  /** Forgets what does not count any more. */
  async trim(): Promise<void> {
    const now = this.clock.now();
    await this.database.write((query) =>
      query('delete from sign_in_failures where last_at < $1 and locked_until < $2', [now - FORGOTTEN_MS, now]),
    );
  }

  private subject(email: string): string {
    return this.keys.digest(`sign-in/${asEmail(email)}`);
  }
}
