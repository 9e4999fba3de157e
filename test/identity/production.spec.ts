import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { assemble } from '../../src/app/service.js';
import { EnvironmentError, readEnvironment } from '../../src/environment/environment.js';
import { makeLog } from '../../src/log/log.js';
import { temporaryFolder } from '../setup/folder.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';
import { codeOf, PASSWORD, somebody } from '../support/people.js';
import { PRODUCTION } from '../support/production.js';
import { startService } from '../support/service.js';

const folder = temporaryFolder();

describe.each(KINDS)('production, on %s', (kind) => {
  let home: TestDatabase;
  beforeEach(async () => {
    home = await testDatabase(kind);
  });
  afterEach(() => home.drop());
  const expectStart = async (variables: { [name: string]: string }): Promise<void> => {
    const environment = readEnvironment({ DATABASE_URL: home.url, IJAZAT_DATA: folder, ...variables });
    const service = await assemble(environment, makeLog('silent'));
    await service.close();
  };

  it('does not start on a database of a demonstration, and leaves it as it is', async () => {
    await expectStart({});
    const refused = await expectStart(PRODUCTION).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(EnvironmentError);
    expect(String(refused)).toContain('DATABASE_URL: expected a database of its own in production');
    await expectStart({});
  });

  it('starts on a database of its own, again and again', async () => {
    await expectStart(PRODUCTION);
    await expectStart(PRODUCTION);
  });
});

it('in production officers do nothing without a second factor but set it up; investors may', async () => {
  const site = await startService('sqlite', PRODUCTION);
  const { identity } = site.service;
  const officer = await somebody(identity, { posts: [{ role: 'officer', agency: 'sifc' }] });
  const investor = await somebody(identity);
  const signIn = async (email: string, code?: string): Promise<string> => {
    const body = { email, password: PASSWORD, ...(code === undefined ? {} : { code }) };
    return (await site.ask(null, 'POST', '/api/session', { body })).body.token;
  };
  const as = (token: string, method: 'GET' | 'POST', path: string, body?: object) =>
    site.ask(null, method, path, { headers: { authorization: `Bearer ${token}` }, ...(body ? { body } : {}) });
  expect((await as(await signIn(investor.email), 'GET', '/api/cases')).status).toBe(200);
  const token = await signIn(officer.email);
  for (const path of ['/api/cases', '/api/tasks', '/api/stream', '/api/workflows']) {
    const { status, body } = await as(token, 'GET', path);
    expect([path, status, body]).toMatchObject([path, 403, { type: 'urn:ijazat:problem:second-factor' }]);
  }
  const shown = await as(token, 'POST', '/api/account/authenticator', { password: PASSWORD });
  const { secret } = shown.body as unknown as { secret: string };
  const confirmed = await as(token, 'POST', '/api/account/authenticator/confirm', { code: codeOf(secret) });
  expect((await as(confirmed.body.token, 'GET', '/api/tasks')).status).toBe(200);
  expect((await as(await signIn(officer.email, codeOf(secret, 1)), 'GET', '/api/tasks')).status).toBe(200);
  await site.close();
});
