import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { Notifier } from '../../src/notices/notifier.js';
import { choose } from '../../src/notices/preferences.js';
import { Recipients } from '../../src/notices/recipients.js';
import type { Account } from '../../src/identity/account.js';
import { read } from '../../src/store/read.js';
import { OutboxRow } from '../../src/store/rows.js';
import { eventually } from '../setup/eventually.js';
import { MILL } from '../support/applications.js';
import { KINDS, type Kind } from '../support/databases.js';
import { somebody } from '../support/people.js';
import { NOW, startService, type TestService } from '../support/service.js';
import { missing } from '../support/missing.js';

/* An investor who is none of the demonstration's, a case that goes back and forth, and a real SMTP server. */

interface Received {
  readonly to: string;
  readonly id: string;
  readonly mail: string;
}

const received: Received[] = [];
let refuses = 0;
const smtp = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData: (stream, session, done) => {
    let mail = '';
    stream.on('data', (part: Buffer) => (mail += part.toString('utf8')));
    stream.on('end', () => {
      if ((refuses -= 1) >= 0) return done(new Error('451 later'));
      const id = /^Message-ID: (\S+)/im.exec(mail)?.[1] ?? '';
      received.push({ to: session.envelope.rcptTo[0]?.address ?? '', id, mail: mail.replaceAll('=\r\n', '') });
      done();
    });
  },
});
beforeAll(() => new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => smtp.close(() => resolve())));

const EVENING = Date.parse(NOW) + 14 * 3_600_000;

