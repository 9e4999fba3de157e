import { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { Outage } from '../clocks/outage.js';
import { connectRedis } from '../clocks/redis.js';

const QUEUE = 'webhooks';

export interface WebhookAlarmParts {
  readonly redisUrl: string | null;
  readonly prefix: string;
  readonly log: Logger;
}

/** Wakes the sender when a message is to be tried again. Jobs say only that: what is due stands in the database. Without Redis it is silent. */
export class WebhookAlarm {
  private readonly outage: Outage;
  private readonly asking: Redis | null;
  private readonly queue: Queue | null;
  private working: Redis | null = null;
  private worker: Worker | null = null;

  constructor(private readonly parts: WebhookAlarmParts) {
    const { redisUrl, prefix, log } = parts;
    this.outage = new Outage(log, 'Redis, for webhooks,');
    this.asking = redisUrl === null ? null : connectRedis(redisUrl, this.outage, 'asking');
    const options = { prefix, skipVersionCheck: true, streams: { events: { maxLen: 100 } } } as const;
    this.queue = this.asking && new Queue(QUEUE, { connection: this.asking, ...options });
    this.queue?.on('error', (error) => this.outage.failed(error));
  }

  /** Never rejects: who is not woken looks by itself. */
  async set(id: string, delay: number): Promise<void> {
    if (!this.queue || this.asking?.status !== 'ready') return;
    await this.queue
      .add('wake', {}, { jobId: id, delay, removeOnComplete: true, removeOnFail: true })
      .catch((error: unknown) => {
        this.outage.failed(error);
      });
  }

  hear(wake: () => void): void {
    const { redisUrl, prefix } = this.parts;
    if (redisUrl === null || this.worker) return;
    this.working = connectRedis(redisUrl, this.outage, 'working');
    const heard = (): Promise<void> => Promise.resolve(wake());
    this.worker = new Worker(QUEUE, heard, { connection: this.working, prefix, runRetryDelay: 1000 });
    this.worker.on('error', (error) => this.outage.failed(error));
  }

  async close(): Promise<void> {
    await this.worker?.close(true);
    this.working?.disconnect();
    this.asking?.disconnect();
  }
}
