import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { Browsers } from '../../src/api/browsers.js';
import { ProblemError } from '../../src/api/problem.js';
import { InstallationKeys } from '../../src/identity/installation-keys.js';
import { PASSWORD, somebody } from '../support/people.js';
import { PRODUCTION } from '../support/production.js';
import { startService, type TestService, type Told } from '../support/service.js';

const SECRET = 'a secret of thirty-two letters or more';

const CREDENTIALS = { email: 'investor@demo.test', password: 'secret' };
const OWN = { 'sec-fetch-site': 'same-origin' };

let site: TestService;
let url: string;
beforeAll(async () => {
  site = await startService('sqlite');
  url = await site.app.getUrl();
});
afterAll(() => site.close());

const signIn = (headers: { [name: string]: string } = {}, body: object = CREDENTIALS): Promise<Told> =>
  site.ask(null, 'POST', '/api/session/browser', { body, headers: { ...OWN, ...headers } });
const cookieOf = ({ headers }: Told): string => String(headers['set-cookie']).replace(/;.*/, '');
const get = (cookie: string, path = '/api/sessions'): Promise<Told> =>
  site.ask(null, 'GET', path, { headers: { cookie } });
const command = (cookie: string, headers: { [name: string]: string }): Promise<Told> =>
  site.ask(null, 'POST', '/api/cases', { body: { workflow: 'steps' }, headers: { cookie, ...headers } });

describe('a session in a browser', () => {
  it('is a cookie that no script reads and no other site is sent', async () => {
    const told = await signIn();
    expect(told.headers['set-cookie']).toMatch(/^ijazat-session=ijs_[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(JSON.stringify(told.body)).not.toContain('ijs_');
    expect((await get(cookieOf(told))).body.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'browser', current: true })]),
    );
  });

  it.each<[string, { [name: string]: string }]>([
    ['over HTTPS', { IJAZAT_URL: 'https://one-window.example.pk' }],
    ['in production', PRODUCTION],
  ])('is a __Host- cookie %s', async (_, variables) => {
    const other = await startService('sqlite', variables);
    const { email } = await somebody(other.service.identity);
    const body = { email, password: PASSWORD };
    const told = await other.ask(null, 'POST', '/api/session/browser', { body });
    const openapi = await other.ask(null, 'GET', '/api/openapi.json');
    await other.close();
    const attributes = 'Path=\\/; HttpOnly; Secure; SameSite=Lax';
    expect(told.headers['set-cookie']).toMatch(new RegExp(`^__Host-session=ijs_[\\w-]{43}; ${attributes}$`));
    expect(openapi.body).toMatchObject({ components: { securitySchemes: { cookie: { name: '__Host-session' } } } });
  });

  it('is a new one with each sign-in, which ends the one that the browser had', async () => {
    const first = cookieOf(await signIn());
    const second = cookieOf(await signIn({ cookie: first }));
    expect(second).not.toBe(first);
    expect([(await get(first)).status, (await get(second)).status]).toEqual([401, 200]);
    // Whoever does not sign in loses nothing.
    expect((await signIn({ cookie: second }, { ...CREDENTIALS, password: 'guess' })).status).toBe(401);
    expect((await get(second)).status).toBe(200);
  });

  it('is not taken from whoever brings one along', async () => {
    const planted = `ijazat-session=ijs_${'A'.repeat(43)}`;
    const told = await signIn({ cookie: planted });
    expect(cookieOf(told)).not.toBe(planted);
    expect((await get(planted)).status).toBe(401);
  });

  it('ends when its user signs out, and the browser is told to forget it', async () => {
    const cookie = cookieOf(await signIn());
    const out = await site.ask(null, 'POST', '/api/session/end', { headers: { cookie, ...OWN } });
    expect([out.status, out.headers['set-cookie']]).toEqual([200, expect.stringMatching(/^ijazat-session=; .*1970/)]);
    expect((await get(cookie)).status).toBe(401);
  });

  it('ends after an hour without use', async () => {
    const cookie = cookieOf(await signIn());
    const { identity, database } = site.service;
    const pass = async (minutes: number): Promise<void> => {
      await identity.credentials.writeSeen();
      await database.write((query) => query('update credentials set seen_at = seen_at - $1', [minutes * 60_000]));
      // Whatever changes of an account has it read again.
      await identity.accounts.change('investor@demo.test', { state: 'active' });
    };
    await pass(59);
    expect((await get(cookie)).status).toBe(200);
    await pass(61);
    expect((await get(cookie)).status).toBe(401);
  });

  it('can be ended from another one', async () => {
    const [mine, other] = [cookieOf(await signIn()), cookieOf(await signIn())];
    const open = (await get(mine)).body.items;
    const ids = open.filter(({ current }) => current !== true).map(({ id }) => String(id));
    for (const id of ids)
      await site.ask(null, 'POST', `/api/sessions/${id}/end`, { headers: { cookie: mine, ...OWN } });
    expect([(await get(other)).status, (await get(mine)).status]).toEqual([401, 200]);
  });
});

