import { Webhook } from 'standardwebhooks';
import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Outage } from '../clocks/outage.js';
import type { InstallationKeys } from '../identity/installation-keys.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import { realClock } from '../time/clock.js';
import { BadAddress, safePost, type Reach } from './safe-post.js';
import type { WebhookAlarm } from './webhook-alarm.js';

const PAUSE_MS = 5000;
/** A message under way is taken up by another process after so long: the one that had it is gone. */
const TAKEN_MS = 60_000;
const AT_ONCE = 50;
const GONE = 410;
/** Before each further try; Standard Webhooks advises as much. Then it is a dead letter, which its owner sees and may send again. */
const RETRIES_MS = [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000];

export interface WebhookSenderParts {
  readonly database: OpenDatabase;
  readonly keys: InstallationKeys;
  readonly reach: Reach;
  readonly alarm: WebhookAlarm;
  readonly log: Logger;
  readonly retriesMs?: readonly number[];
}

interface Taken {
  readonly id: string;
  readonly webhook: string;
  readonly body: string;
  readonly attempts: number;
}

/**
 * Sends what webhooks are told. The database says what is due; BullMQ wakes the sender at the very time, and this looks besides, so that nothing
 * waits for a Redis that is not there. Each message is taken by one process at a time, and sent at least once, always under the same id.
 */
export class WebhookSender {
  private readonly beat: Beat;
  private readonly outage: Outage;

  constructor(private readonly parts: WebhookSenderParts) {
    this.outage = new Outage(parts.log, 'the sending of webhooks');
    this.beat = new Beat(
      () => this.round(),
      () => PAUSE_MS,
    );
  }

  start(): void {
    this.parts.alarm.hear(() => this.wake());
    this.beat.start();
  }

  wake(): void {
    this.beat.soon(0);
  }

  async stop(): Promise<void> {
    await this.parts.alarm.close();
    await this.beat.stop();
  }

  private async round(): Promise<void> {
    try {
      for (let full = true; full;) {
        const sql = `select id from webhook_messages where state = 'waiting' and retry_at <= $1 order by retry_at limit ${AT_ONCE}`;
        const due = await read<{ id: string }>(this.parts.database, sql, [realClock.now()]);
        await Promise.all(due.map(({ id }) => this.sendOne(id)));
        full = due.length === AT_ONCE;
      }
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }

  private async sendOne(id: string): Promise<void> {
    const [taken] = (await this.parts.database.write((query) =>
      query(
        `update webhook_messages set retry_at = $1, attempts = attempts + 1
         where id = $2 and state = 'waiting' and retry_at <= $3 returning id, webhook, body, attempts`,
        [realClock.now() + TAKEN_MS, id, realClock.now()],
      ),
    )) as Taken[];
    if (!taken) return;
    const { status, error } = await this.post(taken);
    const good = status >= 200 && status < 300;
    const pause = (this.parts.retriesMs ?? RETRIES_MS)[Number(taken.attempts) - 1];
    const again = !good && status !== GONE && pause !== undefined;
    const retryAt = realClock.now() + (pause ?? 0);
    await this.parts.database.write((query) =>
      query(
        'update webhook_messages set state = $1, status = $2, error = $3, retry_at = $4, done_at = $5 where id = $6',
        [good ? 'done' : again ? 'waiting' : 'dead', status, error, retryAt, again ? null : realClock.now(), id],
      ),
    );
    if (again) await this.parts.alarm.set(`${id}-${taken.attempts}`, pause);
  }

  /** The status of the answer; 0 where there was none. */
  private async post({ id, webhook, body }: Taken): Promise<{ status: number; error: string | null }> {
    const { database, keys, reach, log } = this.parts;
    try {
      const sql = 'select url, secret from webhooks where id = $1 and ended_at is null';
      const [row] = await read<{ url: string; secret: string }>(database, sql, [webhook]);
      if (!row) return { status: GONE, error: 'the webhook has ended' };
      const at = new Date(realClock.now());
      const signature = new Webhook(keys.unseal(row.secret, `webhook/${webhook}`)).sign(id, at, body);
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Ijazat-Webhooks/1',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signature,
      };
      const status = await safePost({ url: row.url, headers, body }, reach);
      return { status, error: status >= 200 && status < 300 ? null : `answered ${status}` };
    } catch (error) {
      log.warn({ err: error, webhook }, 'webhook not reached');
      // What the network says of itself is not the affair of whoever set the webhook up.
      return { status: 0, error: error instanceof BadAddress ? error.message : 'no answer' };
    }
  }
}
