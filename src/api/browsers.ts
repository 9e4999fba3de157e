import type {} from '@fastify/cookie';
import csrf from '@fastify/csrf';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Environment } from '../environment/environment.js';
import type { Credential } from '../identity/credential.js';
import type { InstallationKeys } from '../identity/installation-keys.js';
import { problem, ProblemError } from './problem.js';

/** Field of a form, or header, that carries the session's form token. */
const FORM_TOKEN = { field: '_form', header: 'x-form-token' } as const;

const BEGUN_SECONDS = 600;
const GOAL = 'ijazat-goal';
/** As long as the link in the mail holds. */
const GOAL_SECONDS = 24 * 3_600;
/** Browsers keep 4,096 bytes. */
const LONGEST_GOAL = 3_000;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Sessions in browsers: a cookie no script can read, and a defence against pages of others that make a browser send it. Over HTTPS the cookie
 * is a `__Host-` one, which no other host and no plain connection can set; plain HTTP, which only a demonstration speaks, cannot have such.
 */
export class Browsers {
  readonly cookie: string;
  private readonly secure: boolean;
  private readonly origin: string | null;
  private readonly tokens = csrf();

  constructor(
    { production, url }: Pick<Environment, 'production' | 'url'>,
    private readonly keys: InstallationKeys,
  ) {
    this.secure = production || (url?.startsWith('https:') ?? false);
    this.origin = url === null ? null : new URL(url).origin;
    this.cookie = this.secure ? '__Host-session' : 'ijazat-session';
  }

  /** Gives a browser its session. It keeps it until it is closed. */
  keep(reply: FastifyReply, secret: string): void {
    void reply.setCookie(this.cookie, secret, this.attributes);
  }

  forget(reply: FastifyReply): void {
    void reply.clearCookie(this.cookie, this.attributes);
  }

  /** What a browser keeps while its user is at a provider of single sign-on. */
  keepBegun(reply: FastifyReply, kept: string): void {
    void reply.setCookie(this.begun, kept, { ...this.attributes, maxAge: BEGUN_SECONDS });
  }

  begunOf(request: FastifyRequest): string | undefined {
    return request.cookies[this.begun];
  }

  forgetBegun(reply: FastifyReply): void {
    void reply.clearCookie(this.begun, this.attributes);
  }

  /** Where somebody wanted to go who first has to make an account: it is found again after the mail, in the same browser. */
  keepGoal(reply: FastifyReply, address: string): void {
    if (address.length <= LONGEST_GOAL)
      void reply.setCookie(GOAL, address, { ...this.attributes, maxAge: GOAL_SECONDS });
  }

  goalOf(request: FastifyRequest): string | undefined {
    return request.cookies[GOAL];
  }

  forgetGoal(reply: FastifyReply): void {
    void reply.clearCookie(GOAL, this.attributes);
  }

  /** The secret that a browser sends along. */
  secretOf(request: FastifyRequest): string | undefined {
    return request.cookies[this.cookie];
  }

  /** What a form of a page of ours sends back, to show that it is one. */
  formToken({ id }: Pick<Credential, 'id'>): string {
    return this.tokens.create(this.keys.ofForms(id));
  }

  isFormToken(token: unknown, { id }: Pick<Credential, 'id'>): boolean {
    return typeof token === 'string' && this.tokens.verify(this.keys.ofForms(id), token);
  }

  /**
   * Refuses what the page of another made a browser send with the session of its user. Browsers say where a request comes from; whatever does
   * not is no browser, and has no business with a browser's session. A form says besides that it is ours. Throws ProblemError 403.
   */
  refuseForeign(request: FastifyRequest, session: Pick<Credential, 'id'>): void {
    if (SAFE.has(request.method)) return;
    if (!this.isOurs(request, false)) throw foreign();
    if (request.headers['content-type']?.startsWith('application/json') ?? request.body === undefined) return;
    const given = Object(request.body ?? {}) as { readonly [FORM_TOKEN.field]?: unknown };
    if (!this.isFormToken(request.headers[FORM_TOKEN.header] ?? given[FORM_TOKEN.field], session)) throw foreign();
  }

  /** The same for whoever has no session yet: a page of another must not sign its visitor in as somebody else. Throws ProblemError 403. */
  refuseForeignSignIn(request: FastifyRequest): void {
    if (!this.isOurs(request, true)) throw foreign();
  }

  /** Whether a request comes from a page of this service, as far as the browser says; `silent`: where it does not. */
  private isOurs({ headers, host, protocol }: FastifyRequest, silent: boolean): boolean {
    const site = headers['sec-fetch-site'];
    if (site !== undefined) return site === 'same-origin';
    const { origin } = headers;
    if (origin === undefined) return silent;
    return origin === (this.origin ?? `${protocol}://${host}`);
  }

  private get begun(): string {
    return this.secure ? '__Host-sign-on' : 'ijazat-sign-on';
  }

  private get attributes() {
    return { path: '/', httpOnly: true, secure: this.secure, sameSite: 'lax' } as const;
  }
}

function foreign(): ProblemError {
  const detail = 'this does not come from a page of this service; sign in and do it there, or send a token instead';
  return new ProblemError(problem(403, 'foreign', detail));
}
