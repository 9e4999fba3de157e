import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Lease } from '../clocks/lease.js';
import { Outage } from '../clocks/outage.js';
import type { Mailer } from '../mail/mailer.js';
import type { OpenDatabase } from '../store/database.js';
import type { NoticeRow } from '../store/notice-rows.js';
import { amongOf, read } from '../store/read.js';
import { realClock, type Clock } from '../time/clock.js';
import { noticeOf } from './inbox.js';
import { noticeMail, noticeSms, type MailWords } from './notice-mail.js';
import type { Recipient, Recipients } from './recipients.js';
import type { SmsProvider } from './sms.js';

const PAUSE_MS = 5000;
/** What happens together goes out together: a chain of events, or what fell due while the service was down. */
const GATHER_MS = 2000;
/** Mails of one round; and notices in one mail, the rest of which the inbox has. */
const AT_ONCE = 50;
const MOST_IN_ONE = 100;
/** Before each further try, in real milliseconds; after the last it is given up and stays to be seen. */
const RETRIES_MS = [10_000, 60_000, 600_000, 3_600_000, 6 * 3_600_000, 24 * 3_600_000];

type Channel = 'email' | 'sms';
type Due = NoticeRow & { readonly channel: Channel; readonly attempts: number };

export interface SenderParts {
  readonly database: OpenDatabase;
  readonly clock: Clock;
  readonly recipients: Recipients;
  readonly mailer: Mailer;
  readonly sms: SmsProvider;
  readonly words: MailWords;
  readonly log: Logger;
  /** Milliseconds in which what comes together is gathered. */
  readonly gatherMs?: number;
}

/**
 * Takes notices out of the house when they are due, one person’s in one mail. It is noted after the mail server has taken it: a crash between
 * sends the mail again under the same Message-ID, by which mail programs show one.
 */
export class Sender {
  private readonly beat: Beat;
  private readonly lease: Lease;
  private readonly outage: Outage;

  constructor(private readonly parts: SenderParts) {
    this.lease = new Lease(parts.database, 'notices-out');
    this.outage = new Outage(parts.log, 'the sending of notices');
    this.beat = new Beat(
      () => this.round(),
      () => PAUSE_MS,
    );
  }

  start(): void {
    this.beat.start();
  }

  /** There is something new. Returns at once. */
  wake(): void {
    this.beat.soon(this.parts.gatherMs ?? GATHER_MS);
  }

  async stop(): Promise<void> {
    await this.beat.stop();
    await this.lease.release().catch((error: unknown) => this.outage.failed(error));
    this.parts.mailer.close();
  }

  private async round(): Promise<void> {
    try {
      while ((await this.lease.mine()) && (await this.sendSome()));
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }

  /** True where more may be due. */
  private async sendSome(): Promise<boolean> {
    const { database, clock, recipients } = this.parts;
    const waiting = `state = 'waiting' and due_at <= $1 and retry_at <= $2`;
    const now = [clock.now(), realClock.now()];
    const groups = await read<{ account: string; channel: Channel }>(
      database,
      `select account, channel from deliveries where ${waiting} group by account, channel order by min(due_at), account limit ${AT_ONCE}`,
      now,
    );
    if (groups.length === 0) return false;
    const people = await recipients.find([...new Set(groups.map(({ account }) => account))]);
    for (const { account, channel } of groups) {
      const due = await read<Due>(
        database,
        `select n.*, d.channel, d.attempts from deliveries d join notices n on n.id = d.notice
         where ${waiting} and d.account = $3 and d.channel = $4 order by n.at, n.id limit ${MOST_IN_ONE}`,
        [...now, account, channel],
      );
      await this.sendOne(people.get(account), due);
    }
    return groups.length === AT_ONCE;
  }

  private async sendOne(recipient: Recipient | undefined, due: readonly Due[]): Promise<void> {
    const [first] = due;
    if (!first) return;
    if (!recipient) return this.note(due, { state: 'dead', error: 'the account is closed' });
    const concerned = await this.concerned(recipient, due);
    const others = due.filter(({ case_id }) => !concerned.has(case_id));
    // A mail that waited is not sent to whoever has nothing to do with the case by now.
    if (others.length > 0) await this.note(others, { state: 'dead', error: 'the account has no more to do with it' });
    if (others.length === due.length) return;
    const still = due.filter(({ case_id }) => concerned.has(case_id));
    await this.take(recipient, still, first);
  }

  private concerned({ account }: Recipient, due: readonly Due[]): Promise<ReadonlySet<string>> {
    const { recipients, clock } = this.parts;
    return recipients.concerned(account, [...new Set(due.map(({ case_id }) => case_id))], clock.now());
  }

  private async take(recipient: Recipient, due: readonly Due[], first: Due): Promise<void> {
    try {
      await (first.channel === 'email' ? this.mail(recipient, due) : this.message(recipient, due));
      await this.note(due, { state: 'done', error: null });
    } catch (error) {
      const pause = RETRIES_MS[Number(first.attempts)];
      this.parts.log.warn({ err: error, account: first.account }, 'notices not sent');
      await this.note(due, {
        state: pause === undefined ? 'dead' : 'waiting',
        error: String(error),
        pause: pause ?? 0,
      });
    }
  }

  private mail({ account }: Recipient, due: readonly Due[]): Promise<void> {
    return this.parts.mailer.send(noticeMail(this.parts.words, account, due.map(noticeOf)));
  }

  private async message({ account, wishes }: Recipient, due: readonly Due[]): Promise<void> {
    for (const one of due)
      await this.parts.sms.send({
        to: wishes.phone,
        text: noticeSms(this.parts.words, account, noticeOf(one)),
        key: one.id,
      });
  }

  private async note(
    due: readonly Due[],
    { state, error, pause = 0 }: { readonly state: string; readonly error: string | null; readonly pause?: number },
  ): Promise<void> {
    const { database } = this.parts;
    const values = [state, error, realClock.now() + pause, due[0]?.channel, due.map(({ id }) => id)];
    await database.write((query) =>
      query(
        `update deliveries set state = $1, error = $2, retry_at = $3, attempts = attempts + 1
         where channel = $4 and ${amongOf(database)('notice', 5)}`,
        values,
      ),
    );
  }
}
