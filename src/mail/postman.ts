import type { Logger } from 'pino';
import type { Mail, Mailer } from './mailer.js';

/** Before each try, in milliseconds: a server that is down for a moment loses nothing. */
const PAUSES_MS = [0, 1000, 10_000, 60_000];

/**
 * Sends mails behind the answer to whoever asked for them: how long a mail takes, and whether there is one, tells that person nothing. What is
 * not sent when the service ends is lost, and asked for again.
 */
export class Postman {
  private readonly underWay = new Set<Promise<void>>();
  private readonly waiting = new Set<NodeJS.Timeout>();

  constructor(
    private readonly mailer: Mailer,
    private readonly log: Logger,
  ) {}

  /** Makes and sends a mail, or none where null is made. Returns at once, never throws. */
  post(make: () => Promise<Mail | null>): void {
    const work = this.deliver(make).catch((error: unknown) => this.log.error({ err: error }, 'mail not sent'));
    this.underWay.add(work);
    void work.finally(() => this.underWay.delete(work));
  }

  /** Waits for what is being sent; what waits for another try is given up. */
  async close(): Promise<void> {
    for (const timer of this.waiting) clearTimeout(timer);
    await Promise.race([Promise.all(this.underWay), new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
    this.mailer.close();
  }

  private async deliver(make: () => Promise<Mail | null>): Promise<void> {
    const mail = await make();
    if (!mail) return;
    let failure: unknown;
    for (const pause of PAUSES_MS) {
      if (pause > 0) await this.rest(pause);
      try {
        return await this.mailer.send(mail);
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  private rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.waiting.delete(timer);
        resolve();
      }, milliseconds).unref();
      this.waiting.add(timer);
    });
  }
}
