import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KINDS } from '../support/databases.js';
import type { Answered } from './document.js';
import { tokensOf } from './tokens.js';
import { Besieged, INHERITED, NO_INSTANT } from './ugly.js';

/* Addresses, headers and methods that no client should send: each is refused as a problem, and changes nothing. */

const NAMES = [
  ...'%00 a%00b %ED%A0%80 %C3 % %zz %E0%A4%A ..%2f..%2fetc'.split(' '),
  "'%20or%201=1--",
  'x'.repeat(301),
  ...INHERITED,
];
const NO_PATHS = [
  ...'/none /api /api/ /api/cases/ /api//cases /API/cases /api/cases;x /.env'.split(' '),
  ...'/api/docs/none /api/docs/%00 /api/docs/% /api/docs/..%2f..%2fpackage.json'.split(' '),
];
const QUERIES = ['a=%', '%zz=1', 'a=%ED%A0%80', 'a=%00', '%00=1', '__proto__=1'];
const UNKNOWN = ['more', 'Limit', 'limit[]', 'limit[x]', ...INHERITED];
/** Values that a parameter of some type does not take. */
const WRONG: { readonly [type: string]: readonly string[] } = {
  integer: ['', '-1', '1.5', '1e1', '0x1', '%201', 'NaN', '9'.repeat(17)],
  boolean: ['', '1', 'yes', 'TRUE'],
  string: ['x'.repeat(501), '%00', 'a%00b'],
};
const CURSORS = '[] [1] {} null ["1","x"] [1,2] [1.5,"x"] [1e300,"x"] [1,"x",2] [1,"\\u0000"] [1,"\\ud800"] [[[[[[[['
  .split(' ')
  .map((text) => Buffer.from(text).toString('base64url'));
const HEADERS: readonly (readonly [string, readonly string[]])[] = [
  ['If-Match', ['', 'x', '-1', '1.5', '"1", "2"', '9'.repeat(16), 'W/', '"1', '1"']],
  ['Idempotency-Key', ['', 'a b', 'é', 'x'.repeat(201)]],
];
const EVENT_IDS = ['', 'x', '-1', '1.5', '1e3', '1, 2', '9'.repeat(16)];

