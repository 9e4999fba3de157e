import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Environment } from '../environment/environment.js';
import type { Post, Role } from '../engine/index.js';
import { makeLog } from '../log/log.js';
import { loadSettings } from '../settings/index.js';
import { openDatabase } from '../store/database.js';
import { asEmail } from './account.js';
import { Accounts } from './accounts.js';
import { Changes } from './changes.js';
import { Credentials } from './credentials.js';
import { passwordMistake } from './password-rule.js';
import { hashPassword } from './passwords.js';

const USAGE = `usage: npm run account -- add EMAIL NAME [--role ROLE] [--agency AGENCY]
       npm run account -- password EMAIL
       npm run account -- close EMAIL
add makes an account with a post of its own (ROLE: admin, unless told otherwise); add and password read the password from standard input.
A new password opens a locked account too, and ends its sessions; close ends them for good. With SQLite the service must not be running.`;

const ROLES: readonly Role[] = ['admin', 'auditor', 'manager', 'officer', 'member', 'investor'];

/** What was asked for cannot be done; the message says why. */
export class Refused extends Error {}

export interface Desk {
  readonly environment: Environment;
  /** Asks for the password that is to be. */
  readonly askPassword: () => Promise<string>;
  readonly say: (line: string) => void;
}

/** `npm run account`: accounts by whoever has the machine, such as the first administrator's. Rejects with Refused or DatabaseInUse. */
export async function accountTool(args: readonly string[], desk: Desk): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { role: { type: 'string', default: 'admin' }, agency: { type: 'string' } },
  });
  const [command, email, name] = positionals;
  const known = command === 'password' || command === 'close' || (command === 'add' && name);
  if (!known || !email) throw new Refused(USAGE);
  const post = postOf(values, desk.environment.configFolder);
  const database = await openDatabase(desk.environment.databaseUrl);
  try {
    const changes = new Changes(database, makeLog('silent'));
    const accounts = new Accounts(database, changes);
    const office = { ...desk, accounts, credentials: new Credentials({ database, changes }) };
    if (command === 'add' && name) await add(office, { email, name, post });
    else if (command === 'password') await setPassword(office, email);
    else await close(office, email);
  } finally {
    await database.close();
  }
}

interface Office extends Desk {
  readonly accounts: Accounts;
  readonly credentials: Credentials;
}

async function add(
  { accounts, say, ...office }: Office,
  given: { email: string; name: string; post: Post },
): Promise<void> {
  const { name, post } = given;
  const email = asEmail(given.email);
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw new Refused(`"${given.email}" is no e-mail address`);
  if (await accounts.guarded('email', email)) throw new Refused(`there is an account of ${email}`);
  const password = await newPassword(office, [email, name]);
  const id = randomUUID();
  await accounts.put([{ id, email, name, language: 'en', demo: false, posts: [post], authenticator: false }]);
  await accounts.change(id, { password_hash: await hashPassword(password) });
  say(`${email} may sign in, as ${post.role}${post.agency === undefined ? '' : ` of ${post.agency}`}`);
}

async function setPassword({ accounts, credentials, say, ...office }: Office, email: string): Promise<void> {
  const account = await accounts.guarded('email', email);
  if (!account) throw new Refused(`there is no account of ${email}`);
  const password = await newPassword(office, [account.email, account.name]);
  await accounts.change(account.id, { password_hash: await hashPassword(password) });
  await credentials.end(account.id);
  say(`${account.email} has a new password`);
}

async function close({ accounts, credentials, say }: Office, email: string): Promise<void> {
  const account = await accounts.guarded('email', email);
  if (!account) throw new Refused(`there is no account of ${email}`);
  await accounts.change(account.id, { state: 'closed' });
  await credentials.end(account.id);
  say(`${account.email} is closed`);
}

function postOf({ role, agency }: { role: string; agency?: string | undefined }, configFolder: string): Post {
  const known = ROLES.find((one) => one === role);
  if (!known) throw new Refused(`--role: expected one of ${ROLES.join(', ')}, found "${role}"`);
  const { agencies } = loadSettings(`${configFolder}/settings`);
  const needed = known === 'manager' || known === 'officer' || known === 'member';
  const found = agencies.some(({ id }) => id === agency);
  if (needed !== found)
    throw new Refused(`--agency: expected ${needed ? 'an agency of the settings' : 'none'} for ${role}`);
  return agency === undefined ? { role: known } : { role: known, agency };
}

async function newPassword({ askPassword }: Pick<Desk, 'askPassword'>, about: readonly string[]): Promise<string> {
  const password = await askPassword();
  const mistake = passwordMistake(password, { secondFactor: false, about });
  if (mistake) throw new Refused(`the password ${mistake}`);
  return password;
}
