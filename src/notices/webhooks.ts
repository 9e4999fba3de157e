import { randomBytes, randomUUID } from 'node:crypto';
import type { InstallationKeys } from '../identity/installation-keys.js';
import type { OpenDatabase } from '../store/database.js';
import type { WebhookMessageRow, WebhookRow } from '../store/notice-rows.js';
import { read } from '../store/read.js';
import { realClock } from '../time/clock.js';
import { receiverOf, type Reach } from './safe-post.js';

/** More would be a way to make this service call others. */
const MOST = 10;
const SHOWN = 50;

export class TooManyWebhooks extends Error {}

/** A secret as Standard Webhooks writes it: 24 to 64 bytes. */
function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** Addresses of other systems that are told what their owner is told, and what became of each message. */
export class Webhooks {
  constructor(
    private readonly database: OpenDatabase,
    private readonly keys: InstallationKeys,
    private readonly reach: Reach,
    private readonly wake: () => void,
  ) {}

  /** The secret is shown once. Rejects with BadAddress or TooManyWebhooks. */
  async add(account: string, text: string): Promise<{ id: string; url: string; secret: string }> {
    const url = receiverOf(text, this.reach).href;
    if ((await this.of(account)).length >= MOST) throw new TooManyWebhooks();
    const [id, secret] = [randomUUID(), newSecret()];
    await this.database.write((query) =>
      query('insert into webhooks (id, account, url, secret, created_at) values ($1, $2, $3, $4, $5)', [
        id,
        account,
        url,
        this.keys.seal(secret, `webhook/${id}`),
        realClock.now(),
      ]),
    );
    return { id, url, secret };
  }

  of(account: string): Promise<WebhookRow[]> {
    const sql = 'select * from webhooks where account = $1 and ended_at is null order by created_at desc, id';
    return read<WebhookRow>(this.database, sql, [account]);
  }

  /** What waits for it is given up. False where the account has no such webhook. */
  async end(account: string, id: string): Promise<boolean> {
    const ended = await this.database.write(async (query) => {
      const sql = 'update webhooks set ended_at = $1 where id = $2 and account = $3 and ended_at is null returning id';
      const rows = await query(sql, [realClock.now(), id, account]);
      if (rows.length > 0)
        await query(`update webhook_messages set state = 'dead' where webhook = $1 and state = 'waiting'`, [id]);
      return rows;
    });
    return ended.length > 0;
  }

  /** What an account’s webhooks were sent, the newest first. */
  messages(account: string): Promise<(WebhookMessageRow & { url: string })[]> {
    return read(
      this.database,
      `select m.*, w.url from webhook_messages m join webhooks w on w.id = m.webhook
       where w.account = $1 and w.ended_at is null order by m.created_at desc, m.id limit ${SHOWN}`,
      [account],
    );
  }

  /** Sends a dead letter again, under its own id. False where the account has no such one. */
  async replay(account: string, message: string): Promise<boolean> {
    const again = await this.database.write((query) =>
      query(
        `update webhook_messages set state = 'waiting', attempts = 0, retry_at = $1 where id = $2 and state = 'dead'
         and webhook in (select id from webhooks where account = $3 and ended_at is null) returning id`,
        [realClock.now(), message, account],
      ),
    );
    if (again.length > 0) this.wake();
    return again.length > 0;
  }
}
