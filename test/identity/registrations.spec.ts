import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { eventually } from '../setup/eventually.js';
import { OTHER_PASSWORD, PASSWORD, somebody } from '../support/people.js';
import { startService, type TestService, type Told } from '../support/service.js';

/* Mails go to a real SMTP server, which this test runs. */

interface Received {
  readonly to: readonly string[];
  readonly text: string;
}

const received: Received[] = [];
let failures = 0;
let smtp: SMTPServer;
let site: TestService;

beforeAll(async () => {
  smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if ((failures -= 1) >= 0) return done(new Error('451 try again'));
        received.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          text: decoded(Buffer.concat(parts).toString('utf8')),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as AddressInfo;
  site = await startService('sqlite', {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    IJAZAT_URL: 'https://one-window.example',
  });
});
afterAll(async () => {
  await site.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});
beforeEach(() => {
  received.length = 0;
  failures = 0;
});

/** The text of a mail: quoted-printable or base64 undone. */
function decoded(mail: string): string {
  const [head = '', ...rest] = mail.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/base64/i.test(head)) return `${head}\n${Buffer.from(body, 'base64').toString('utf8')}`;
  const bytes = body
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return `${head}\n${/quoted-printable/i.test(head) ? Buffer.from(bytes, 'latin1').toString('utf8') : body}`;
}

const post = (path: string, body: object): Promise<Told> => site.ask(null, 'POST', `/api/${path}`, { body });
const signIn = async (email: string, password: string): Promise<number> =>
  (await post('session', { email, password })).status;
/** The next mail to an address, and the token of its link. */
async function mailTo(email: string): Promise<{ text: string; token: string }> {
  await eventually('the mail arrives', () => received.some(({ to }) => to.includes(email)));
  const { text } = received.find(({ to }) => to.includes(email)) as Received;
  return { text, token: /\?token=(ijl_[\w-]{43})\s/.exec(text)?.[1] ?? '' };
}

describe('an investor who registers', () => {
  it('gets a link, and by it an account with the password chosen then; the link works once', async () => {
    const email = 'sara@example.com';
    const asked = await post('registrations', { email: 'Sara@Example.com', name: 'Sara Li', language: 'en' });
    expect([asked.status, asked.body]).toEqual([202, { mailed: true }]);
    const { text, token } = await mailTo(email);
    expect(text).toContain('Sara Li, somebody, probably you');
    expect(text).toContain('https://one-window.example/register/confirm?token=ijl_');
    expect(await signIn(email, PASSWORD)).toBe(401);
    const weak = await post('registrations/confirm', { token, password: 'password1234567' });
    expect([weak.status, weak.body.errors[0]?.field]).toEqual([422, '/password']);
    const made = await post('registrations/confirm', { token, password: PASSWORD });
    expect([made.status, made.body]).toMatchObject([201, { account: { email, roles: ['investor'] } }]);
    expect(await signIn(email, PASSWORD)).toBe(200);
    expect((await post('registrations/confirm', { token, password: OTHER_PASSWORD })).status).toBe(409);
    expect((await post('passwords/renew', { token, password: OTHER_PASSWORD })).status).toBe(409);
  });

  it('is answered alike where there is an account; the owner is told', async () => {
    const { email } = await somebody(site.service.identity);
    const { status, body } = await post('registrations', { email, name: 'Mallory', language: 'en' });
    expect([status, body]).toEqual([202, { mailed: true }]);
    const { text, token } = await mailTo(email);
    expect([text, token]).toEqual([expect.stringContaining('You have one already'), '']);
    // Whoever asks does not choose what the owner is called.
    expect(text).not.toContain('Mallory');
  });

  it.each([
    ['ur', 'اکاؤنٹ'],
    ['zh', '一站式'],
  ])('is written to in %s', async (language, word) => {
    const email = `${language}@example.com`;
    await post('registrations', { email, name: 'Sara', language });
    const { text, token } = await mailTo(email);
    expect([text, token]).toEqual([expect.stringContaining(word), expect.stringMatching(/^ijl_/)]);
  });

  it('gets the mail also where the server did not take it at first', async () => {
    failures = 1;
    await post('registrations', { email: 'late@example.com', name: 'Late', language: 'en' });
    expect((await mailTo('late@example.com')).token).toMatch(/^ijl_/);
  });
});

describe('a forgotten password', () => {
  it('is set anew by a link; sessions end, a lock opens, and the owner is told', async () => {
    const { email } = await somebody(site.service.identity);
    const { token: session } = (await post('session', { email, password: PASSWORD })).body;
    for (let mistakes = 0; mistakes < 6; mistakes += 1) await signIn(email, 'a wrong password');
    expect(await signIn(email, PASSWORD)).toBe(429);
    expect((await post('passwords/forgotten', { email })).status).toBe(202);
    const { token } = await mailTo(email);
    // Scanners of mails follow links: that does nothing.
    expect((await site.ask(null, 'GET', `/password/new?token=${token}`)).status).not.toBe(500);
    received.length = 0;
    expect((await post('passwords/renew', { token, password: OTHER_PASSWORD })).status).toBe(200);
    expect([await signIn(email, PASSWORD), await signIn(email, OTHER_PASSWORD)]).toEqual([401, 200]);
    const headers = { authorization: `Bearer ${session}` };
    expect((await site.ask(null, 'GET', '/api/sessions', { headers })).status).toBe(401);
    expect((await mailTo(email)).text).toContain('set anew through a link');
    expect((await post('passwords/renew', { token, password: PASSWORD })).status).toBe(409);
  });

  it('of nobody is answered alike, and nothing is sent', async () => {
    const { email } = await somebody(site.service.identity);
    for (const address of ['nobody@example.com', 'investor@demo.test', email]) {
      const { status, body } = await post('passwords/forgotten', { email: address });
      expect([status, body]).toEqual([202, { mailed: true }]);
    }
    await mailTo(email);
    expect(received.map(({ to }) => to)).toEqual([[email]]);
  });

  it('is not mailed about again and again', async () => {
    const email = 'flooded@example.com';
    const answers: number[] = [];
    for (let times = 0; times < 21; times += 1) answers.push((await post('passwords/forgotten', { email })).status);
    expect(answers.at(-1)).toBe(429);
  });
});

it('without an SMTP server mails are written where the keeper reads them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ijazat-mail-'));
  const demo = await startService('sqlite', { IJAZAT_DATA: folder });
  await demo.ask(null, 'POST', '/api/registrations', { body: { email: 'a@example.com', name: 'A', language: 'en' } });
  const mails = (): string[] =>
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.eml'));
  await eventually('a mail is written', () => mails().length === 1);
  expect(readFileSync(join(folder, mails()[0] ?? ''), 'utf8')).toMatch(/^To: a@example.com\r$/m);
  await demo.close();
  rmSync(folder, { recursive: true });
});
