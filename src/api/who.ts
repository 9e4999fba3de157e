import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor, Role } from '../engine/index.js';
import { Accounts, actorOf } from '../identity/accounts.js';
import { Tokens } from '../identity/tokens.js';
import { Refuses } from './answers.js';
import { problem, ProblemError } from './problem.js';

/** Who a route answers to. What of a case one may see or do is asked of the case itself. */
export type Audience = 'anyone' | 'signed-in' | readonly Role[];

/** Metadata under which a route's audience is declared. */
export const AUDIENCE = 'ijazat.audience';

/** Declares who a route answers to, and documents it. A route without it answers to nobody. */
export function Who(audience: Audience): MethodDecorator {
  const declared = SetMetadata(AUDIENCE, audience);
  if (audience === 'anyone') return declared;
  return applyDecorators(declared, ApiBearerAuth(), Refuses(401, ...(audience === 'signed-in' ? [] : [403])));
}

export interface Asked extends FastifyRequest {
  actor?: Actor;
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

/** The actor with the posts held now. */
export type Present = (actor: Actor) => Actor;

/** Asks of every request who calls and whether the route answers to them. */
@Injectable()
export class WhoGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: Tokens,
    private readonly accounts: Accounts,
    private readonly present: Present,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const audience = this.reflector.get<Audience | undefined>(AUDIENCE, context.getHandler());
    if (audience === 'anyone') return true;
    const request = context.switchToHttp().getRequest<Asked>();
    const actor = this.whoCalls(request.headers.authorization);
    request.actor = actor;
    const fits = audience === 'signed-in' || audience?.some((role) => actor.posts.some((post) => post.role === role));
    if (!fits) throw new ProblemError(problem(403, 'actor', 'this is not for your posts'));
    return true;
  }

  private whoCalls(authorization: string | undefined): Actor {
    const token = authorization?.match(/^Bearer (\S+)$/i)?.[1];
    if (!token)
      throw new ProblemError(
        problem(401, 'sign-in', 'send the token of POST /api/session as "Authorization: Bearer …"'),
      );
    const account = this.accounts.find(this.tokens.check(token) ?? '');
    if (!account) throw new ProblemError(problem(401, 'sign-in', 'the token is not valid, or no longer'));
    return this.present(actorOf(account));
  }
}
