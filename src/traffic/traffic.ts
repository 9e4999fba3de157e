import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Outage } from '../clocks/outage.js';
import { connectRedis } from '../clocks/redis.js';
import { TooOften } from '../identity/throttle.js';
import { realClock, type Clock } from '../time/clock.js';

const WINDOW_MS = 60_000;
/** An office of many people shares an address. */
const ACCOUNTS_BEHIND_AN_ADDRESS = 10;
/** How soon one process knows of what another has counted. A look-up for each request would cost more than many requests do. */
const SHARED_EVERY_MS = 1000;
/** A window is kept in Redis until no process can ask for it any more. */
const KEPT_SECONDS = 150;

export interface TrafficParts {
  /** Of one account. 0: there is no measure. */
  readonly requestsPerMinute: number;
  readonly redisUrl: string | null;
  /** Namespace of this installation in Redis. */
  readonly prefix: string;
  readonly log: Logger;
  readonly clock?: Clock;
}

interface Counted {
  /** By this process, and not yet told to the others. */
  fresh: number;
  /** By all processes, as far as is known here. */
  known: number;
}

/**
 * Counts requests by the minute and refuses what is beyond a measure. Counting is in memory; once a second processes that share a Redis add
 * up what each has counted, so a subject may be ahead of its measure by what it sends within that second.
 */
export class Traffic {
  private readonly clock: Clock;
  private readonly redis: Redis | null;
  private readonly outage: Outage;
  private readonly sharing: Beat;
  private counted = new Map<string, Counted>();
  private minute = 0;

  constructor(private readonly parts: TrafficParts) {
    const { redisUrl, log, clock = realClock } = parts;
    this.clock = clock;
    this.outage = new Outage(log, 'Redis, for counting requests,');
    this.redis = redisUrl === null ? null : connectRedis(redisUrl, this.outage, 'asking');
    this.sharing = new Beat(
      () => this.share(),
      () => SHARED_EVERY_MS,
    );
  }

  start(): void {
    if (this.redis) this.sharing.start();
  }

  async stop(): Promise<void> {
    await this.sharing.stop();
    this.redis?.disconnect();
  }

  /** Counts a request of an account. Throws TooOften. */
  ofAccount(account: string): void {
    this.count(`account/${account}`, this.parts.requestsPerMinute);
  }

  /** Counts a request from an address. Throws TooOften. */
  ofAddress(address: string): void {
    this.count(`address/${address}`, this.parts.requestsPerMinute * ACCOUNTS_BEHIND_AN_ADDRESS);
  }

  private count(subject: string, most: number): void {
    if (most === 0) return;
    const now = this.clock.now();
    this.turn(now);
    const counted = this.counted.get(subject) ?? { fresh: 0, known: 0 };
    if (counted.known >= most) throw new TooOften(Math.ceil((WINDOW_MS - (now % WINDOW_MS)) / 1000));
    counted.fresh += 1;
    counted.known += 1;
    this.counted.set(subject, counted);
  }

  private turn(now: number): void {
    const minute = Math.floor(now / WINDOW_MS);
    if (minute === this.minute) return;
    this.minute = minute;
    this.counted = new Map();
  }

  /** Adds up what is counted here and elsewhere. */
  private async share(): Promise<void> {
    this.turn(this.clock.now());
    const { minute, counted } = this;
    const told = [...counted].flatMap(([subject, own]) => (own.fresh > 0 ? [{ subject, own, sent: own.fresh }] : []));
    if (!this.redis || told.length === 0) return;
    const asked = this.redis.pipeline();
    for (const { subject, sent } of told) {
      const key = `${this.parts.prefix}/traffic/${minute}/${subject}`;
      asked.incrby(key, sent).expire(key, KEPT_SECONDS);
    }
    try {
      const answers = (await asked.exec()) ?? [];
      told.forEach(({ own, sent }, index) => {
        const [error, sum] = answers[index * 2] ?? [];
        if (error) throw error;
        own.fresh -= sent;
        // What was counted meanwhile is not in the sum.
        own.known = Math.max(own.known, Number(sum) + own.fresh);
      });
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }
}
