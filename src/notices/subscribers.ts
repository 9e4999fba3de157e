import type { OpenDatabase } from '../store/database.js';
import type { OutboxRow } from '../store/rows.js';
import { extentOf, rowsAfter, type PlacedRow } from './outbox.js';

const PAGE = 200;
/** A receiver that is full is given time, twice as long each time, and is given up after about ten seconds without taking anything. */
const FIRST_REST_MS = 20;
const LONGEST_REST_MS = 1000;
const MOST_RESTS = 15;

export interface Message {
  readonly id: number;
  /** `reset`: what lies between the position asked for and now is kept no longer; look afresh. */
  readonly event: 'case' | 'reset';
  readonly data: string;
}

export interface Subscriber {
  readonly visible: (row: OutboxRow) => boolean;
  /** Position to resume after; null: from now on. */
  readonly since: number | null;
  /** Takes a message; false says that the receiver is full, so that it is given time. */
  readonly push: (message: Message) => boolean;
  /** Called when the hub gives the subscriber up: too slow, failed, or shutting down. */
  readonly end: () => void;
}

/** A subscriber and how far it has come. While it is behind it reads from the outbox, which is all the buffer there is. */
interface Follower {
  readonly subscriber: Subscriber;
  at: number;
  behind: boolean;
  rests: number;
}

/** Tells subscribers what happens, in order of position, without loss or repetition. */
export class Subscribers {
  private readonly followers = new Set<Follower>();
  private last = 0;
  private closed = false;

  constructor(private readonly database: OpenDatabase) {}

  /** Returns how to leave. */
  subscribe(subscriber: Subscriber): () => void {
    if (this.closed) {
      subscriber.end();
      return () => undefined;
    }
    const follower: Follower = { subscriber, at: subscriber.since ?? this.last, behind: false, rests: 0 };
    this.followers.add(follower);
    if (subscriber.since !== null) this.fallBehind(follower, () => this.resume(follower));
    return () => void this.followers.delete(follower);
  }

  /** Ends all subscriptions: the service is shutting down. */
  endAll(): void {
    this.closed = true;
    for (const follower of this.followers) this.drop(follower);
  }

  /** Position up to which subscribers have been told, or told that nobody was there. */
  get position(): number {
    return this.last;
  }

  get empty(): boolean {
    return this.followers.size === 0;
  }

  /** Nobody was there to be told of what came before this position. */
  skipTo(position: number): void {
    this.last = Math.max(this.last, position);
  }

  /** For the relay: the next rows in order. */
  publish(rows: readonly PlacedRow[]): void {
    const last = rows.at(-1);
    if (!last) return;
    this.last = Math.max(this.last, last.position);
    for (const follower of this.followers) if (!follower.behind) this.feed(follower, rows);
  }

  /** Gives a follower what it may see of the rows, as far as it takes them. */
  private feed(follower: Follower, rows: readonly PlacedRow[]): void {
    for (const row of rows) {
      if (row.position <= follower.at) continue;
      follower.at = row.position;
      if (!this.tell(follower, row)) return;
    }
  }

  private tell(follower: Follower, row: PlacedRow): boolean {
    const { visible, push } = follower.subscriber;
    try {
      if (row.kind !== 'event' || !visible(row)) return true;
      if (push({ id: row.position, event: 'case', data: row.payload })) {
        follower.rests = 0;
        return true;
      }
      this.rest(follower);
    } catch {
      // A receiver that throws is gone; its own connection knows why.
      this.drop(follower);
    }
    return false;
  }

  /** The receiver has taken the message but wants no more for now. */
  private rest(follower: Follower): void {
    follower.behind = true;
    follower.rests += 1;
    if (follower.rests > MOST_RESTS) return this.drop(follower);
    const pause = Math.min(FIRST_REST_MS * 2 ** (follower.rests - 1), LONGEST_REST_MS);
    setTimeout(() => this.fallBehind(follower, () => this.catchUp(follower)), pause).unref();
  }

  private fallBehind(follower: Follower, work: () => Promise<void>): void {
    follower.behind = true;
    // Where the outbox cannot be read, the client connects again and says how far it came.
    work().catch(() => this.drop(follower));
  }

  private async resume(follower: Follower): Promise<void> {
    const { first, last } = await extentOf(this.database);
    // Positions that were never given: the client comes from another installation, or from before a backup was put back.
    const astray = follower.at > last || follower.at + 1 < first;
    if (astray && last > 0) {
      follower.at = follower.at > last ? last : first - 1;
      follower.subscriber.push({ id: follower.at, event: 'reset', data: '{}' });
    } else if (astray) follower.at = 0;
    await this.catchUp(follower);
  }

  /** Reads on until nothing is between the follower and what the others are being told. */
  private async catchUp(follower: Follower): Promise<void> {
    while (this.followers.has(follower)) {
      const rows = await rowsAfter(this.database, follower.at, PAGE);
      follower.behind = false;
      this.feed(follower, rows);
      if (rows.length === 0) follower.at = Math.max(follower.at, this.last);
      if (follower.behind) return;
      if (rows.length < PAGE && follower.at >= this.last) return;
      follower.behind = true;
    }
  }

  private drop(follower: Follower): void {
    if (!this.followers.delete(follower)) return;
    try {
      follower.subscriber.end();
    } catch {
      // It is gone either way.
    }
  }
}
