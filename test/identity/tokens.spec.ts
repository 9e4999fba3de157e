import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../setup/eventually.js';
import { startService, tokenOf, type TestService, type Told } from '../support/service.js';

let site: TestService;
beforeAll(async () => {
  site = await startService('sqlite');
});
afterAll(() => site.close());

const as = (token: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Told> =>
  site.ask(null, method, path, { headers: { authorization: `Bearer ${token}` }, ...(body ? { body } : {}) });
const make = async (scope: string, ms = 86_400_000): Promise<Told['body']> => {
  const until = new Date(Date.now() + ms).toISOString();
  const told = await site.ask('investor', 'POST', '/api/tokens', { body: { name: 'Export', scope, until } });
  expect(told.status).toBe(201);
  return told.body;
};
const OPENING = { workflow: 'steps' };

it('a token does what its scope allows, and nothing about accounts', async () => {
  const [reads, acts] = [(await make('read')).token, (await make('act')).token];
  const statuses = async (token: string): Promise<number[]> => [
    (await as(token, 'GET', '/api/cases')).status,
    (await as(token, 'POST', '/api/cases', OPENING)).status,
    (await as(token, 'GET', '/api/sessions')).status,
    (await as(token, 'POST', '/api/tokens', { name: 'x', scope: 'act', until: '2027-01-01T00:00:00Z' })).status,
  ];
  expect(await statuses(reads)).toEqual([200, 403, 403, 403]);
  expect(await statuses(acts)).toEqual([200, 201, 403, 403]);
});

it('a token is listed without its secret, and opens nothing once it is ended', async () => {
  const { id, token } = await make('read');
  expect((await as(token, 'GET', '/api/cases')).status).toBe(200);
  const { body } = await site.ask('investor', 'GET', '/api/tokens');
  expect(body.items).toContainEqual(expect.objectContaining({ id, name: 'Export', scope: 'read' }));
  expect(JSON.stringify(body)).not.toContain('ijt_');
  expect((await site.ask('investor2', 'POST', `/api/tokens/${id}/end`)).status).toBe(404);
  expect((await site.ask('investor', 'POST', `/api/tokens/${id}/end`)).status).toBe(200);
  expect((await as(token, 'GET', '/api/cases')).status).toBe(401);
});

it('a token lasts no longer than a year', async () => {
  for (const until of ['2020-01-01T00:00:00Z', '2036-01-01T00:00:00Z']) {
    const { status, body } = await site.ask('investor', 'POST', '/api/tokens', {
      body: { name: 'x', scope: 'read', until },
    });
    expect([status, body.errors[0]?.field]).toEqual([422, '/until']);
  }
});

/** A stream, and whether it has ended. */
async function follow(token: string): Promise<{ readonly ended: () => boolean }> {
  const response = await fetch(`${await site.app.getUrl()}/api/stream`, {
    headers: { authorization: `Bearer ${token}` },
  });
  let over = false;
  const drain = async (): Promise<void> => {
    for await (const _ of response.body ?? []);
    over = true;
  };
  void drain();
  await eventually('somebody follows', () => !site.service.subscribers.empty);
  return { ended: () => over };
}

it('a stream ends with the token, when it is ended or its time is over', async () => {
  const [ended, brief] = [await make('read'), await make('read', 700)];
  const other = await follow(await tokenOf(site.service, 'investor2'));
  const [one, two] = [await follow(ended.token), await follow(brief.token)];
  await eventually('the brief one is over', two.ended);
  expect(one.ended()).toBe(false);
  await site.ask('investor', 'POST', `/api/tokens/${ended.id}/end`);
  await eventually('the ended one is over', one.ended);
  expect(other.ended()).toBe(false);
});

it('a stream ends with a session that nobody uses', async () => {
  const { identity, database } = site.service;
  const account = await identity.accounts.find('investor@demo.test');
  if (!account) throw new Error('there is no investor');
  const { secret } = await identity.sessions.open({ account, secondFactor: false }, { kind: 'browser' });
  const stream = await follow(secret);
  await identity.followers.sweep();
  expect(stream.ended()).toBe(false);
  await database.write((query) => query('update credentials set seen_at = seen_at - 3700000 where idle_ms > 0'));
  await identity.followers.sweep();
  await eventually('the stream is over', stream.ended);
});
