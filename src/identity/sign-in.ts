import type { Logger } from 'pino';
import { asEmail, type Account } from './account.js';
import type { Accounts, Guarded } from './accounts.js';
import type { Authenticator } from './authenticator.js';
import type { DemoPassword } from './demo.js';
import type { Lock } from './lock.js';
import { isPassword } from './passwords.js';
import { type Throttle, TooOften } from './throttle.js';
import { Turns } from './turns.js';

/** Passwords tried at once under one address in one process: more would be tried before the first mistake counts. */
const AT_ONCE = 2;

/** E-mail, password or code are not those of an account. Which of them is not said. */
export class NotSignedIn extends Error {}
/** E-mail and password are right; the account asks for a code too. */
export class CodeNeeded extends Error {}

export interface Given {
  readonly email: string;
  readonly password: string;
  /** Of the authenticator, or from the paper. */
  readonly code?: string;
}

export interface SignInParts {
  readonly accounts: Accounts;
  readonly demoPassword: DemoPassword | null;
  readonly authenticator: Authenticator;
  readonly lock: Lock;
  readonly throttle: Throttle;
  readonly log: Logger;
}

/** Who somebody has shown to be. */
export interface Shown {
  readonly account: Account;
  readonly secondFactor: boolean;
}

/** Finds out who somebody is by e-mail, password and, where the account has one, a second factor. */
export class SignIn {
  private readonly turns = new Turns(AT_ONCE);

  constructor(private readonly parts: SignInParts) {}

  /** `address`: from where it is tried. Rejects with NotSignedIn, CodeNeeded or TooOften. */
  async try({ email, password, code }: Given, address: string): Promise<Shown> {
    const { accounts, throttle, log } = this.parts;
    await throttle.count(address);
    const prove = async (): Promise<Shown> => {
      const account = await accounts.guarded('email', email);
      return this.guarded(email, account, async () => {
        const fits = await isPassword(password, await this.hashOf(account));
        if (!account || !fits) throw new NotSignedIn();
        return { account, secondFactor: await this.secondFactor(account, code) };
      });
    };
    try {
      const shown = await this.turns.take(asEmail(email), prove);
      log.info({ account: shown.account.id, secondFactor: shown.secondFactor }, 'signed in');
      await throttle.forgive(address);
      return shown;
    } catch (error) {
      if (error instanceof CodeNeeded) await throttle.forgive(address);
      throw error;
    }
  }

  /** The second step of somebody who gave the right password a moment ago: the code. Rejects with NotSignedIn or TooOften. */
  async second(email: string, code: string, address: string): Promise<Shown> {
    const { accounts, throttle, log } = this.parts;
    await throttle.count(address);
    const shown = await this.turns.take(asEmail(email), async () => {
      const account = await accounts.guarded('email', email);
      return this.guarded(email, account, async () => {
        if (!account?.authenticator) throw new NotSignedIn();
        return { account, secondFactor: await this.secondFactor(account, code) };
      });
    });
    log.info({ account: shown.account.id, secondFactor: true }, 'signed in');
    await throttle.forgive(address);
    return shown;
  }

  /** Asks the one who has signed in for the password again. Rejects with NotSignedIn, CodeNeeded or TooOften. */
  async again(account: Guarded, { password, code }: Omit<Given, 'email'>): Promise<void> {
    await this.turns.take(account.email, () =>
      this.guarded(account.email, account, async () => {
        if (!(await isPassword(password, await this.hashOf(account)))) throw new NotSignedIn();
        await this.secondFactor(account, code);
      }),
    );
  }

  /** Counts what goes wrong. */
  private async guarded<T>(email: string, account: Guarded | null, prove: () => Promise<T>): Promise<T> {
    const { lock, log } = this.parts;
    const { locked, failed } = await lock.state(email);
    if (locked > 0) {
      log.warn({ account: account?.id }, 'sign-in refused: locked');
      throw new TooOften(Math.ceil(Math.min(locked, 24 * 3_600_000) / 1000));
    }
    try {
      const proved = await prove();
      if (failed) await lock.lift(email);
      return proved;
    } catch (error) {
      if (error instanceof NotSignedIn) {
        log.warn({ account: account?.id }, 'sign-in failed');
        await lock.failed(email);
      }
      throw error;
    }
  }

  private async secondFactor(account: Guarded, code: string | undefined): Promise<boolean> {
    if (!account.authenticator) return false;
    if (code === undefined) throw new CodeNeeded();
    if (!(await this.parts.authenticator.accepts(account, code))) throw new NotSignedIn();
    return true;
  }

  private async hashOf(account: Guarded | null): Promise<string | null> {
    if (account?.demo) return (await this.parts.demoPassword?.hash()) ?? null;
    return account?.passwordHash ?? null;
  }
}
