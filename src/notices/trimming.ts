import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Outage } from '../clocks/outage.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import { realClock } from '../time/clock.js';
import { extentOf } from './outbox.js';

const HOUR_MS = 3_600_000;
/** How long a subscriber may be away and still resume without loss. The log of events itself is kept for ever. */
const RETENTION_MS = 7 * 24 * HOUR_MS;
/** Rows carry no time, so every hour is noted how far the outbox had come. */
const MARKS = 'outbox-marks';
/** Rows deleted in one transaction; commands go between. */
const AT_ONCE = 500;

interface Mark {
  readonly at: number;
  readonly position: number;
}

/** Forgets what was told long ago. Runs on real time also where the service runs on a virtual clock: subscribers are real. */
export class Trimming {
  private readonly beat: Beat;
  private readonly outage: Outage;
  private stopping = false;

  constructor(
    private readonly database: OpenDatabase,
    log: Logger,
    private readonly now: () => number = () => realClock.now(),
  ) {
    this.outage = new Outage(log, 'trimming the outbox');
    this.beat = new Beat(
      () => this.round(),
      () => HOUR_MS,
    );
  }

  start(): void {
    this.stopping = false;
    this.beat.start();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.beat.stop();
  }

  /** Deletes what is past retention and notes how far the outbox is now. */
  async trim(): Promise<void> {
    const now = this.now();
    const kept = await read<{ value: string }>(this.database, 'select value from facts where name = $1', [MARKS]);
    const marks = JSON.parse(kept[0]?.value ?? '[]') as Mark[];
    const { last } = await extentOf(this.database);
    const past = marks.findLast(({ at }) => at <= now - RETENTION_MS);
    // The last row stays: the next position is counted from it.
    if (past) await this.deleteUpTo(Math.min(past.position, last - 1));
    const staying = marks.filter(({ at }) => at > now - RETENTION_MS);
    if (now - (staying.at(-1)?.at ?? -Infinity) < HOUR_MS / 2) return;
    await this.database.write((query) =>
      query('insert into facts (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value', [
        MARKS,
        JSON.stringify([...staying, { at: now, position: last }]),
      ]),
    );
  }

  private async round(): Promise<void> {
    try {
      await this.trim();
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }

  private async deleteUpTo(position: number): Promise<void> {
    for (let { first } = await extentOf(this.database); first > 0 && first <= position && !this.stopping;) {
      await this.database.write((query) =>
        query('delete from outbox where position <= $1', [Math.min(position, first + AT_ONCE - 1)]),
      );
      ({ first } = await extentOf(this.database));
    }
  }
}
