import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService, type TestService, type Told } from '../support/service.js';

const MOST = 5;

describe('a service with a measure', () => {
  let office: TestService;
  beforeAll(async () => {
    office = await startService('sqlite', {
      IJAZAT_REQUESTS_PER_MINUTE: String(MOST),
      IJAZAT_TRUSTED_PROXIES: '127.0.0.1',
    });
  });
  afterAll(() => office.close());

  const from = (address: string): { headers: { [name: string]: string } } => ({
    headers: { 'x-forwarded-for': address },
  });

  /** Asks until it is refused; a minute that turns on the way begins the measure anew. */
  const untilRefused = async (ask: () => Promise<Told>, most: number): Promise<Told> => {
    for (let asked = 0; asked <= 2 * most; asked += 1) {
      const told = await ask();
      if (told.status !== 200) return told;
    }
    throw new Error('never refused');
  };

  it('refuses an account that asks too often, and says when it may again', async () => {
    const refused = await untilRefused(() => office.ask('investor', 'GET', '/api/tasks', from('10.0.0.1')), MOST);
    expect(refused).toMatchObject({
      status: 429,
      body: { type: 'urn:ijazat:problem:too-often', status: 429, instance: '/api/tasks' },
    });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect((await office.ask('investor2', 'GET', '/api/tasks', from('10.0.0.1'))).status).toBe(200);
  });

  it('refuses an address that asks too often, others not, and never the watchers of its health', async () => {
    const path = '/api/accounts';
    const refused = await untilRefused(() => office.ask(null, 'GET', path, from('10.0.0.2')), 10 * MOST);
    expect(refused).toMatchObject({ status: 429, body: { instance: path } });
    expect((await office.ask(null, 'GET', path, from('10.0.0.3'))).status).toBe(200);
    expect((await office.ask(null, 'GET', '/health/live', from('10.0.0.2'))).status).toBe(200);
  });
});

describe('answers', () => {
  let office: TestService;
  beforeAll(async () => {
    office = await startService('sqlite', { IJAZAT_REQUESTS_PER_MINUTE: '1' });
  });
  afterAll(() => office.close());

  it('of the API are kept by no cache and taken for nothing else by a browser, refusals too', async () => {
    for (const who of ['investor2', null]) {
      const { headers } = await office.ask(who, 'GET', '/api/cases');
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
      });
    }
  });

  it('count by the true address where no proxy is trusted', async () => {
    const statuses = [];
    for (let asked = 0; asked <= 20; asked += 1) {
      const headers = { 'x-forwarded-for': `10.0.0.${asked}` };
      statuses.push((await office.ask(null, 'GET', '/api/openapi.json', { headers })).status);
    }
    expect(statuses).toContain(429);
  });
});
