import { randomUUID } from 'node:crypto';
import type { AlarmClock } from './alarm.js';

/** A healthy alarm clock brings a canary back in a tenth of a second; under a burst it may take seconds. */
const PATIENCE_MS = 3000;

/** Sends a job by the way of all others again and again, and listens whether it comes back. */
export class Canary {
  private readonly id = randomUUID();
  private sent = 0;
  private sentAt = -Infinity;
  private returned = 0;
  private back = false;

  constructor(private readonly alarm: AlarmClock) {}

  /** Whether the alarm clock rings, as far as is known. */
  get sings(): boolean {
    return this.back && this.alarm.ready;
  }

  /** Looks for the canary that is out, and sends the next one. Rejects where Redis is away. */
  async round(): Promise<void> {
    if (!this.alarm.ready) {
      this.back = false;
      return;
    }
    try {
      const last = await this.alarm.lastCanary(this.id);
      const now = performance.now();
      if (last > this.returned) this.back = true;
      else if (now - this.sentAt <= PATIENCE_MS) return;
      // It does not come back. Where other jobs come the worker is busy, not deaf.
      else if (now - this.alarm.lastHeardAt > PATIENCE_MS) this.back = false;
      this.returned = last;
      this.sent += 1;
      this.sentAt = now;
      await this.alarm.sendCanary({ from: this.id, number: this.sent });
    } catch (error) {
      this.back = false;
      throw error;
    }
  }
}