describe('what another site makes a browser send', () => {
  let cookie: string;
  beforeAll(async () => {
    cookie = cookieOf(await signIn());
  });

  it.each<[string, { [name: string]: string }, number]>([
    ['a page of ours', { 'sec-fetch-site': 'same-origin' }, 201],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another host of the same site', { 'sec-fetch-site': 'same-site' }, 403],
    ['the address bar', { 'sec-fetch-site': 'none' }, 403],
    ['what says nothing of where it comes from', {}, 403],
    ['an old browser on another site', { origin: 'https://other.example' }, 403],
    ['an old browser on a page without origin', { origin: 'null' }, 403],
  ])('by %s', async (_, headers, status) => {
    expect((await command(cookie, headers)).status).toBe(status);
    expect((await get(cookie)).status).toBe(200);
  });

  it('by an old browser on a page of ours', async () => {
    expect((await command(cookie, { origin: url })).status).toBe(201);
  });

  it('counts also at the sign-in: nobody is signed in as somebody else', async () => {
    const foreign: { [name: string]: string }[] = [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://other.example' },
    ];
    for (const headers of foreign) {
      const told = await site.ask(null, 'POST', '/api/session/browser', { body: CREDENTIALS, headers });
      expect([told.status, told.headers['set-cookie']]).toEqual([403, undefined]);
    }
  });

  it('does not count for a token, which no browser sends by itself', async () => {
    const { token } = (await site.ask(null, 'POST', '/api/session', { body: CREDENTIALS })).body;
    const told = await command('', { authorization: `Bearer ${token}`, 'sec-fetch-site': 'cross-site' });
    expect(told.status).toBe(201);
  });

  it('is tried with the cookie only where there is no token, and a bad token is not mended by it', async () => {
    const { status } = await command(cookie, { authorization: 'Bearer ijs_x', ...OWN });
    expect(status).toBe(401);
  });
});

describe('a form of a page', () => {
  const browsers = new Browsers(
    { production: false, url: 'https://one-window.example.pk' },
    new InstallationKeys(Buffer.from(SECRET)),
  );
  const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  /** Whether a form of the session `one` is taken. */
  const takes = (body: unknown, headers: object = FORM): boolean => {
    try {
      browsers.refuseForeign({ method: 'POST', headers, body } as FastifyRequest, { id: 'one' });
      return true;
    } catch (error) {
      if (error instanceof ProblemError && error.body.status === 403) return false;
      throw error;
    }
  };

  it('carries the token of its session, another one at each page', () => {
    const [one, two] = [browsers.formToken({ id: 'one' }), browsers.formToken({ id: 'one' })];
    expect(one).not.toBe(two);
    expect([takes({ _form: one }), takes({ _form: two })]).toEqual([true, true]);
    expect(takes(undefined, { ...FORM, 'x-form-token': one })).toBe(true);
    const others = [undefined, '', 'x', 7, {}, [one], `${one}x`, browsers.formToken({ id: 'two' })];
    expect(others.filter((token) => takes({ _form: token }))).toEqual([]);
    expect(takes(undefined)).toBe(false);
  });

  it('comes from the address that people know, whatever stands in between', () => {
    const _form = browsers.formToken({ id: 'one' });
    const from = (origin: string): boolean => takes({ _form }, { 'content-type': FORM['content-type'], origin });
    expect(from('https://one-window.example.pk')).toBe(true);
    expect(from('http://one-window.example.pk')).toBe(false);
    expect(from('https://one-window.example.pk.evil.example')).toBe(false);
  });
});
