import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Environment } from '../environment/environment.js';
import { mailerOf } from '../mail/mailer.js';
import type { Declared } from '../messages/declared.js';
import { Messages } from '../messages/index.js';
import { Inbox } from '../notices/inbox.js';
import { Notifier } from '../notices/notifier.js';
import { Recipients } from '../notices/recipients.js';
import { Sender } from '../notices/sender.js';
import { FileSms } from '../notices/sms.js';
import { isPublic, type Reach } from '../notices/safe-post.js';
import { Telling } from '../notices/telling.js';
import { WebhookAlarm } from '../notices/webhook-alarm.js';
import { WebhookSender } from '../notices/webhook-sender.js';
import { Webhooks } from '../notices/webhooks.js';
import type { InstallationKeys } from '../identity/installation-keys.js';
import type { MandateRegister } from '../companies/register.js';
import type { Posts } from '../posts/posts.js';
import type { OpenDatabase } from '../store/database.js';
import type { OutboxRow } from '../store/rows.js';
import type { Clock } from '../time/clock.js';

interface Parts {
  readonly environment: Environment;
  readonly database: OpenDatabase;
  readonly clock: Clock;
  readonly posts: Posts;
  readonly mandates: MandateRegister;
  readonly keys: InstallationKeys;
  /** Namespace of this installation in Redis. */
  readonly prefix: string;
  readonly log: Logger;
  readonly declared: Declared;
}

/** What tells people: the inbox, and what takes notices out of the house. An `api` process only shows and puts down. */
export interface Notices {
  readonly inbox: Inbox;
  readonly telling: Telling;
  readonly webhooks: Webhooks;
  deliver(rows: readonly OutboxRow[]): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export function noticesOf(parts: Parts): Notices {
  const { environment, database, clock, posts, mandates, keys, prefix, log, declared } = parts;
  const { smtpUrl, mailFrom: from, dataFolder, configFolder, role } = environment;
  const words = { messages: Messages.load(join(configFolder, 'messages')), declared };
  const url = environment.url ?? `http://${environment.host}:${environment.port}`;
  const recipients = new Recipients(database, posts, mandates);
  const sender = new Sender({
    database,
    clock,
    recipients,
    mailer: mailerOf({ smtpUrl, from, folder: join(dataFolder, 'mail'), log }),
    sms: new FileSms(join(dataFolder, 'sms'), log),
    words: { ...words, url },
    log,
  });
  const reach: Reach = { allows: isPublic, plain: !environment.production };
  const alarm = new WebhookAlarm({ redisUrl: environment.redisUrl, prefix, log });
  const calls = new WebhookSender({ database, keys, reach, alarm, log });
  const sends = role !== 'api';
  const notifier = new Notifier({ database, clock, recipients, made: () => (sender.wake(), calls.wake()) });
  return {
    inbox: new Inbox(database, clock),
    telling: new Telling(database, recipients, words),
    webhooks: new Webhooks(database, keys, reach, () => calls.wake()),
    deliver: (rows) => notifier.deliver(rows),
    start: () => {
      if (!sends) return;
      sender.start();
      calls.start();
    },
    stop: async () => {
      await Promise.all([sender.stop(), calls.stop()]);
    },
  };
}
