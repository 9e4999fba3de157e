import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Messages } from '../messages/index.js';
import type { Mail } from '../mail/mailer.js';
import type { Postman } from '../mail/postman.js';
import { asEmail, type Account, type Language } from './account.js';
import type { Accounts } from './accounts.js';
import type { Credentials } from './credentials.js';
import type { InstallationKeys } from './installation-keys.js';
import type { Links, LinkPurpose } from './links.js';
import type { Lock } from './lock.js';
import { passwordMistake } from './password-rule.js';
import { hashPassword } from './passwords.js';
import type { Throttle } from './throttle.js';

/** Where the pages are that mails lead to. Each shows a form that sends the token of its query. */
const PAGES: { readonly [purpose in LinkPurpose]: string } = {
  registration: '/register/confirm',
  password: '/password/new',
};

/** A link that is none, was used, or is too old. */
export class DeadLink extends Error {}
/** A password that will not do; the message says why. */
export class BadPassword extends Error {}

export interface RegistrationsParts {
  readonly accounts: Accounts;
  readonly credentials: Credentials;
  readonly links: Links;
  readonly lock: Lock;
  readonly keys: InstallationKeys;
  readonly postman: Postman;
  /** How many mails one network address, and one mail address, may cause. */
  readonly throttle: Throttle;
  readonly messages: Messages;
  /** Where people reach the service. */
  readonly url: string;
  readonly log: Logger;
}

export interface Registration {
  readonly email: string;
  readonly name: string;
  readonly language: Language;
}

/**
 * Investors make their accounts themselves, and anybody may set a forgotten password anew, by a link that is mailed. The answer is the same
 * whether or not there is an account; only the mail tells, and that goes to the owner of the address.
 */
export class Registrations {
  constructor(private readonly parts: RegistrationsParts) {}

  /** Mails a link. Rejects with TooOften. */
  async ask({ name, language, ...given }: Registration, address: string): Promise<void> {
    const email = asEmail(given.email);
    await this.count(email, address);
    const { accounts, postman } = this.parts;
    postman.post(async () => {
      const known = await accounts.guarded('email', email);
      if (known) return this.mail('known', known, null);
      const secret = await this.parts.links.make('registration', { email, data: { name, language } });
      return this.mail('registration', { email, name, language }, this.linkOf('registration', secret));
    });
  }

  /** Makes the account of a link, with the password chosen now: who does not read the mail has none. Rejects with DeadLink or BadPassword. */
  async confirm(secret: string, password: string): Promise<Account> {
    const { links, accounts, log } = this.parts;
    const linked = await links.find('registration', secret);
    if (!linked) throw new DeadLink();
    const { email } = linked;
    const { name, language } = linked.data as unknown as Pick<Registration, 'name' | 'language'>;
    await mustDo(password, { secondFactor: false, about: [email, name] });
    const hashed = await hashPassword(password);
    if ((await accounts.guarded('email', email)) || !(await links.use(secret))) throw new DeadLink();
    const id = randomUUID();
    const posts = [{ role: 'investor' }] as const;
    const account = { id, email, name, language, posts, demo: false, authenticator: false };
    await accounts.put([account]);
    await accounts.change(id, { password_hash: hashed });
    log.info({ account: id }, 'registered');
    return account;
  }

  /** Mails a link to set the password anew, where there is such an account. Rejects with TooOften. */
  async forget(given: string, address: string): Promise<void> {
    const email = asEmail(given);
    await this.count(email, address);
    this.parts.postman.post(async () => {
      const known = await this.parts.accounts.guarded('email', email);
      if (!known || known.demo) return null;
      const secret = await this.parts.links.make('password', { email, data: {} });
      return this.mail('password', known, this.linkOf('password', secret));
    });
  }

  /** Sets the password of a link's account: its lock opens and its sessions end; an authenticator stays. Rejects with DeadLink or BadPassword. */
  async renew(secret: string, password: string): Promise<Account> {
    const { links, accounts, credentials, lock, postman, log } = this.parts;
    const linked = await links.find('password', secret);
    const account = linked && (await accounts.guarded('email', linked.email));
    if (!account) throw new DeadLink();
    await mustDo(password, { secondFactor: account.authenticator, about: [account.email, account.name] });
    const hashed = await hashPassword(password);
    if (!(await links.use(secret))) throw new DeadLink();
    await accounts.change(account.id, { password_hash: hashed });
    await credentials.end(account.id);
    await lock.lift(account.email);
    postman.post(() => Promise.resolve(this.mail('changed', account, null)));
    log.info({ account: account.id }, 'password set anew');
    return account;
  }

  private async count(email: string, address: string): Promise<void> {
    await this.parts.throttle.count(address);
    await this.parts.throttle.count(this.parts.keys.digest(`mail/${email}`));
  }

  private linkOf(purpose: LinkPurpose, secret: string): string {
    return `${this.parts.url}${PAGES[purpose]}?token=${secret}`;
  }

  /** The link stands on a line of its own: what surrounds a value in a text that runs from right to left would become part of it. */
  private mail(what: string, { email, name, language }: Registration, link: string | null): Mail {
    const say = (part: string): string => this.parts.messages.text(language, `mails.${what}.${part}`, { name });
    const parts = [say('before'), ...(link === null ? [] : [link]), say('after'), say('end')];
    return { to: email, subject: say('subject'), text: `${parts.join('\n\n')}\n` };
  }
}

function mustDo(password: string, rule: Parameters<typeof passwordMistake>[1]): Promise<void> {
  const mistake = passwordMistake(password, rule);
  return mistake ? Promise.reject(new BadPassword(mistake)) : Promise.resolve();
}
