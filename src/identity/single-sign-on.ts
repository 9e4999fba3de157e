import { randomUUID } from 'node:crypto';
import * as client from 'openid-client';
import type { Logger } from 'pino';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import { realClock } from '../time/clock.js';
import { asEmail, type Account } from './account.js';
import type { Accounts } from './accounts.js';
import type { InstallationKeys } from './installation-keys.js';
import { postsFrom, type Provider } from './providers.js';
import type { Shown } from './sign-in.js';

/** How long somebody may take at the provider. */
const LASTS_MS = 10 * 60_000;
const ABOUT = 'single-sign-on';

/** The provider has not shown who somebody is, or that person has no place here; the message says which. */
export class NotSignedOn extends Error {}

/** What is kept in the browser while its user is at the provider. */
interface Begun {
  readonly provider: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly until: number;
}

export interface SingleSignOnParts {
  readonly providers: readonly Provider[];
  readonly database: OpenDatabase;
  readonly accounts: Accounts;
  readonly keys: InstallationKeys;
  /** Production speaks to providers over HTTPS only. */
  readonly production: boolean;
  readonly secrets: { readonly [variable: string]: string | undefined };
  readonly log: Logger;
}

/** Signing in by OpenID Connect: authorisation code with PKCE, state and nonce. */
export class SingleSignOn {
  private readonly known = new Map<string, Promise<client.Configuration>>();

  constructor(private readonly parts: SingleSignOnParts) {}

  /** What there is to choose from. */
  get choices(): { id: string; title: string }[] {
    return this.parts.providers.map(({ id, title }) => ({ id, title }));
  }

  /** Where the browser goes, and what it keeps meanwhile. Rejects with NotSignedOn. */
  async begin(id: string, returnTo: string): Promise<{ url: string; kept: string }> {
    const { provider, configuration } = await this.get(id);
    const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: returnTo,
      scope: provider.scope,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    const begun: Begun = { provider: id, state, nonce, verifier, until: realClock.now() + LASTS_MS };
    return { url: url.href, kept: this.parts.keys.seal(JSON.stringify(begun), ABOUT) };
  }

  /** Who has come back from the provider. `address`: the whole address asked for. Rejects with NotSignedOn. */
  async finish(id: string, address: URL, kept: string | undefined): Promise<Shown> {
    const begun = this.begunOf(kept);
    if (!begun || begun.provider !== id || begun.until < realClock.now())
      throw new NotSignedOn('this browser has not begun to sign in, or too long ago; begin again');
    const { provider, configuration } = await this.get(id);
    const checks = { pkceCodeVerifier: begun.verifier, expectedState: begun.state, expectedNonce: begun.nonce };
    const claims = await client
      .authorizationCodeGrant(configuration, address, { ...checks, idTokenExpected: true })
      .then((tokens) => tokens.claims())
      .catch((error: unknown) => {
        this.parts.log.warn({ err: error, provider: id }, 'single sign-on failed');
        throw new NotSignedOn('the provider has not signed you in');
      });
    if (!claims) throw new NotSignedOn('the provider has not said who you are');
    const account = await this.accountOf(provider, claims);
    const amr = [claims['amr']].flat().map(String);
    const secondFactor = amr.some((way) => provider.secondFactor?.includes(way) ?? false);
    this.parts.log.info({ account: account.id, provider: id, secondFactor }, 'signed in');
    return { account, secondFactor };
  }

  /** The person's account, made at the first time; its posts are those of the claims, each time anew. */
  private async accountOf(provider: Provider, claims: client.IDToken): Promise<Account> {
    const { accounts, database } = this.parts;
    const posts = postsFrom(claims, provider);
    if (posts.length === 0) throw new NotSignedOn('you have no post here: ask whoever keeps the provider’s groups');
    const { email, email_verified: verified, name, sub } = claims;
    if (typeof email !== 'string' || verified === false) throw new NotSignedOn('the provider has not told your e-mail');
    const [linked] = await read<{ account: string }>(
      database,
      'select account from identities where issuer = $1 and subject = $2',
      [provider.issuer, sub],
    );
    const known = linked ? await accounts.find(linked.account) : null;
    if (linked && !known) throw new NotSignedOn('your account is closed');
    const told = { name: typeof name === 'string' ? name : (known?.name ?? email), posts };
    if (known) {
      await accounts.renew({ ...known, ...told });
      return { ...known, ...told };
    }
    // An account that has a password is not another's for the asking: its owner would have to link the two.
    if (await accounts.guarded('email', email)) throw new NotSignedOn('there is an account of your address already');
    const fixed = {
      id: randomUUID(),
      email: asEmail(email),
      language: 'en',
      demo: false,
      authenticator: false,
    } as const;
    await accounts.put([{ ...fixed, ...told }]);
    await database.write((query) =>
      query('insert into identities (issuer, subject, account) values ($1, $2, $3)', [provider.issuer, sub, fixed.id]),
    );
    return { ...fixed, ...told };
  }

  private async get(id: string): Promise<{ provider: Provider; configuration: client.Configuration }> {
    const provider = this.parts.providers.find((one) => one.id === id);
    if (!provider) throw new NotSignedOn('there is no such provider');
    const found = this.known.get(id) ?? this.discover(provider);
    this.known.set(id, found);
    try {
      return { provider, configuration: await found };
    } catch (error) {
      this.known.delete(id);
      this.parts.log.warn({ err: error, provider: id }, 'the provider of single sign-on does not answer');
      throw new NotSignedOn('the provider does not answer; try again later, or sign in with a password');
    }
  }

  private discover({ issuer, client: name, secret }: Provider): Promise<client.Configuration> {
    const value = secret === undefined ? undefined : this.parts.secrets[secret];
    const proof = value === undefined ? client.None() : client.ClientSecretPost(value);
    const execute = this.parts.production ? [] : [client.allowInsecureRequests];
    return client.discovery(new URL(issuer), name, undefined, proof, { execute });
  }

  private begunOf(kept: string | undefined): Begun | null {
    try {
      return kept === undefined ? null : (JSON.parse(this.parts.keys.unseal(kept, ABOUT)) as Begun);
    } catch {
      return null;
    }
  }
}
