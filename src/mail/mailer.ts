import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type Transporter } from 'nodemailer';
import type { Logger } from 'pino';
import { realClock } from '../time/clock.js';

/** A mail to one person, in plain text, and as a page where it has one. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** The same for the same mail, so that one sent twice is shown once: `<…@…>`. */
  readonly messageId?: string;
}

/** Takes mails to people. Rejects where it could not. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): void;
}

export interface MailerParts {
  /** `smtp://…` or `smtps://…`; null: mails are written into a folder. */
  readonly smtpUrl: string | null;
  readonly from: string;
  readonly folder: string;
  readonly log: Logger;
}

/** Says to machines that answer mails: nobody reads this. */
const HEADERS = { 'auto-submitted': 'auto-generated' };
/** A server that does not answer must not hold up the others. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

export function mailerOf({ smtpUrl, from, folder, log }: MailerParts): Mailer {
  return smtpUrl === null ? new FolderMailer(from, folder, log) : new SmtpMailer(smtpUrl, from);
}

class SmtpMailer implements Mailer {
  private readonly transport: Transporter;

  constructor(url: string, from: string) {
    this.transport = createTransport({ url, pool: true, ...TIMEOUTS } as never, { from, headers: HEADERS });
  }

  async send(mail: Mail): Promise<void> {
    await this.transport.sendMail(mail);
  }

  close(): void {
    this.transport.close();
  }
}

/** Writes mails where the keeper of a demonstration can read them. */
class FolderMailer implements Mailer {
  private readonly transport: Transporter;

  constructor(
    from: string,
    private readonly folder: string,
    private readonly log: Logger,
  ) {
    this.transport = createTransport({ streamTransport: true, buffer: true } as never, { from, headers: HEADERS });
  }

  async send(mail: Mail): Promise<void> {
    const { message } = (await this.transport.sendMail(mail)) as { message: Buffer };
    await mkdir(this.folder, { recursive: true });
    const file = join(this.folder, `${realClock.now()}-${randomUUID().slice(0, 8)}.eml`);
    // Whoever watches the folder finds no half of a mail.
    await writeFile(`${file}.part`, message, { mode: 0o600 });
    await rename(`${file}.part`, file);
    this.log.info({ file }, 'mail written, for there is no SMTP_URL');
  }

  close(): void {
    this.transport.close();
  }
}
