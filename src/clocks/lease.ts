import { randomUUID } from 'node:crypto';
import type { OpenDatabase } from '../store/database.js';
import { realClock } from '../time/clock.js';

const LASTS_MS = 5000;
const RENEWED_AFTER_MS = 1500;

/**
 * Lets one of several processes do a piece of work that would do no harm, only cost, if all did it. The holder that dies is followed
 * by another within seconds. With SQLite there is one process and nothing to ask.
 */
export class Lease {
  private readonly holder = randomUUID();
  private renewed = -Infinity;

  constructor(
    private readonly database: OpenDatabase,
    private readonly name: string,
  ) {}

  /** Whether this process holds the lease; takes or renews it where it can. Rejects where the database is away. */
  async mine(): Promise<boolean> {
    if (this.database.kind === 'sqlite' || performance.now() - this.renewed < RENEWED_AFTER_MS) return true;
    const now = realClock.now();
    const rows = await this.database.write((query) =>
      query(
        `insert into facts (name, value) values ($1, $2)
         on conflict (name) do update set value = excluded.value
         where split_part(facts.value, ' ', 1) = $3 or cast(split_part(facts.value, ' ', 2) as bigint) < $4
         returning value`,
        [`lease/${this.name}`, `${this.holder} ${now + LASTS_MS}`, this.holder, now],
      ),
    );
    if (rows.length > 0) this.renewed = performance.now();
    return rows.length > 0;
  }

  /** Lets another process have it at once. */
  async release(): Promise<void> {
    if (this.renewed === -Infinity) return;
    this.renewed = -Infinity;
    await this.database.write((query) =>
      query(`delete from facts where name = $1 and split_part(value, ' ', 1) = $2`, [
        `lease/${this.name}`,
        this.holder,
      ]),
    );
  }
}
