import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

/** How often something may be done within a time. */
export interface Allowance {
  readonly name: string;
  readonly times: number;
  readonly seconds: number;
}

/** Something was done too often. `retryAfter`: seconds. */
export class TooOften extends Error {
  constructor(readonly retryAfter: number) {
    super(`too many attempts; try again in ${retryAfter} seconds`);
  }
}

/**
 * Counts what is done from an address, or under a name, and stops it where that is too often. Processes that share a Redis count together;
 * where there is none, or it is away, each counts by itself.
 */
export class Throttle {
  private readonly limiter: RateLimiterAbstract;

  constructor({ name, times, seconds }: Allowance, redis: { readonly client: Redis; readonly prefix: string } | null) {
    const memory = new RateLimiterMemory({ keyPrefix: name, points: times, duration: seconds });
    this.limiter = redis
      ? new RateLimiterRedis({
          storeClient: redis.client,
          keyPrefix: `${redis.prefix}/throttle/${name}`,
          points: times,
          duration: seconds,
          insuranceLimiter: memory,
        })
      : memory;
  }

  /** Counts one more. Rejects with TooOften. */
  async count(subject: string): Promise<void> {
    try {
      await this.limiter.consume(subject);
    } catch (told) {
      if (told instanceof RateLimiterRes) throw new TooOften(Math.max(1, Math.ceil(told.msBeforeNext / 1000)));
      throw told;
    }
  }

  /** What was counted was no abuse. */
  async forgive(subject: string): Promise<void> {
    await this.limiter.reward(subject);
  }
}
