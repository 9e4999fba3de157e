import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiCookieAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor, Role } from '../engine/index.js';
import { isStaff } from '../identity/account.js';
import type { Credential, Scope } from '../identity/credential.js';
import type { Credentials } from '../identity/credentials.js';
import type { Audience, Reach, Rule } from '../policy/rules.js';
import { Refuses } from './answers.js';
import type { Browsers } from './browsers.js';
import { problem, ProblemError } from './problem.js';

/** Metadata under which a route's rule is declared. */
const RULE = 'ijazat.rule';

/**
 * Declares the rule of a route: who it answers to and what it reaches (src/policy/rules.ts has the words), and documents it. A route without it
 * answers to nobody.
 */
export function Who(audience: 'anyone' | 'in-person', reach?: Reach): MethodDecorator;
export function Who(audience: 'signed-in' | readonly Role[], reach: Reach): MethodDecorator;
export function Who(audience: Audience, reach?: Reach): MethodDecorator {
  const rule: Rule = { audience, reach: reach ?? (audience === 'in-person' ? 'own' : 'all') };
  // Fastify carries it too, so that the running application can say of each of its routes what holds for it.
  const declared = applyDecorators(SetMetadata(RULE, rule), RouteConfig({ rule }));
  if (audience === 'anyone') return declared;
  return applyDecorators(declared, ApiBearerAuth(), ApiCookieAuth(), Refuses(401, 403));
}

export interface Asked extends FastifyRequest {
  actor?: Actor;
  /** What the caller shows; absent: the caller has shown nothing that counts. */
  credential?: Credential;
  /** What was read of which case, where the address does not name the case. */
  read?: { readonly case: string; readonly what: string };
  /** Notices that the caller has not read; pages only. */
  unread?: number;
}

/** The person who calls. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Actor =>
  callerOf(context.switchToHttp().getRequest<Asked>()),
);

/** The person who calls, on a route that is for signed-in callers. */
export function callerOf({ actor }: Asked): Actor {
  if (!actor) throw new ProblemError(problem(401, 'sign-in', 'the request carries no token'));
  return actor;
}

/** What is true of the day for whoever calls. */
export interface Day {
  readonly production: boolean;
  /** Counts a request of an account. Throws TooOften. */
  readonly count: (account: string) => void;
  /** The actor with the posts held now. */
  readonly present: (actor: Actor) => Actor;
}

/** What the caller shows, on a route that is for signed-in callers. */
export const Shown = createParamDecorator((_: unknown, context: ExecutionContext): Credential => {
  const { credential } = context.switchToHttp().getRequest<Asked>();
  if (!credential) throw new ProblemError(problem(401, 'sign-in', 'the request carries no token'));
  return credential;
});

const NOBODY = 'send the token of POST /api/session as "Authorization: Bearer …", or the cookie of a browser’s session';
const OVER = 'the token is not valid, or no longer';

/** Asks of every request who calls and whether the route answers to them. */
@Injectable()
export class WhoGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly credentials: Credentials,
    private readonly browsers: Browsers,
    private readonly day: Day,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const audience = this.reflector.get<Rule | undefined>(RULE, context.getHandler())?.audience;
    const request = context.switchToHttp().getRequest<Asked>();
    const token = tokenOf(request);
    const cookie = token === undefined ? this.browsers.secretOf(request) : undefined;
    const secret = token ?? cookie;
    if (audience === 'anyone' && cookie === undefined) return true;
    const found = secret === undefined ? null : this.credentials.check(secret);
    const decide = (credential: Credential | null): boolean =>
      this.admit(request, audience, credential, cookie !== undefined);
    // A promise costs a turn of the loop: what is at hand is decided at once.
    return found instanceof Promise ? found.then(decide) : decide(found);
  }

  private admit(
    request: Asked,
    audience: Audience | undefined,
    credential: Credential | null,
    isCookie: boolean,
  ): boolean {
    const actor = credential && this.day.present(credential.actor);
    if (credential && actor) {
      this.day.count(credential.account.id);
      request.credential = credential;
      request.actor = actor;
    }
    if (audience === 'anyone') return true;
    if (!credential || !actor)
      throw new ProblemError(problem(401, 'sign-in', request.headers.authorization ? OVER : NOBODY));
    if (isCookie) this.browsers.refuseForeign(request, credential);
    const lacking = this.lacking(request, audience, { ...credential, actor });
    if (lacking) throw new ProblemError(lacking);
    return true;
  }

  private lacking({ method }: Asked, audience: Audience | undefined, { actor, ...shown }: Credential) {
    if (audience === 'in-person')
      return shown.kind === 'token' ? problem(403, 'scope', 'this is not for tokens: sign in for it') : null;
    const scope: Scope = method === 'GET' || method === 'HEAD' ? 'read' : 'act';
    if (!shown.scopes.includes(scope)) return problem(403, 'scope', `the token is not for this: it lacks "${scope}"`);
    if (this.day.production && !shown.secondFactor && isStaff(actor))
      return problem(403, 'second-factor', 'set up an authenticator first, and sign in with it');
    const roles = Array.isArray(audience) ? (audience as readonly Role[]) : [];
    const fits = audience === 'signed-in' || actor.posts.some(({ role }) => roles.includes(role));
    return fits ? null : problem(403, 'actor', 'this is not for your posts');
  }
}

function tokenOf({ headers: { authorization } }: FastifyRequest): string | undefined {
  if (authorization === undefined) return undefined;
  return /^Bearer (\S+)$/i.exec(authorization)?.[1] ?? '';
}
