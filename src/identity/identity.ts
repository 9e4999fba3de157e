import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Redis } from 'ioredis';
import { Beat } from '../clocks/beat.js';
import { Outage } from '../clocks/outage.js';
import { connectRedis } from '../clocks/redis.js';
import { EnvironmentError, type Environment } from '../environment/environment.js';
import { mailerOf } from '../mail/mailer.js';
import { Postman } from '../mail/postman.js';
import { Messages } from '../messages/index.js';
import type { OpenDatabase } from '../store/database.js';
import { realClock } from '../time/clock.js';
import type { Account } from './account.js';
import { Accounts } from './accounts.js';
import { Authenticator } from './authenticator.js';
import { Changes } from './changes.js';
import { Credentials } from './credentials.js';
import { demoAccounts, DemoPassword } from './demo.js';
import { Followers } from './followers.js';
import { keptSecret } from './kept-secret.js';
import { InstallationKeys } from './installation-keys.js';
import { Links } from './links.js';
import { Lock } from './lock.js';
import { OwnAccount } from './own-account.js';
import { loadProviders } from './providers.js';
import { Registrations } from './registrations.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';
import { SingleSignOn } from './single-sign-on.js';
import { Throttle, type Allowance } from './throttle.js';

/** Failures to sign in from one address: an office of hundreds may share one. */
const FAILURES = { name: 'sign-in', times: 300, seconds: 15 * 60 };
/** Mails that one network address, or one mail address, may cause. */
const MAILS = { name: 'mail', times: 20, seconds: 3600 };
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How long what has ended is kept, so that one can say where a session came from. */
const KEPT_MS = 90 * DAY_MS;

export interface IdentityParts {
  readonly environment: Environment;
  readonly database: OpenDatabase;
  readonly agencies: readonly { readonly id: string; readonly title: string }[];
  /** Namespace of this installation in Redis. */
  readonly prefix: string;
  readonly log: Logger;
}

/** Who there is, and how they show it. */
export class Identity {
  readonly keys: InstallationKeys;
  readonly accounts: Accounts;
  readonly credentials: Credentials;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly ownAccount: OwnAccount;
  readonly followers: Followers;
  readonly registrations: Registrations;
  readonly singleSignOn: SingleSignOn;
  /** Accounts of the demonstration; none in production. */
  readonly demo: readonly Account[];
  /** The demonstration's password where it was made up at start, to be told once. */
  readonly madeUpPassword: string | null;
  private readonly changes: Changes;
  private readonly lock: Lock;
  private readonly links: Links;
  private readonly postman: Postman;
  private readonly redis: Redis | null;
  private readonly prefix: string;
  private readonly upkeep: Beat;
  private readonly outage: Outage;
  private turns = 0;

  private constructor({ environment, database, agencies, prefix, log }: IdentityParts) {
    const { production, demoPassword, redisUrl } = environment;
    this.outage = new Outage(log, 'the upkeep of sessions');
    this.keys = new InstallationKeys(secretOf(environment));
    this.changes = new Changes(database, log);
    this.accounts = new Accounts(database, this.changes);
    this.credentials = new Credentials({ database, changes: this.changes });
    this.sessions = new Sessions(this.credentials);
    this.followers = new Followers(database, this.changes);
    const { accounts, credentials } = this;
    const authenticator = new Authenticator({ database, accounts, keys: this.keys });
    this.lock = new Lock(database, this.keys);
    this.demo = production ? [] : demoAccounts(agencies);
    this.madeUpPassword = production || demoPassword ? null : randomBytes(9).toString('base64url');
    this.redis = redisUrl === null ? null : connectRedis(redisUrl, new Outage(log, 'Redis, for throttling,'), 'asking');
    this.prefix = prefix;
    this.signIn = new SignIn({
      accounts,
      authenticator,
      lock: this.lock,
      log,
      demoPassword: production ? null : new DemoPassword(demoPassword ?? this.madeUpPassword ?? ''),
      throttle: this.throttleOf(FAILURES),
    });
    this.ownAccount = new OwnAccount({ accounts, credentials, authenticator, signIn: this.signIn });
    this.links = new Links(database);
    this.postman = postmanOf(environment, log);
    const { keys, links, lock, postman } = this;
    const throttle = this.throttleOf(MAILS);
    const mailing = { accounts, credentials, links, lock, keys, postman, throttle, log };
    this.registrations = new Registrations({ ...mailing, ...wordsOf(environment) });
    const providers = loadProviders(join(environment.configFolder, 'settings'), agencies);
    const secrets = process.env;
    this.singleSignOn = new SingleSignOn({ providers, database, accounts, keys, production, secrets, log });
    this.upkeep = new Beat(
      () => this.keepUp(),
      () => MINUTE_MS,
    );
  }

  /**
   * Puts the people of the demonstration in; production throws EnvironmentError where there are any. Nothing is left open then, the database
   * included.
   */
  static async open(parts: IdentityParts): Promise<Identity> {
    const identity = new Identity(parts);
    try {
      await identity.settle();
      return identity;
    } catch (error) {
      await identity.stop();
      await parts.database.close();
      throw error;
    }
  }

  private async settle(): Promise<void> {
    if (this.demo.length > 0) return this.accounts.put(this.demo);
    if (!(await this.accounts.hasDemo())) return;
    const expected = 'a database of its own in production; this one has demonstration accounts in it';
    throw new EnvironmentError([`DATABASE_URL: expected ${expected}`]);
  }

  /** Counts together with the other processes of the installation, where there is a Redis. */
  throttleOf(allowance: Allowance): Throttle {
    return new Throttle(allowance, this.redis && { client: this.redis, prefix: this.prefix });
  }

  async start(): Promise<void> {
    await this.changes.start();
    this.upkeep.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.changes.stop(), this.upkeep.stop(), this.postman.close()]);
    await this.credentials.writeSeen().catch((error: unknown) => this.outage.failed(error));
    this.redis?.disconnect();
  }

  private async keepUp(): Promise<void> {
    try {
      await this.credentials.writeSeen();
      await this.followers.sweep();
      if ((this.turns += 1) % 60 === 0) {
        await this.changes.trim();
        await this.lock.trim();
        await this.links.trim(realClock.now());
        await this.credentials.trim(realClock.now() - KEPT_MS);
      }
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }
}

function postmanOf({ smtpUrl, mailFrom: from, dataFolder }: Environment, log: Logger): Postman {
  return new Postman(mailerOf({ smtpUrl, from, folder: join(dataFolder, 'mail'), log }), log);
}

/** What mails say, and where they lead to. */
function wordsOf({ configFolder, url, host, port }: Environment): { messages: Messages; url: string } {
  return { messages: Messages.load(join(configFolder, 'messages')), url: url ?? `http://${host}:${port}` };
}

/** Production brings its secret; the demonstration keeps one of its own, so that what is sealed outlives a restart. */
function secretOf({ secret, dataFolder }: Environment): Uint8Array {
  return secret === null ? keptSecret(dataFolder) : Buffer.from(secret);
}
