import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadProviders } from '../../src/identity/providers.js';
import { freePort } from '../../src/bootstrap/programs.mjs';
import { temporaryFolder } from '../setup/folder.js';
import { somebody } from '../support/people.js';
import { startService, type TestService } from '../support/service.js';
import { RunningProvider, type Person } from './provider.js';

const folder = temporaryFolder();
const SECRET = 'a secret of client and provider';
const settings = (issuer: string): string => `providers:
  - id: gov
    title: Government identity
    issuer: ${issuer}
    client: ijazat
    secret: TEST_OIDC_SECRET
    scope: openid
    secondFactor: [otp, hwk]
    posts:
      - { claim: groups, is: environment, role: officer, agency: epa-punjab }
      - { claim: groups, is: heads, role: manager, agency: epa-punjab }
      - { claim: groups, is: everybody, role: investor }
`;

let provider: RunningProvider;
let site: TestService;
let url: string;
beforeAll(async () => {
  url = `http://127.0.0.1:${await freePort()}`;
  provider = await RunningProvider.start(() => [
    {
      client_id: 'ijazat',
      client_secret: SECRET,
      redirect_uris: [`${url}/sign-on/gov/return`],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ]);
  const config = join(folder, 'config');
  cpSync('config', config, { recursive: true });
  writeFileSync(join(config, 'settings', 'sign-in.yaml'), settings(provider.issuer));
  process.env['TEST_OIDC_SECRET'] = SECRET;
  site = await startService('sqlite', { IJAZAT_CONFIG: config, IJAZAT_URL: url });
});
afterAll(async () => {
  await site.close();
  await provider.stop();
});

/** A browser that follows where it is sent, and keeps the cookies of each host. */
class Browser {
  readonly cookies = new Map<string, Map<string, string>>();

  /** Goes on until something other than a redirect is answered, or a stop is reached. */
  async go(address: string, stop = /^$/): Promise<{ status: number; address: string; text: string }> {
    let next = address;
    for (let steps = 0; steps < 15 && !stop.test(next); steps += 1) {
      const asked = new URL(next);
      // People know the service by another address than the one it listens at here.
      const real = next.startsWith(url) ? next.replace(url, await site.app.getUrl()) : next;
      const kept = this.cookies.get(asked.origin) ?? new Map<string, string>();
      const cookie = [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(real, { redirect: 'manual', headers: { cookie, accept: 'application/json' } });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === '') kept.delete(name);
        else kept.set(name, value);
      }
      this.cookies.set(asked.origin, kept);
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || location === null)
        return { status: response.status, address: next, text: await response.text() };
      next = new URL(location, next).href;
    }
    return { status: 0, address: next, text: '' };
  }

  get session(): string | undefined {
    return this.cookies.get(url)?.get('ijazat-session');
  }
}

const signOn = async (
  person: Person,
  browser = new Browser(),
): Promise<{ browser: Browser; text: string; status: number }> => {
  provider.person = person;
  const { text, status } = await browser.go(`${url}/sign-on/gov`, new RegExp(`^${url}/$`));
  return { browser, text, status };
};
const shownBy = async (browser: Browser) => site.service.identity.credentials.check(browser.session ?? '');
const officer = { sub: '4711', email: 'Nadia@epa.example.pk', name: 'Nadia Khan', groups: ['environment'] };

