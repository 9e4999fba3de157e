import { Links } from '../../src/identity/links.js';
import { codeOf, OTHER_PASSWORD, PASSWORD, somebody } from '../support/people.js';
import type { TestService } from '../support/service.js';
import type { DocumentedService, Sending } from './document.js';

/* What the owner of an account does with it, as far as only an account with a password of its own can show it. */

interface Told {
  readonly id: string;
  readonly token: string;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
  readonly items: readonly { readonly id: string; readonly current: boolean }[];
}

/** Somebody who has signed in, and asks with what the session was given last. */
class Visitor {
  private token = '';

  constructor(
    private readonly service: DocumentedService,
    readonly email: string,
  ) {}

  async signIn(more: object = {}, status = 200): Promise<void> {
    const told = await this.asks(status, 'POST /api/session', { email: this.email, password: PASSWORD, ...more });
    if (status === 200) this.token = told.token;
  }

  /** Throws where the status is not the expected one, or the answer not as documented. */
  async asks(status: number, asked: string, body?: object): Promise<Told> {
    const [method = '', path = ''] = asked.split(' ');
    const sending: Sending = body ? { body } : {};
    const headers: { [name: string]: string } = this.token === '' ? {} : { authorization: `Bearer ${this.token}` };
    const told = await this.service.ask(null, method, path, { ...sending, headers });
    if (told.status !== status) throw new Error(`${asked}: ${told.status} instead of ${status}: ${told.text}`);
    const { token } = Object(told.body) as { token?: string };
    if (status === 200 && typeof token === 'string') this.token = token;
    return told.body;
  }
}

/** Meets every answer of the routes about sessions and the own account. */
export async function expectOwnAccount(
  service: DocumentedService,
  { service: { identity, database } }: TestService,
): Promise<void> {
  const proof = { password: PASSWORD };
  const links = new Links(database);
  const email = 'sara@example.com';
  const token = await links.make('registration', { email, data: { name: 'Sara', language: 'ur' } });
  const sara = new Visitor(service, email);
  await sara.asks(201, 'POST /api/registrations/confirm', { token, password: PASSWORD });
  const renewing = await links.make('password', { email, data: {} });
  await sara.asks(200, 'POST /api/passwords/renew', { token: renewing, password: OTHER_PASSWORD });
  const visitor = new Visitor(service, (await somebody(identity)).email);
  await visitor.signIn();
  await new Visitor(service, visitor.email).signIn();
  const { items } = await visitor.asks(200, 'GET /api/sessions');
  await visitor.asks(200, `POST /api/sessions/${items.find(({ current }) => !current)?.id}/end`);
  await visitor.asks(200, 'POST /api/account/password', { ...proof, newPassword: OTHER_PASSWORD });
  await visitor.asks(200, 'POST /api/account/password', { password: OTHER_PASSWORD, newPassword: PASSWORD });
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const made = await visitor.asks(201, 'POST /api/tokens', { name: 'Export', scope: 'read', until });
  await visitor.asks(200, 'GET /api/tokens');
  await visitor.asks(200, `POST /api/tokens/${made.id}/end`);
  const { secret } = await visitor.asks(200, 'POST /api/account/authenticator', proof);
  await visitor.asks(422, 'POST /api/account/authenticator/confirm', { code: '12345' });
  await visitor.asks(200, 'POST /api/account/authenticator/confirm', { code: codeOf(secret) });
  await visitor.asks(409, 'POST /api/account/authenticator', proof);
  await visitor.asks(422, 'POST /api/account/recovery-codes', proof);
  await visitor.asks(200, 'POST /api/account/recovery-codes', { ...proof, code: codeOf(secret, 1) });
  await visitor.signIn({}, 401);
  for (let mistakes = 0; mistakes < 5; mistakes += 1) await visitor.signIn({ code: '12345' }, 401);
  for (const path of ['recovery-codes', 'authenticator/remove'])
    await visitor.asks(429, `POST /api/account/${path}`, proof);
  await visitor.asks(429, 'POST /api/account/password', { ...proof, newPassword: OTHER_PASSWORD });
  const other = new Visitor(service, (await somebody(identity)).email);
  await other.signIn();
  const shown = await other.asks(200, 'POST /api/account/authenticator', proof);
  await other.asks(200, 'POST /api/account/authenticator/confirm', { code: codeOf(shown.secret) });
  await other.asks(200, 'POST /api/account/authenticator/remove', { ...proof, code: codeOf(shown.secret, 1) });
  for (let mistakes = 0; mistakes < 5; mistakes += 1)
    await other.asks(422, 'POST /api/account/authenticator', { password: 'guess' });
  await other.asks(429, 'POST /api/account/authenticator', proof);
}

/** Asks every route that asks for a token with one that is good for nothing. */
export async function expectUseless(service: DocumentedService, { service: { identity } }: TestService): Promise<void> {
  const account = await somebody(identity);
  const opening = { account, kind: 'token', scopes: [], secondFactor: false, idleMs: null } as const;
  const { secret } = await identity.credentials.open({ ...opening, endsAt: Date.now() + 3_600_000 });
  for (const { path, method, operation } of service.routes) {
    if (!operation.security) continue;
    const asked = path.replaceAll(/\{\w+\}/g, 'any');
    const { status } = await service.ask(null, method, asked, { headers: { authorization: `Bearer ${secret}` } });
    if (status !== 403) throw new Error(`${method} ${asked}: ${status} instead of 403`);
  }
}
