import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Outage } from '../clocks/outage.js';
import type { OpenDatabase } from '../store/database.js';
import type { OutboxRow } from '../store/rows.js';
import { Delivery } from './delivery.js';
import { extentOf, givePositions, hasWaiting, rowsAfter } from './outbox.js';
import type { Subscribers } from './subscribers.js';
import { Trimming } from './trimming.js';

/** What is committed within so short a time is numbered together: a person does not see the difference, the disk does. */
const GATHER_MS = 30;
/** With SQLite every commit pokes; on PostgreSQL other processes commit and number too. */
const PAUSE_MS = { sqlite: 1000, postgres: 200 };
const PAGE = 500;

/** Takes what the relay has put in order. */
type Relayed = (rows: readonly OutboxRow[]) => Promise<void>;

export interface RelayParts {
  readonly database: OpenDatabase;
  readonly subscribers: Subscribers;
  readonly log: Logger;
  /** Delivers notices, at least once each, in order; rejected, it is tried again. */
  readonly deliver?: Relayed;
  /** The same of events, before the notices of them. */
  readonly follow?: Relayed;
}

const nothing = (): Promise<void> => Promise.resolve();

/** Gives what was committed its place in the one order that all see, and tells of it. */
export class Relay {
  private readonly beat: Beat;
  private readonly outage: Outage;
  private readonly trimming: Trimming;
  private readonly delivery: Delivery | null;

  constructor(private readonly parts: RelayParts) {
    const { database, log, deliver, follow = nothing } = parts;
    this.outage = new Outage(log, 'the relay');
    this.trimming = new Trimming(database, log);
    this.delivery = deliver ? new Delivery(database, { deliver, follow }, log) : null;
    this.beat = new Beat(
      () => this.round(),
      () => PAUSE_MS[database.kind],
    );
  }

  /** Something was committed. Returns at once. */
  poke(): void {
    this.beat.soon(GATHER_MS);
  }

  async start(): Promise<void> {
    const { database, subscribers } = this.parts;
    subscribers.skipTo((await extentOf(database)).last);
    this.beat.start();
    this.trimming.start();
    this.delivery?.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.beat.stop(), this.trimming.stop(), this.delivery?.stop()]);
  }

  private async round(): Promise<void> {
    const { database } = this.parts;
    try {
      let numbered: 'done' | 'more' | 'busy' = (await hasWaiting(database)) ? 'more' : 'done';
      while (numbered === 'more') {
        numbered = await givePositions(database);
        await this.tell();
      }
      // What the busy process no longer saw is for the next one.
      if (numbered === 'busy') this.poke();
      await this.tell();
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }

  /** All that got its position since the last time, by this process or another. */
  private async tell(): Promise<void> {
    const { database, subscribers } = this.parts;
    const before = subscribers.position;
    if (subscribers.empty) subscribers.skipTo((await extentOf(database)).last);
    else {
      for (let full = true; full;) {
        const rows = await rowsAfter(database, subscribers.position, PAGE);
        subscribers.publish(rows);
        full = rows.length === PAGE;
      }
    }
    if (subscribers.position > before) this.delivery?.wake();
  }
}

/** What takes what is relayed comes to be after the relay. */
export function relayTo(takers: () => readonly { readonly deliver: Relayed }[], parts: RelayParts): Relay {
  const [deliver, follow] = [0, 1].map(
    (n): Relayed =>
      async (rows) =>
        takers()[n]?.deliver(rows),
  );
  return new Relay({ ...parts, deliver, follow });
}
