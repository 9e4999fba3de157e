import { setImmediate } from 'node:timers/promises';
import { DelayedError, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { QUEUE, readJob } from './alarm-job.js';
import type { AlarmClock } from './alarm.js';
import { realClock, realWait } from '../time/clock.js';
import type { Firing } from './firing.js';
import { connectRedis } from './redis.js';

/** Jobs under way at once: what fills one or two batches of a lane. */
const CONCURRENCY = 100;
/** How long stopping waits for Redis to note that jobs are done; one that is not noted comes again and does nothing. */
const PATIENCE_MS = 1000;

/** Takes the alarm clock's jobs and fires what is due. Without Redis it does nothing; under a virtual clock it only answers canaries. */
export class FireWorker {
  private worker: Worker | null = null;
  private redis: Redis | null = null;
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly alarm: AlarmClock,
    private readonly firing: Firing,
  ) {}

  start(): void {
    const { redisUrl } = this.alarm.parts;
    if (redisUrl === null || this.worker) return;
    const { outage, prefix } = this.alarm;
    this.redis = connectRedis(redisUrl, outage, 'working');
    this.worker = new Worker(QUEUE, (job, token) => this.take(job, token), {
      connection: this.redis,
      prefix,
      concurrency: CONCURRENCY,
      // Gone when done, so that the same id can come again.
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
      // BullMQ waits 15 s after an error of Redis, far longer than Redis takes to restart.
      runRetryDelay: 1000,
      // A killed process leaves jobs that have started; they are tried as often as needed.
      maxStalledCount: 100,
    });
    this.worker.on('error', (error) => outage.failed(error));
  }

  /** Takes no more jobs and waits for those under way. */
  async close(): Promise<void> {
    const { worker, redis } = this;
    this.worker = null;
    this.redis = null;
    if (!worker || !redis) return;
    // BullMQ's own orderly close waits for ever where Redis is away, so what it would wait for is waited for here.
    await worker.pause(true);
    await Promise.allSettled(this.underWay);
    await setImmediate();
    if (redis.status === 'ready') await answered(redis);
    await worker.close(true);
    redis.disconnect();
  }

  private take(job: Job<unknown>, token: string | undefined): Promise<void> {
    const work = this.process(job, token).finally(() => this.underWay.delete(work));
    this.underWay.add(work);
    return work;
  }

  private async process(job: Job<unknown>, token: string | undefined): Promise<void> {
    this.alarm.lastHeardAt = performance.now();
    const data = readJob(job.data);
    if (data && 'from' in data) return this.alarm.answerCanary(data);
    if (!data || this.alarm.parts.clock.virtual) return;
    const left = await this.firing.fire({ id: data.deadline, caseId: data.case });
    // Fired, cancelled, fired before, or its clock stands still: there is nothing to wait for.
    if (!left || left.dueAt === null) return;
    // Too early: the clocks of two machines differ, or the due date has moved.
    await job.moveToDelayed(realClock.now() + realWait(this.alarm.parts.clock, left.dueAt), token);
    throw new DelayedError();
  }
}

/** Commands are answered in order: once this one is, those before it have been carried out. */
async function answered(redis: Redis): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
  await Promise.race([redis.ping().catch(() => undefined), enough]);
  clearTimeout(timer);
}
