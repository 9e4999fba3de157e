import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { PASSWORD } from './world.js';

/** When whoever sends a mail is killed. */
export type When = 'before it is taken' | 'before that is answered' | 'after the answer';

interface Death {
  readonly when: When;
  readonly kill: () => Promise<void>;
  readonly done: () => void;
}

/** A mail server that knows of each mail when its sender has to die. */
export class MailServer {
  /** What it has taken, by Message-ID; a mail may be there twice. */
  readonly taken: string[] = [];
  private next: Death | null = null;
  private readonly smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _session, done) => {
      let mail = '';
      stream.on('data', (part: Buffer) => (mail += part.toString('utf8')));
      stream.on('end', () => void this.answer(/^Message-ID: (\S+)/im.exec(mail)?.[1] ?? '', done));
    },
  });

  private constructor() {
    // Whoever is killed closes nothing.
    this.smtp.on('error', () => undefined);
  }

  static async start(): Promise<MailServer> {
    const server = new MailServer();
    await new Promise<void>((resolve) => server.smtp.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.smtp.server.address() as AddressInfo).port}`;
  }

  /** Resolves when the sender of the next mail is dead. */
  killing(when: When, kill: () => Promise<void>): Promise<void> {
    return new Promise((done) => {
      this.next = { when, kill, done };
    });
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.smtp.close(() => resolve()));
  }

  private async answer(id: string, answered: () => void): Promise<void> {
    const death = this.next;
    this.next = null;
    if (death?.when !== 'before it is taken') this.taken.push(id);
    if (!death || death.when === 'after the answer') answered();
    await death?.kill();
    death?.done();
  }
}

/** Wants mails as things happen, at any hour, as anybody says it on the page. Gives the status of the answer. */
export async function wantMails(url: string): Promise<number> {
  const own = { 'sec-fetch-site': 'same-origin', accept: 'text/html' };
  const body = JSON.stringify({ email: 'investor@demo.test', password: PASSWORD });
  const headers = { ...own, 'content-type': 'application/json' };
  const entered = await fetch(`${url}/api/session/browser`, { method: 'POST', headers, body });
  const cookie = String(entered.headers.get('set-cookie')).replace(/;.*/, '');
  const page = await (await fetch(`${url}/notices/preferences`, { headers: { ...own, cookie } })).text();
  const form = /name="_form" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const wishes = { _form: form, email: 'each', sms: 'none', phone: '', quietFrom: '', quietTo: '' };
  const sent = { method: 'POST', headers: { ...own, cookie }, body: new URLSearchParams(wishes) };
  return (await fetch(`${url}/notices/preferences`, { ...sent, redirect: 'manual' })).status;
}