describe.each(KINDS)('a request that nobody should send, on %s', (kind) => {
  let besieged: Besieged;
  beforeAll(async () => {
    besieged = await Besieged.start(kind);
  });
  afterAll(async () => {
    besieged.service.tally.tell(`requests nobody should send, ${kind}`);
    await besieged.site.close();
  });
  const expectRefusal = (...asked: Parameters<Besieged['refuses']>): Promise<Answered> => besieged.refuses(...asked);

  it('with a name in its path that names nothing', async () => {
    const forms = new Map(besieged.forms.map(({ route, form }) => [route.path, form]));
    for (const { path, method } of besieged.service.routes) {
      const sending = method === 'POST' && forms.has(path) ? { body: forms.get(path) } : {};
      for (const name of path.match(/\{\w+\}/g) ?? []) {
        const asked = (value: string): string => path.replace(name, value).replace(/\{\w+\}/, besieged.opened.id);
        for (const value of NAMES) await expectRefusal(value, method, asked(value), sending);
        const long = await besieged.service.send('auditor', method, asked('x'.repeat(20_000)), sending);
        await besieged.mustBeRefused('a very long name', long);
      }
    }
    for (const path of NO_PATHS) await expectRefusal('no path', 'GET', path);
  });

  it('with a query that does not fit', async () => {
    for (const { path, method, operation } of besieged.service.routes) {
      if (method !== 'GET' || path.includes('{version}') || path === '/api/stream') continue;
      const ask = (query: string): Promise<unknown> =>
        expectRefusal(query, method, `${path.replace('{id}', besieged.opened.id)}?${query}`);
      for (const query of QUERIES) await ask(query);
      const parameters = operation.parameters.filter((parameter) => parameter.in === 'query');
      if (parameters.length > 0) for (const field of UNKNOWN) await ask(`${field}=1`);
      for (const { name, schema } of parameters) {
        const wrong = schema['format'] === 'date-time' ? NO_INSTANT : (WRONG[String(schema['type'])] ?? []);
        for (const value of wrong) await ask(`${name}=${value}`);
        await ask(`${name}=1&${name}=1`);
      }
    }
  });

  it('with a cursor that the service did not give', async () => {
    for (const path of ['/api/cases', '/api/tasks', '/api/escalations']) {
      for (const cursor of ['', 'abc', '!', '%F0%9F%98%80', ...CURSORS]) {
        await expectRefusal(cursor, 'GET', `${path}?cursor=${cursor}`);
      }
    }
  });

  it('with a header that cannot be read', async () => {
    const path = `/api/cases/${besieged.opened.id}/events`;
    for (const [name, values] of HEADERS) {
      for (const value of values) {
        const { body } = await expectRefusal(value, 'POST', path, {
          body: { type: 'approve' },
          headers: { [name]: value },
        });
        expect(body).toMatchObject({ status: 400, errors: [{ field: name }] });
      }
    }
    for (const id of EVENT_IDS) await expectRefusal(id, 'GET', '/api/stream', { headers: { 'last-event-id': id } });
  });

  it('with a token that is none, on every route that asks for one', async () => {
    const asking = besieged.service.routes.filter(({ operation }) => operation.security);
    expect(asking.length).toBeGreaterThan(15);
    const { sound, none } = await tokensOf(besieged.site);
    const authorized = { headers: { authorization: sound } };
    expect((await besieged.service.ask(null, 'GET', '/api/cases', authorized)).status).toBe(200);
    for (const { path, method } of asking) {
      const asked = path.replace('{id}', besieged.idFor(path)).replaceAll(/\{\w+\}/g, '1');
      const form = besieged.forms.find(({ route }) => route.path === path && route.method === method)?.form;
      for (const authorization of none) {
        const sending = { ...(form ? { body: form } : {}), headers: { authorization } };
        const told = await besieged.service.ask(null, method, asked, sending);
        expect([asked, authorization, told.status]).toEqual([asked, authorization, 401]);
        await besieged.mustBeRefused(`${authorization}: ${asked}`, told);
      }
    }
  });

  it('in another way than the route is asked', async () => {
    for (const { path, method } of besieged.service.routes) {
      const asked = path.replaceAll(/\{\w+\}/g, 'x');
      for (const other of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const { status, headers } = await expectRefusal(other, other, asked, { body: { any: 'thing' } });
        expect([other, status, headers['allow']]).toEqual([other, 405, expect.stringContaining(method)]);
      }
      if (method !== 'GET' || path === '/api/stream') continue;
      const [head, get] = await Promise.all(['HEAD', 'GET'].map((one) => besieged.service.send('auditor', one, asked)));
      expect([path, head?.status, head?.text]).toEqual([path, get?.status, '']);
    }
  });

  it.each([
    ['no HTTP', '\x16\x03\x01\r\n\r\n'],
    ['a method nobody knows', 'FOO /api/cases HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['a header without a name', 'GET /api/cases HTTP/1.1\r\nhost: x\r\nfoo bar\r\n\r\n'],
    ['bytes in an address', 'GET /api/cases/é HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['NUL in an address', 'GET /api/cases/\0 HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['a length that is none', 'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: abc\r\n\r\n'],
    [
      'two lengths',
      'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a head too large', `GET /api/cases HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`],
  ])('on the wire: %s', async (what, bytes) => {
    const [head = '', body = ''] = (await besieged.overTheWire(bytes)).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 4\d\d .*\r\n(.*\r\n)*content-type: application\/problem\+json/i);
    expect(JSON.parse(body)).toMatchObject({
      type: expect.stringMatching(/^urn:ijazat:problem:/),
      title: expect.any(String),
    });
    await besieged.mustBeUnchanged(what);
  });
});
