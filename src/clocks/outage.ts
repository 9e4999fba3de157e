import type { Logger } from 'pino';

/** What fails again within this time has not been mended. */
const QUIET_MS = 10_000;

/** Says once that something fails and once that it works again, however often it fails in between. */
export class Outage {
  private since: number | null = null;
  private last = -Infinity;

  constructor(
    private readonly log: Logger,
    /** As in "Redis fails". */
    private readonly what: string,
  ) {}

  failed(error: unknown): void {
    this.last = performance.now();
    if (this.since !== null) return;
    this.since = this.last;
    this.log.warn({ err: error }, `${this.what} fails`);
  }

  passed(): void {
    if (this.since === null || performance.now() - this.last < QUIET_MS) return;
    const seconds = Math.round((this.last - this.since) / 1000);
    this.since = null;
    this.log.info({ seconds }, `${this.what} works again`);
  }
}
