import type { Logger } from 'pino';

/** Says once that something is away and once that it is back, however often it is asked for in between. */
export class Outage {
  private since: number | null = null;

  constructor(
    private readonly log: Logger,
    /** As in "Redis is away: …". */
    private readonly what: string,
  ) {}

  failed(error: unknown): void {
    if (this.since !== null) return;
    this.since = performance.now();
    this.log.warn({ err: error }, `${this.what} is away`);
  }

  passed(): void {
    if (this.since === null) return;
    const seconds = Math.round((performance.now() - this.since) / 1000);
    this.since = null;
    this.log.info({ seconds }, `${this.what} is back`);
  }
}
