import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Webhook } from 'standardwebhooks';
import { InstallationKeys } from '../../src/identity/installation-keys.js';
import type { Cause } from '../../src/notices/causes.js';
import { BadAddress, isPublic, safePost } from '../../src/notices/safe-post.js';
import { WebhookAlarm } from '../../src/notices/webhook-alarm.js';
import { addWebhookMessages } from '../../src/notices/webhook-messages.js';
import { WebhookSender } from '../../src/notices/webhook-sender.js';
import { Webhooks } from '../../src/notices/webhooks.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { eventually } from '../setup/eventually.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';

/* The receiver is a real HTTP server of the test's; the senders may reach it, which in the service nothing on this machine is. */

const log = pino({ level: 'silent' });
const ANYWHERE = { allows: () => true, plain: true };

interface Got {
  readonly id: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

let receiver: Server;
let address = '';
let answers: number[] = [];
const got: Got[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString('utf8')));
    request.on('end', () => {
      const headers = request.headers as { [name: string]: string };
      got.push({ id: headers['webhook-id'] ?? '', headers, body });
      response.writeHead(answers.shift() ?? 204, { location: '/elsewhere' }).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/in`;
});
afterAll(() => new Promise<void>((resolve) => receiver.close(() => resolve())));
beforeEach(() => {
  got.length = 0;
  answers = [];
});

const CAUSE: Cause = {
  id: 'notice/1',
  template: 'permit-granted',
  caseId: 'c',
  reference: 'IJZ-2026-000001',
  owner: 'sara',
  root: 'c',
  place: { provinces: null, zones: null, sectors: null },
  data: { approval: 'company' },
  urgent: false,
  to: ['owner'],
  at: 0,
};

describe.each(KINDS)('a webhook on %s', (kind) => {
  const keys = new InstallationKeys(randomBytes(32));
  let home: TestDatabase;
  let database: OpenDatabase;
  let senders: WebhookSender[];
  let webhooks: Webhooks;

  const sender = (redisUrl: string | null, retriesMs: readonly number[] = [10, 10]): WebhookSender => {
    const alarm = new WebhookAlarm({ redisUrl, prefix: `test-${process.pid}-${kind}`, log });
    const made = new WebhookSender({ database, keys, reach: ANYWHERE, alarm, log, retriesMs });
    senders.push(made);
    made.start();
    return made;
  };
  const tell = async (notice: string): Promise<void> => {
    const told = [{ id: notice, cause: CAUSE, recipient: { account: { id: 'sara' } } }];
    await database.write((query) => addWebhookMessages(database, query, told));
    for (const one of senders) one.wake();
  };
  const states = async (): Promise<string[]> => (await webhooks.messages('sara')).map(({ state }) => state);

  beforeEach(async () => {
    home = await testDatabase(kind);
    database = await home.open();
    senders = [];
    webhooks = new Webhooks(database, keys, ANYWHERE, () => senders[0]?.wake());
  });
  afterEach(async () => {
    for (const one of senders) await one.stop();
    await database.close();
    await home.drop();
  });

  it('is sent what its owner is told, signed by its secret, once by two processes at once', async () => {
    const { secret } = await webhooks.add('sara', address);
    await webhooks.add('omar', address);
    sender(null);
    if (kind === 'postgres') sender(null);
    await tell('n1');
    await eventually('it is taken', async () => (await states())[0] === 'done');
    expect(got.length).toBe(1);
    const { headers, body } = got[0] ?? { headers: {}, body: '' };
    expect(new Webhook(secret).verify(body, headers)).toEqual({
      type: 'notice.permit-granted',
      timestamp: '1970-01-01T00:00:00.000Z',
      data: {
        notice: 'n1',
        template: 'permit-granted',
        case: 'c',
        reference: 'IJZ-2026-000001',
        urgent: false,
        data: { approval: 'company' },
      },
    });
    expect(() => new Webhook(`whsec_${randomBytes(32).toString('base64')}`).verify(body, headers)).toThrow('signature');
  });

  it.each([
    ['without Redis', null],
    ['woken by BullMQ', process.env['TEST_REDIS_URL'] ?? null],
  ])('is tried again under the same id, %s, and a redirection is not followed', async (_, redisUrl) => {
    await webhooks.add('sara', address);
    sender(redisUrl, [500]);
    answers = [302];
    await tell('n1');
    await eventually('it is taken', async () => (await states())[0] === 'done', 25_000);
    expect(got.map(({ id }) => id)).toEqual([got[0]?.id, got[0]?.id]);
  });

  it('gives up in the end; the dead letter is seen, and sent again when its owner says so and nobody else', async () => {
    await webhooks.add('sara', address);
    sender(null, []);
    answers = [503];
    await tell('n1');
    await eventually('it is given up', async () => (await states())[0] === 'dead');
    const [dead] = await webhooks.messages('sara');
    expect(dead).toMatchObject({ status: 503, attempts: 1, error: 'answered 503' });
    expect(await webhooks.messages('omar')).toEqual([]);
    expect(await webhooks.replay('omar', dead?.id ?? '')).toBe(false);
    expect(await webhooks.replay('sara', dead?.id ?? '')).toBe(true);
    await eventually('it is taken', async () => (await states())[0] === 'done');
    expect(got.map(({ id }) => id)).toEqual([dead?.id, dead?.id]);
  });

  it('that has ended is sent nothing', async () => {
    const { id } = await webhooks.add('sara', address);
    expect(await webhooks.end('omar', id)).toBe(false);
    expect(await webhooks.end('sara', id)).toBe(true);
    sender(null);
    await tell('n1');
    expect(await database.reader.query('select id from webhook_messages')).toEqual([]);
  });
});

describe('nothing inside is reached from outside', () => {
  it.each([
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.16.0.1', false],
    ['192.168.1.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['224.0.0.1', false],
    ['::1', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['::ffff:10.0.0.1', false],
    ['64:ff9b::a00:1', false],
    ['2002:a00:1::', false],
    ['8.8.8.8', true],
    ['2606:4700::1111', true],
  ])('%s is public: %s', (ip, expected) => {
    expect(isPublic(ip)).toBe(expected);
  });

  it.each(['http://localhost', 'http://2130706433', 'http://0x7f.1', 'http://[::ffff:127.0.0.1]', 'http://127.1'])(
    'nor by another spelling: %s',
    async (host) => {
      const url = `${host}:${(receiver.address() as AddressInfo).port}/`;
      const posted = safePost({ url, headers: {}, body: '{}' }, { allows: isPublic, plain: true });
      await expect(posted).rejects.toThrow(BadAddress);
      expect(got).toEqual([]);
    },
  );

  it('and a name leads to the very address that was looked at', async () => {
    const asked: string[] = [];
    const allows = (ip: string): boolean => (asked.push(ip), true);
    const url = address.replace('127.0.0.1', 'localhost');
    expect(await safePost({ url, headers: {}, body: '{}' }, { allows, plain: true })).toBe(204);
    expect(asked[0]).toBe('127.0.0.1');
  });

  it.each([
    'ftp://example.com',
    'file:///etc/passwd',
    'https://name:word@example.com',
    'http://example.com',
    'nonsense',
  ])('%s is no address of a receiver', async (url) => {
    const posted = safePost({ url, headers: {}, body: '{}' }, { allows: isPublic, plain: false });
    await expect(posted).rejects.toThrow(BadAddress);
  });
});
