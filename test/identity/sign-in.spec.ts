import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KINDS } from '../support/databases.js';
import { codeOf, PASSWORD, somebody } from '../support/people.js';
import { startService, type TestService, type Told } from '../support/service.js';

describe.each(KINDS)('signing in, on %s', (kind) => {
  let site: TestService;
  beforeAll(async () => {
    site = await startService(kind);
  });
  afterAll(() => site.close());
  const signIn = (email: string, password = PASSWORD, code?: string): Promise<Told> =>
    site.ask(null, 'POST', '/api/session', { body: { email, password, ...(code === undefined ? {} : { code }) } });
  const as = (token: string, path: string, body?: object): Promise<Told> =>
    site.ask(null, body ? 'POST' : 'GET', `/api/${path}`, {
      headers: { authorization: `Bearer ${token}` },
      ...(body ? { body } : {}),
    });

  it('says nothing of whether there is such an account, also not when it locks', async () => {
    const { email } = await somebody(site.service.identity);
    const told: { [name: string]: [number, string, unknown][] } = {};
    for (const tried of [email, 'nobody@example.pk']) {
      const answers: Told[] = [];
      for (let times = 0; times < 7; times += 1) answers.push(await signIn(tried, 'a wrong password'));
      told[tried] = answers.map(({ status, body, headers }) => [status, body.detail, headers['retry-after']]);
    }
    expect(told[email]).toEqual(told['nobody@example.pk']);
    expect(told[email]?.map(([status]) => status)).toEqual([401, 401, 401, 401, 401, 429, 429]);
    // A locked address stays so, also to its owner.
    expect((await signIn(email)).status).toBe(429);
  });

  it('takes an address in any capitals, and its own password only', async () => {
    const { email } = await somebody(site.service.identity);
    expect((await signIn(email.toUpperCase())).status).toBe(200);
    expect((await signIn(email, 'secret')).status).toBe(401);
    expect((await signIn('investor@demo.test', PASSWORD)).status).toBe(401);
  });

  it('asks for a code where there is an authenticator; each code counts once, those on paper too', async () => {
    const { email } = await somebody(site.service.identity);
    const first = (await signIn(email)).body.token;
    const { body: shown } = await as(first, 'account/authenticator', { password: PASSWORD });
    const { secret } = shown as unknown as { secret: string };
    expect((await signIn(email)).status).toBe(200);
    const confirmed = await as(first, 'account/authenticator/confirm', { code: codeOf(secret) });
    const { token, recoveryCodes } = confirmed.body as unknown as { token: string; recoveryCodes: string[] };
    // The secret has changed with what it stands for.
    expect([(await as(first, 'sessions')).status, (await as(token, 'sessions')).status]).toEqual([401, 200]);
    const without = await signIn(email);
    expect([without.status, without.body]).toMatchObject([401, { type: 'urn:ijazat:problem:code' }]);
    expect((await signIn(email, PASSWORD, codeOf(secret))).status).toBe(401);
    expect((await signIn(email, PASSWORD, codeOf(secret, 1))).status).toBe(200);
    expect((await signIn(email, PASSWORD, codeOf(secret, 1))).status).toBe(401);
    expect(recoveryCodes).toHaveLength(10);
    const [paper = ''] = recoveryCodes;
    const spelled = paper.toLowerCase().replaceAll('-', ' ');
    expect([(await signIn(email, PASSWORD, spelled)).status, (await signIn(email, PASSWORD, paper)).status]).toEqual([
      200, 401,
    ]);
    expect((await as(token, 'account')).body).toMatchObject({ authenticator: true, recoveryCodes: 9 });
    // A wrong password is told as such whatever the code.
    expect((await signIn(email, 'wrong', codeOf(secret, 1))).body).toMatchObject({
      type: 'urn:ijazat:problem:sign-in',
    });
  });

  it('ends all other sessions with a new password, and takes only a good one', async () => {
    const { email } = await somebody(site.service.identity);
    const [one, two] = [(await signIn(email)).body.token, (await signIn(email)).body.token];
    const change = (newPassword: string): Promise<Told> =>
      as(one, 'account/password', { password: PASSWORD, newPassword });
    const refused = await change('password1234567');
    expect([refused.status, refused.body.errors[0]?.field]).toEqual([422, '/newPassword']);
    const { status, body } = await change('nine green boats near Gwadar');
    expect([status, (await as(two, 'sessions')).status, (await as(one, 'sessions')).status]).toEqual([200, 401, 401]);
    expect((await as(body.token, 'sessions')).body.items).toHaveLength(1);
    expect([(await signIn(email)).status, (await signIn(email, 'nine green boats near Gwadar')).status]).toEqual([
      401, 200,
    ]);
  });

  it('keeps a short password to accounts with an authenticator', async () => {
    const password = 'kites-Gilgit7';
    const { email } = await somebody(site.service.identity, { password });
    const { token } = (await signIn(email, password)).body;
    const { secret } = (await as(token, 'account/authenticator', { password })).body as unknown as { secret: string };
    const confirmed = await as(token, 'account/authenticator/confirm', { code: codeOf(secret) });
    const remove = await as(confirmed.body.token, 'account/authenticator/remove', {
      password,
      code: codeOf(secret, 1),
    });
    expect([remove.status, remove.body.detail]).toEqual([409, expect.stringContaining('15 characters')]);
  });

  it('tries few passwords at once, so that a burst is counted like a row', async () => {
    const { email } = await somebody(site.service.identity);
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(email, 'a wrong password')));
    const tried = answers.filter(({ status }) => status === 401).length;
    expect(tried).toBeLessThanOrEqual(6);
    const right = await Promise.all(Array.from({ length: 10 }, () => signIn('investor2@demo.test', 'secret')));
    expect(right.map(({ status }) => status)).toEqual(right.map(() => 200));
  });
});
