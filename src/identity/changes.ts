import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Outage } from '../clocks/outage.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import { realClock } from '../time/clock.js';

/** How long another process may go on with what it knows of an account. */
const PAUSE_MS = 1000;
const KEPT_MS = 3_600_000;
const PAGE = 1000;
/** One transaction at a time numbers, else a change committed late would have a number that others are past already. */
const NUMBERING_LOCK = 4_954_204;

type Query = (sql: string, parameters?: unknown[]) => Promise<unknown[]>;
type Told = (account: string | null) => void;

/**
 * Tells every process whose accounts, sessions or tokens have changed, so that each may keep in memory what it needs at every request. On
 * PostgreSQL processes look every second; with SQLite there is one, which knows at once.
 */
export class Changes {
  private readonly listeners: Told[] = [];
  private readonly beat: Beat;
  private readonly outage: Outage;
  private last: number | null = null;
  private lookedAt = -Infinity;

  constructor(
    private readonly database: OpenDatabase,
    log: Logger,
  ) {
    this.outage = new Outage(log, 'the look for changes of accounts');
    this.beat = new Beat(
      () => this.look(),
      () => PAUSE_MS,
    );
  }

  /** Calls back with the account that has changed; null: any may have. */
  listen(told: Told): void {
    this.listeners.push(told);
  }

  async start(): Promise<void> {
    if (this.database.kind === 'sqlite') return;
    await this.catchUp();
    this.beat.start();
  }

  stop(): Promise<void> {
    return this.beat.stop();
  }

  /** Writes what changes an account, in one transaction with the word of it. */
  async write<T>(account: string, work: (query: Query) => Promise<T>): Promise<T> {
    const done = await this.database.write(async (query) => {
      const result = await work(query);
      if (this.database.kind === 'postgres') {
        await query('select pg_advisory_xact_lock($1)', [NUMBERING_LOCK]);
        const now = realClock.now();
        await query('insert into identity_changes (account, at) values ($1, $2)', [account, now]);
      }
      return result;
    });
    this.tell(account);
    return done;
  }

  private tell(account: string | null): void {
    for (const told of this.listeners) told(account);
  }

  private async look(): Promise<void> {
    try {
      await this.catchUp();
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }

  private async catchUp(): Promise<void> {
    const now = performance.now();
    // Who has not looked for so long may have missed what is no longer kept.
    const missed = now - this.lookedAt > KEPT_MS / 2;
    const sql = `select id, account from identity_changes where id > $1 order by id limit ${PAGE}`;
    let last = this.last ?? (await this.newest());
    for (let full = true; full;) {
      const rows = await read<{ id: number; account: string }>(this.database, sql, [last]);
      for (const { id, account } of rows) {
        last = id;
        if (!missed) this.tell(account);
      }
      full = rows.length === PAGE;
    }
    this.last = last;
    this.lookedAt = now;
    if (missed) this.tell(null);
  }

  private async newest(): Promise<number> {
    const [end] = await read<{ id: number | null }>(this.database, 'select max(id) as id from identity_changes', []);
    return end?.id ?? 0;
  }

  /** Forgets what every process has heard long ago. */
  async trim(): Promise<void> {
    await this.database.write((query) =>
      query('delete from identity_changes where at < $1', [realClock.now() - KEPT_MS]),
    );
  }
}
