import { sha256 } from '../engine/index.js';
import type { OpenDatabase } from '../store/database.js';
import type { OutboxRow } from '../store/rows.js';
import type { Clock } from '../time/clock.js';
import { listed } from './listed.js';
import { addWebhookMessages } from './webhook-messages.js';
import { causesOf, type Cause } from './causes.js';
import type { Recipient, Recipients } from './recipients.js';
import { sentAt } from './when.js';

/** Rows put in by one statement, whose parameters both databases bound. */
const AT_ONCE = 500;

interface Made {
  readonly id: string;
  readonly cause: Cause;
  readonly recipient: Recipient;
}

export interface NotifierParts {
  readonly database: OpenDatabase;
  readonly clock: Clock;
  readonly recipients: Recipients;
  /** Told after notices were put down: whatever takes them out of the house. */
  readonly made: () => void;
}

/**
 * Puts down what people are told, and the ways it goes out, in one transaction. A cause that comes again is found by its key and changes nothing:
 * whoever delivers may do so as often as it likes.
 */
export class Notifier {
  constructor(private readonly parts: NotifierParts) {}

  async deliver(rows: readonly OutboxRow[]): Promise<void> {
    const { database, recipients, clock } = this.parts;
    const now = clock.now();
    const causes = await causesOf(database, rows);
    const told = await recipients.of(causes, now);
    const people = await recipients.find([...new Set([...told.values()].flat())]);
    const made = causes.flatMap((cause) =>
      (told.get(cause.id) ?? []).flatMap((account): Made[] => {
        const recipient = people.get(account);
        return recipient ? [{ id: sha256(`${account} ${cause.id}`).slice(0, 32), cause, recipient }] : [];
      }),
    );
    for (let from = 0; from < made.length; from += AT_ONCE) await this.put(made.slice(from, from + AT_ONCE), now);
    if (made.length > 0) this.parts.made();
  }

  private async put(made: readonly Made[], now: number): Promise<void> {
    await this.parts.database.write(async (query) => {
      const notices = made.map(({ id, cause, recipient }) => [
        id,
        recipient.account.id,
        cause.id,
        cause.template,
        cause.caseId,
        cause.reference,
        JSON.stringify(cause.data),
        cause.urgent ? 1 : 0,
        cause.at,
      ]);
      const columns = 'id, account, cause, template, case_id, reference, data, urgent, at';
      const { places, values } = listed(notices);
      const fresh = (await query(
        `insert into notices (${columns}) values ${places} on conflict do nothing returning id`,
        values,
      )) as { id: string }[];
      const ids = new Set(fresh.map(({ id }) => id));
      const told = made.filter(({ id }) => ids.has(id));
      if (told.length > 0) await addWebhookMessages(this.parts.database, query, told);
      const ways = told.flatMap((one) => waysOf(one, now));
      if (ways.length === 0) return;
      const out = listed(ways);
      await query(
        `insert into deliveries (notice, channel, account, state, due_at, retry_at, attempts) values ${out.places}`,
        out.values,
      );
    });
  }
}

/** By which ways a notice goes out, and when. */
function waysOf({ id, cause, recipient: { account, wishes } }: Made, now: number): (string | number)[][] {
  const way = (channel: string): (string | number)[] => {
    return [id, channel, account.id, 'waiting', sentAt(now, cause.urgent, wishes), 0, 0];
  };
  const sms = wishes.sms === 'urgent' && cause.urgent && wishes.phone !== '';
  return [...(wishes.email === 'none' ? [] : [way('email')]), ...(sms ? [way('sms')] : [])];
}
