import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Decision } from '../engine/index.js';
import { realWait, type Clock } from '../time/clock.js';
import { jobOf, QUEUE, type Armed, type CanaryJob } from './alarm-job.js';
import { Arming } from './arming.js';
import { Outage } from './outage.js';
import { complaintsAbout, connectRedis } from './redis.js';

/** Jobs in one round trip: more would hold the event loop for longer than a request may wait. */
const AT_ONCE = 250;
/** A command that failed, since the database was away for a moment, is tried again by its job before the reconciler does it. */
const RETRY_MS = 1000;
const CANARY_DELAY_MS = 50;
const CANARY_KEPT_SECONDS = 3600;

export interface AlarmParts {
  /** Null: there is no Redis, the reconciler fires alone. */
  readonly redisUrl: string | null;
  /** Namespace of all keys in Redis, which others may use too: what `installationPrefix` gives. */
  readonly prefix: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * The alarm clock: BullMQ jobs that wake cases. It may forget or fall silent at any time without harm, since the reconciler looks in the
 * database. Jobs of deadlines that were cancelled stay: to remove one costs as much as to let it come and find nothing due.
 */
export class AlarmClock {
  readonly prefix: string;
  readonly outage: Outage;
  /** When a job last came to this process, by the monotonic clock. */
  lastHeardAt = -Infinity;
  /** What the keeper of Redis should mend. */
  complaints: readonly string[] = [];
  private readonly redis: Redis | null;
  private readonly queue: Queue | null;
  private readonly arming: Arming;
  /** Something may be missing in Redis: a new epoch tells every reconciler to schedule all afresh. */
  private incomplete = false;
  private closing = false;

  constructor(readonly parts: AlarmParts) {
    const { redisUrl, log } = parts;
    this.prefix = parts.prefix;
    this.outage = new Outage(log, 'Redis');
    this.arming = new Arming(
      (deadlines) => this.schedule(deadlines),
      () => this.lost(),
    );
    this.redis = redisUrl === null ? null : connectRedis(redisUrl, this.outage, 'asking');
    this.queue = this.redis && makeQueue(this.redis, this.prefix);
    this.queue?.on('error', (error) => this.outage.failed(error));
    this.redis?.on('ready', () => void this.connected());
    this.redis?.on('close', () => this.lost());
  }

  get present(): boolean {
    return this.redis !== null;
  }

  get ready(): boolean {
    return this.redis?.status === 'ready';
  }

  /** For the committed hook: schedules what the cases now have armed. Returns at once, never throws. */
  arm(decisions: readonly Decision[]): void {
    const { clock } = this.parts;
    if (this.present && !clock.virtual) this.arming.arm(decisions, clock);
  }

  /** Schedules deadlines. False where Redis did not take them all. */
  async schedule(deadlines: readonly Armed[]): Promise<boolean> {
    if (!this.queue || !this.ready) return false;
    const { clock } = this.parts;
    try {
      for (let from = 0; from < deadlines.length; from += AT_ONCE) {
        await this.queue.addBulk(
          deadlines.slice(from, from + AT_ONCE).map((armed) => jobOf(armed, realWait(clock, armed.dueAt))),
        );
      }
      return true;
    } catch (error) {
      this.outage.failed(error);
      return false;
    }
  }

  /** Names the content of Redis: another answer than last time says that what was scheduled may be gone. Rejects where Redis is away. */
  async epoch(): Promise<string> {
    if (!this.redis) throw new Error('there is no Redis');
    const key = `${this.prefix}:epoch`;
    const renew = this.incomplete;
    this.incomplete = false;
    try {
      if (renew) {
        this.arming.forget();
        await this.redis.set(key, randomUUID());
      } else await this.redis.set(key, randomUUID(), 'NX');
      return String(await this.redis.get(key));
    } catch (error) {
      this.incomplete ||= renew;
      throw error;
    }
  }

  /** Sends a job that comes back by the way of all others. At most two of a process are there, though nobody took them for days. */
  async sendCanary(canary: CanaryJob): Promise<void> {
    const jobId = `canary.${canary.from}.${canary.number % 2}`;
    await this.queue?.add('canary', canary, { jobId, delay: CANARY_DELAY_MS, attempts: 1 });
  }

  /** A worker, of this process or another, got the canary. */
  async answerCanary({ from, number }: CanaryJob): Promise<void> {
    await this.redis?.set(`${this.prefix}:canary:${from}`, number, 'EX', CANARY_KEPT_SECONDS);
  }

  /** Number of the last canary that came back; 0 where none did. */
  async lastCanary(from: string): Promise<number> {
    return Number((await this.redis?.get(`${this.prefix}:canary:${from}`)) ?? 0);
  }

  async close(): Promise<void> {
    this.closing = true;
    this.arming.close();
    await this.queue?.close().catch(() => undefined);
    this.redis?.disconnect();
  }

  private lost(): void {
    this.incomplete = true;
    // A process without a reconciler tells those of the others.
    if (this.ready && !this.closing) void this.epoch().catch((error: unknown) => this.outage.failed(error));
  }

  private async connected(): Promise<void> {
    try {
      await this.epoch();
      this.complaints = complaintsAbout((await this.redis?.info()) ?? '');
      for (const complaint of this.complaints) this.parts.log.warn(complaint);
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }
}

function makeQueue(connection: Redis, prefix: string): Queue {
  return new Queue(QUEUE, {
    connection,
    prefix,
    skipVersionCheck: true,
    // Nobody listens to BullMQ's own events.
    streams: { events: { maxLen: 100 } },
    // Kept with every job, so they are few; the worker has the others.
    defaultJobOptions: { attempts: 3, backoff: RETRY_MS },
  });
}