describe('single sign-on', () => {
  it('gives a session with the posts that the claims stand for, each time anew', async () => {
    const shown = await shownBy((await signOn(officer)).browser);
    expect(shown).toMatchObject({
      kind: 'browser',
      secondFactor: false,
      account: { email: 'nadia@epa.example.pk', name: 'Nadia Khan' },
      actor: { posts: [{ role: 'officer', agency: 'epa-punjab' }] },
    });
    const promoted = await shownBy(
      (await signOn({ ...officer, groups: ['heads', 'others'], name: 'N. Khan' })).browser,
    );
    expect(promoted).toMatchObject({
      account: { id: shown?.account.id, name: 'N. Khan' },
      actor: { posts: [{ role: 'manager', agency: 'epa-punjab' }] },
    });
    // The session of before has the new posts too.
    const [session] = await site.service.identity.credentials.of(shown?.account as never);
    expect(session?.credential.account.id).toBe(shown?.account.id);
  });

  it('says so where the provider has asked for a second factor', async () => {
    const { browser } = await signOn({ ...officer, sub: '1', email: 'one@epa.example.pk', amr: ['pwd', 'otp'] });
    expect(await shownBy(browser)).toMatchObject({ secondFactor: true });
  });

  it.each<[string, Person, string]>([
    ['who is in no group of ours', { sub: '2', email: 'two@example.pk', groups: ['others'] }, 'no post here'],
    ['whose e-mail is not told', { sub: '3', groups: ['everybody'] }, 'not told your e-mail'],
    [
      'whose e-mail is not verified',
      { sub: '4', email: 'four@example.pk', email_verified: false, groups: ['everybody'] },
      'not told your e-mail',
    ],
    [
      'who comes with the e-mail of another account',
      { sub: '5', email: 'admin@demo.test', groups: ['everybody'] },
      'an account of your address already',
    ],
  ])('refuses somebody %s', async (_, person, said) => {
    const { browser, text, status } = await signOn(person);
    expect([status, browser.session]).toEqual([403, undefined]);
    expect(text).toContain(said);
  });

  it('refuses somebody whose account is closed', async () => {
    const person = { sub: '6', email: 'six@example.pk', groups: ['everybody'] };
    const shown = await shownBy((await signOn(person)).browser);
    await site.service.identity.accounts.change(String(shown?.account.id), { state: 'closed' });
    expect((await signOn(person)).text).toContain('your account is closed');
  });

  it('takes an answer only in the browser that asked, once, and as it was given', async () => {
    provider.person = officer;
    const browser = new Browser();
    const { address } = await browser.go(`${url}/sign-on/gov`, /\/return\?/);
    const other = await new Browser().go(address);
    expect([other.status, other.text]).toEqual([403, expect.stringContaining('begin again')]);
    for (const [part, by] of [
      [/state=[^&]*/, 'state=another'],
      [/code=[^&]*/, 'code=another'],
      [/iss=[^&]*/, 'iss=http%3A%2F%2Fevil.example'],
    ] as const)
      expect((await browser.go(address.replace(part, by))).status).toBe(403);
    expect(browser.session).toBeUndefined();
    const nowhere = await new Browser().go(`${url}/sign-on/nobody`);
    expect([nowhere.status, nowhere.text]).toEqual([403, expect.stringContaining('no such provider')]);
  });

  it('leaves passwords as they are', async () => {
    const { email } = await somebody(site.service.identity);
    expect((await signOn({ sub: '7', email, groups: ['everybody'] })).status).toBe(403);
  });
});

it('a mistake in the settings is told with its place', () => {
  const home = join(folder, 'mistakes');
  mkdirSync(home);
  const file = join(home, 'sign-in.yaml');
  const told = (change: (text: string) => string): string => {
    writeFileSync(file, change(settings('https://id.example')));
    try {
      loadProviders(home, [{ id: 'epa-punjab' }]);
      return '';
    } catch (error) {
      return String(error);
    }
  };
  expect(told((text) => text)).toBe('');
  expect(told((text) => text.replace('agency: epa-punjab', 'agency: epa-mars'))).toMatch(
    /sign-in\.yaml:10:\d+.*epa-mars/,
  );
  expect(told((text) => text.replace(', agency: epa-punjab', ''))).toMatch(/sign-in\.yaml:10:\d+.*expected an agency/);
  expect(told((text) => text.replace('role: investor', 'role: king'))).toMatch(/sign-in\.yaml:12:\d+/);
  expect(told((text) => text.replace('https://', 'ldap://'))).toMatch(/sign-in\.yaml:4:\d+/);
  expect(loadProviders(folder, [])).toEqual([]);
});
