import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readEnvironment } from '../../src/environment/environment.js';
import { accountTool } from '../../src/identity/account-tool.js';
import { PASSWORD } from '../support/people.js';
import { PRODUCTION } from '../support/production.js';
import { startService, type TestService } from '../support/service.js';

let site: TestService;
beforeAll(async () => {
  site = await startService('postgres', PRODUCTION);
});
afterAll(() => site.close());

/** What the tool says, run beside the service on its database. */
async function run(args: readonly string[], password = PASSWORD): Promise<string[]> {
  const said: string[] = [];
  const environment = readEnvironment({ ...PRODUCTION, DATABASE_URL: site.service.environment.databaseUrl });
  await accountTool(args, {
    environment,
    askPassword: () => Promise.resolve(password),
    say: (line) => said.push(line),
  });
  return said;
}

it('makes the first administrator, gives a new password and closes the account', async () => {
  const add = ['add', 'First@Example.pk', 'First Administrator'];
  await expect(run(add, 'password1234567')).rejects.toThrow('easily guessed');
  expect(await run(add)).toEqual(['first@example.pk may sign in, as admin']);
  await expect(run(add)).rejects.toThrow('there is an account');
  const signIn = async (password: string): Promise<number> =>
    (await site.ask(null, 'POST', '/api/session', { body: { email: 'first@example.pk', password } })).status;
  expect(await signIn(PASSWORD)).toBe(200);
  await run(['password', 'first@example.pk'], 'nine green boats near Gwadar');
  expect([await signIn(PASSWORD), await signIn('nine green boats near Gwadar')]).toEqual([401, 200]);
  await run(['close', 'first@example.pk']);
  expect(await signIn('nine green boats near Gwadar')).toBe(401);
});

it('makes officers of agencies that there are', async () => {
  expect(await run(['add', 'o@example.pk', 'O', '--role', 'officer', '--agency', 'fbr'])).toEqual([
    'o@example.pk may sign in, as officer of fbr',
  ]);
});

it.each([
  ['nothing', [], 'usage:'],
  ['no name', ['add', 'a@b.pk'], 'usage:'],
  ['no address', ['add', 'somebody', 'Somebody'], 'is no e-mail address'],
  ['a role that there is not', ['add', 'a@b.pk', 'A', '--role', 'boss'], '--role: expected one of'],
  ['an officer of nowhere', ['add', 'a@b.pk', 'A', '--role', 'officer'], '--agency: expected an agency'],
  ['an agency that there is not', ['add', 'a@b.pk', 'A', '--role', 'officer', '--agency', 'x'], '--agency: expected'],
  ['nobody', ['close', 'nobody@example.pk'], 'there is no account'],
])('refuses %s, and says why', async (_, args, said) => {
  await expect(run(args)).rejects.toThrow(said);
});
