import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Lease } from '../clocks/lease.js';
import { Outage } from '../clocks/outage.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { OutboxRow } from '../store/rows.js';
import { rowsAfter } from './outbox.js';

/** Position up to which notices have been delivered. */
const DELIVERED = 'notices-delivered';
const PAGE = 200;
const PAUSE_MS = 5000;
/** The place in the order of the outbox up to which notices have been put down. */
export async function deliveredUpTo(database: OpenDatabase): Promise<number> {
  const kept = await read<{ value: string }>(database, 'select value from facts where name = $1', [DELIVERED]);
  return Number(kept[0]?.value ?? 0);
}

/** Events of which people are told though no workflow asks for it. */
const ALARMING = ['escalation.raised', 'task.vacant'];

type Taking = (rows: readonly OutboxRow[]) => Promise<void>;

/** What takes notices, and what follows events. */
interface Delivering {
  readonly deliver: Taking;
  readonly follow: Taking;
}

/**
 * Hands notices to what tells people, in order, at least once each: how far it came is kept after they are delivered, so a crash between
 * repeats the last page. One process at a time does it.
 */
export class Delivery {
  private readonly beat: Beat;
  private readonly lease: Lease;
  private readonly outage: Outage;

  constructor(
    private readonly database: OpenDatabase,
    private readonly to: Delivering,
    log: Logger,
  ) {
    this.lease = new Lease(database, 'notices');
    this.outage = new Outage(log, 'the delivery of notices');
    this.beat = new Beat(
      () => this.round(),
      () => PAUSE_MS,
    );
  }

  start(): void {
    this.beat.start();
  }

  wake(): void {
    this.beat.soon(0);
  }

  async stop(): Promise<void> {
    await this.beat.stop();
    await this.lease.release().catch((error: unknown) => this.outage.failed(error));
  }

  private async round(): Promise<void> {
    try {
      while ((await this.lease.mine()) && (await this.page()) === PAGE);
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }

  private async page(): Promise<number> {
    const rows = await rowsAfter(this.database, await deliveredUpTo(this.database), PAGE);
    const notices = rows.filter(isTold);
    await this.to.follow(rows.filter(({ kind }) => kind === 'event'));
    if (notices.length > 0) await this.to.deliver(notices);
    const last = rows.at(-1);
    if (last) {
      await this.database.write((query) =>
        query(
          'insert into facts (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value',
          [DELIVERED, String(last.position)],
        ),
      );
    }
    return rows.length;
  }
}

function isTold({ kind, payload }: OutboxRow): boolean {
  return kind === 'notice' || ALARMING.includes((JSON.parse(payload) as { type: string }).type);
}
