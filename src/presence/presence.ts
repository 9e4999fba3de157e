import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { Outage } from '../clocks/outage.js';
import { connectRedis } from '../clocks/redis.js';
import { realClock, type Clock } from '../time/clock.js';

/** Whoever was not heard of for so long is gone. Pages say every 20 seconds that they are still open. */
const GONE_MS = 50_000;

export type Doing = 'looking' | 'writing';

/** Somebody who has a page of a case open. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface Present extends Person {
  readonly doing: Doing;
}

interface Seen extends Present {
  readonly at: number;
}

export interface PresenceParts {
  /** Null: there is one process, which knows all by itself. */
  readonly redisUrl: string | null;
  /** Namespace of this installation in Redis. */
  readonly prefix: () => Promise<string>;
  readonly log: Logger;
  readonly clock?: Clock;
}

/**
 * Who has which case open, so that two officers on one case know of each other. Nothing rests on it: it is kept in memory and, where there is
 * one, in Redis for the other processes; without it nobody is seen, and still nobody overwrites anybody.
 */
export class Presence {
  private readonly clock: Clock;
  private readonly redis: Redis | null;
  private readonly cases = new Map<string, Map<string, Seen>>();
  private swept = 0;

  constructor(private readonly parts: PresenceParts) {
    const { redisUrl, log, clock = realClock } = parts;
    this.clock = clock;
    this.redis =
      redisUrl === null
        ? null
        : connectRedis(redisUrl, new Outage(log, 'Redis, for who looks at which case,'), 'asking');
  }

  /** Notes that somebody has a case open, and gives who else has, by name. */
  async see(id: string, person: Person, doing: Doing): Promise<readonly Present[]> {
    const at = this.clock.now();
    const seen = { ...person, doing, at };
    this.sweep(at);
    const here = this.cases.get(id) ?? new Map<string, Seen>();
    this.cases.set(id, here.set(person.id, seen));
    const known = new Map([...(await this.elsewhere(id, seen)), ...here]);
    return [...known.values()]
      .filter((one) => one.id !== person.id && one.at > at - GONE_MS)
      .map(({ id: other, name, doing: does }) => ({ id: other, name, doing: does }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  stop(): void {
    this.redis?.disconnect();
  }

  /** What other processes have seen. Where Redis does not answer, nothing. */
  private async elsewhere(id: string, seen: Seen): Promise<Map<string, Seen>> {
    if (this.redis?.status !== 'ready') return new Map();
    try {
      const key = `${await this.parts.prefix()}:presence:${id}`;
      const kept = await this.redis
        .multi()
        .hset(key, seen.id, JSON.stringify(seen))
        .pexpire(key, GONE_MS)
        .hgetall(key)
        .exec();
      const found = (kept?.[2]?.[1] ?? {}) as { readonly [person: string]: string };
      return new Map(Object.entries(found).map(([person, text]) => [person, JSON.parse(text) as Seen]));
    } catch {
      return new Map();
    }
  }

  private sweep(now: number): void {
    if (now - this.swept < GONE_MS) return;
    this.swept = now;
    for (const [id, people] of this.cases) {
      for (const [person, { at }] of people) if (at <= now - GONE_MS) people.delete(person);
      if (people.size === 0) this.cases.delete(id);
    }
  }
}