describe.each(KINDS)('what people are told, on %s', (kind: Kind) => {
  let site: TestService;
  let sara: Account;
  let id = '';

  const notices = (account: string): Promise<{ template: string; read_at: number | null }[]> =>
    read(site.service.database, 'select * from notices where account = $1 order by at, id', [account]);
  const templates = async (account: string): Promise<string[]> =>
    (await notices(account)).map(({ template }) => template);
  const mailsTo = (to: string): Received[] => received.filter((one) => one.to === to);
  const outbox = (): Promise<OutboxRow[]> =>
    read<OutboxRow>(site.service.database, "select * from outbox where kind = 'notice' order by id", []);

  async function apply(by: string, type: string, data: object = {}): Promise<void> {
    const headers: { [name: string]: string } = {};
    if (by === 'sara') {
      const { secret } = await site.service.identity.sessions.open(
        { account: sara, secondFactor: false },
        { kind: 'client' },
      );
      headers['authorization'] = `Bearer ${secret}`;
    }
    const { status, body } = await site.ask(by === 'sara' ? null : by, 'POST', `/api/cases/${id}/events`, {
      body: { type, data },
      headers,
    });
    expect([type, status, body.detail]).toEqual([type, 200, undefined]);
  }

  beforeAll(async () => {
    const { port } = smtp.server.address() as AddressInfo;
    site = await startService(kind, { SMTP_URL: `smtp://127.0.0.1:${port}`, IJAZAT_URL: 'https://one-window.example' });
    sara = await somebody(site.service.identity);
    const { secret } = await site.service.identity.sessions.open(
      { account: sara, secondFactor: false },
      { kind: 'client' },
    );
    const made = await site.ask(null, 'POST', '/api/cases', {
      body: { workflow: 'investor-approval', data: MILL },
      headers: { authorization: `Bearer ${secret}` },
    });
    id = made.body.id;
  });
  afterAll(() => site.close());

  test('the owner is told in the inbox and by mail, officers of the agency in the inbox', async () => {
    await apply('sara', 'submit');
    await eventually('the desk is told', async () => (await templates('officer.sifc@demo.test')).length > 0);
    expect(await templates('officer.sifc@demo.test')).toEqual(['application-submitted']);
    expect(await templates('officer.fbr@demo.test')).toEqual([]);
    await apply('officer.sifc', 'declareIncomplete', missing('Feasibility study'));
    await eventually('the investor is told', async () => (await templates(sara.id)).length > 0);
    expect(await templates(sara.id)).toEqual(['application-incomplete']);
    await eventually('a mail arrives', () => mailsTo(sara.email).length > 0);
    const mail = mailsTo(sara.email)[0]?.mail ?? '';
    expect(mail).toContain('multipart/alternative');
    expect(mail).toContain(`https://one-window.example/cases/${id}`);
    // What a mail leads to shows. Nothing in it carries a secret or does anything.
    expect(mail).not.toMatch(/token|secret|action/i);
  });

  test('a cause that is delivered again, at once, and after a crash tells once', async () => {
    const before = await read(site.service.database, 'select id from notices order by id', []);
    const ways = await read(site.service.database, 'select notice, channel from deliveries order by 1, 2', []);
    const rows = await outbox();
    expect(rows.length).toBeGreaterThan(0);
    await Promise.all([1, 2, 3].map(() => site.service.notices.deliver(rows)));
    // A process that dies after it has put them down, before it has noted how far it came.
    const { database, clock, offices } = site.service;
    const recipients = new Recipients(database, offices.posts, offices.mandates);
    const made = (): void => {
      throw new Error('killed');
    };
    await expect(new Notifier({ database, clock, recipients, made }).deliver(rows)).rejects.toThrow('killed');
    await database.write((query) => query("delete from facts where name = 'notices-delivered'"));
    await site.service.notices.deliver(rows);
    expect(await read(database, 'select id from notices order by id', [])).toEqual(before);
    expect(await read(database, 'select notice, channel from deliveries order by 1, 2', [])).toEqual(ways);
    expect(mailsTo(sara.email).length).toBe(1);
  });

  test('at night a mail waits for the morning, and what came together comes in one, once the server takes it', async () => {
    await site.ask('admin', 'POST', '/api/clock', { body: { to: new Date(EVENING).toISOString() } });
    await eventually('the clock was heard', async () => site.service.clock.now() === EVENING);
    const count = mailsTo(sara.email).length;
    const rows = await outbox();
    const [first] = rows;
    if (!first) throw new Error('there is no notice');
    // The same event tells of two more things.
    const more = ['query', 'hearing-called'].map((template) =>
      Object.assign(new OutboxRow(), first, {
        payload: JSON.stringify({ ...(JSON.parse(first.payload) as object), to: 'investor', template }),
      }),
    );
    await site.service.notices.deliver(more);
    const due = await read<{ due_at: number }>(
      site.service.database,
      "select due_at from deliveries where state = 'waiting' and account = $1",
      [sara.id],
    );
    expect(due.map(({ due_at }) => new Date(Number(due_at)).toISOString())).toEqual(
      Array.from({ length: 2 }, () => '2026-11-24T03:00:00.000Z'),
    );
    expect(mailsTo(sara.email).length).toBe(count);
    await site.ask('admin', 'POST', '/api/clock', { body: { to: '2026-11-24T03:30:00.000Z' } });
    await eventually('one mail arrives', () => mailsTo(sara.email).length > count, 15_000);
    const mail = mailsTo(sara.email).at(-1)?.mail ?? '';
    expect(mail).toContain('Subject: 2 notices from Ijazat');
    expect(mail).toContain('The agency has a question for you');
    expect(mail).toContain('A hearing was called');
    expect(mailsTo(sara.email).length).toBe(count + 1);
  });

  test('a manager is alarmed at night too, by mail and SMS where that was asked for', async () => {
    const { database, notices: telling } = site.service;
    const wishes = {
      email: 'daily',
      sms: 'urgent',
      phone: '+923001234567',
      quietFrom: '00:00',
      quietTo: '23:59',
    } as const;
    await choose(database, 'manager.sifc@demo.test', wishes);
    const before = mailsTo('manager.sifc@demo.test').length;
    await apply('sara', 'supply', { text: 'Enclosed.' });
    // The desk leaves its task lying until the section head is alarmed, again and again.
    await site.ask('admin', 'POST', '/api/clock', { body: { to: '2026-12-31T04:00:00.000Z' } });
    await eventually('a mail arrives', () => mailsTo('manager.sifc@demo.test').length > before, 20_000);
    expect(await templates('manager.sifc@demo.test')).toContain('escalation');
    expect(await telling.inbox.unread('manager.sifc@demo.test')).toBeGreaterThan(0);
    const alarms = (await templates('manager.sifc@demo.test')).filter((template) => template === 'escalation').length;
    // All rungs that were climbed on the way come bundled, not one by one.
    expect(mailsTo('manager.sifc@demo.test').length - before).toBeLessThan(alarms);
    const sql = "select notice from deliveries where channel = 'sms' and state = 'done'";
    await eventually('an SMS is sent', async () => (await read(database, sql, [])).length > 0);
  });
});
