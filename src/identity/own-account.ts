import type { Account } from './account.js';
import type { Accounts, Guarded } from './accounts.js';
import type { Authenticator } from './authenticator.js';
import type { Credential } from './credential.js';
import type { Credentials } from './credentials.js';
import { passwordMistake } from './password-rule.js';
import { hashPassword } from './passwords.js';
import { CodeNeeded, NotSignedIn, type SignIn } from './sign-in.js';

/** What somebody asks of the own account and cannot have: as things are, or with the data sent. */
export class NotOfAccount extends Error {
  constructor(
    message: string,
    /** Which part of what was sent is to blame; null: none, the account is not so. */
    readonly field: 'password' | 'newPassword' | 'code' | null = null,
  ) {
    super(message);
  }
}

export interface OwnAccountParts {
  readonly accounts: Accounts;
  readonly authenticator: Authenticator;
  readonly credentials: Credentials;
  readonly signIn: SignIn;
}

/** The password, asked for again before anything is changed that keeps others out. */
export interface Proof {
  readonly password: string;
  readonly code?: string;
}

/** What the owner of an account does with it. What raises or resets trust gives the session a new secret and ends all others. */
export class OwnAccount {
  constructor(private readonly parts: OwnAccountParts) {}

  recoveryCodesLeft({ id }: Account): Promise<number> {
    return this.parts.authenticator.codesLeft(id);
  }

  /** Gives the session's new secret. Rejects with NotOfAccount or TooOften. */
  async changePassword(shown: Credential, proof: Proof, newPassword: string): Promise<string | null> {
    const account = await this.get(shown.account);
    if (account.demo) throw new NotOfAccount('demonstration accounts share one password, which is set at start');
    await this.prove(account, proof);
    const mistake = passwordMistake(newPassword, {
      secondFactor: account.authenticator,
      about: [account.email, account.name],
    });
    if (mistake) throw new NotOfAccount(mistake, 'newPassword');
    await this.parts.accounts.change(account.id, { password_hash: await hashPassword(newPassword) });
    return this.renewed(shown, shown.secondFactor);
  }

  /** The secret to put into an authenticator. Rejects as `changePassword`. */
  async beginAuthenticator({ account: { id } }: Credential, proof: Proof): Promise<{ secret: string; uri: string }> {
    const account = await this.get({ id });
    if (account.authenticator) throw new NotOfAccount('the account has an authenticator; remove it first');
    await this.prove(account, proof);
    return this.parts.authenticator.begin(account);
  }

  /** From here on signing in takes a code. Gives the recovery codes and the session's new secret. Rejects with NotOfAccount. */
  async confirmAuthenticator(
    shown: Credential,
    code: string,
  ): Promise<{ recoveryCodes: string[]; secret: string | null }> {
    const account = await this.get(shown.account);
    if (account.authenticator) throw new NotOfAccount('the account has an authenticator already');
    if (account.totpSecret === null) throw new NotOfAccount('ask for the secret of an authenticator first');
    const recoveryCodes = await this.parts.authenticator.confirm(account, code);
    if (!recoveryCodes) throw new NotOfAccount('is not what the authenticator shows now', 'code');
    return { recoveryCodes, secret: await this.renewed(shown, true) };
  }

  /** Rejects as `changePassword`. */
  async removeAuthenticator(shown: Credential, proof: Proof): Promise<string | null> {
    const account = await this.withAuthenticator(shown, proof);
    const mistake = passwordMistake(proof.password, { secondFactor: false, about: [] });
    // A demonstration's password need not be good.
    if (mistake && !account.demo)
      throw new NotOfAccount(`without an authenticator the password ${mistake}; change it first`);
    await this.parts.authenticator.remove(account);
    return this.renewed(shown, false);
  }

  /** New codes for paper. Rejects as `changePassword`. */
  async newRecoveryCodes(shown: Credential, proof: Proof): Promise<string[]> {
    const account = await this.withAuthenticator(shown, proof);
    return this.parts.authenticator.newCodes(account.id);
  }

  private async withAuthenticator({ account: { id } }: Credential, proof: Proof): Promise<Guarded> {
    const account = await this.get({ id });
    if (!account.authenticator) throw new NotOfAccount('the account has no authenticator');
    await this.prove(account, proof);
    return account;
  }

  private async prove(account: Guarded, proof: Proof): Promise<void> {
    try {
      await this.parts.signIn.again(account, proof);
    } catch (error) {
      if (error instanceof CodeNeeded) throw new NotOfAccount('is needed: the account has an authenticator', 'code');
      if (error instanceof NotSignedIn) throw new NotOfAccount('is wrong, or the code is', 'password');
      throw error;
    }
  }

  private async get({ id }: Pick<Account, 'id'>): Promise<Guarded> {
    const account = await this.parts.accounts.guarded('id', id);
    if (!account) throw new Error(`the account ${id} is gone`);
    return account;
  }

  private async renewed(shown: Credential, secondFactor: boolean): Promise<string | null> {
    await this.parts.credentials.end(shown.account.id, { but: shown.id });
    return this.parts.credentials.renew(shown, { secondFactor });
  }
}
