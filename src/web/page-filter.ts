import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { problemOf } from '../api/problem.js';
import { NotSignedOn } from '../identity/single-sign-on.js';
import type { ProblemFilter } from '../api/problem-filter.js';
import { isPage } from './page-requests.js';
import type { Pages } from './pages.js';

/** Refusals that have words of their own; any other is told as the nearest of them. */
const TOLD = [403, 404, 409, 410, 422, 429, 500, 503];

/** Whoever asked for a page is told in a page, everybody else in problem+json. */
@Catch()
export class PageFilter implements ExceptionFilter {
  constructor(
    private readonly pages: Pages,
    private readonly problems: ProblemFilter,
    private readonly log: Logger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (!isPage(request)) return this.problems.refuse(error, request, reply);
    const told = problemOf(error);
    const status = told?.status ?? 500;
    // Whoever has to sign in is asked to, and comes back.
    if (status === 401) return void reply.redirect(`/sign-in?to=${encodeURIComponent(returnTo(request))}`, 303);
    // Who works for the state sets up a second factor before anything else.
    if (told?.type === 'urn:ijazat:problem:second-factor') return void reply.redirect('/account/authenticator', 303);
    if (told && error instanceof NotSignedOn)
      return this.pages.show(request, reply, { view: 'session/not-signed-on', model: { reason: told.detail }, status });
    if (status >= 500)
      this.log.error({ err: error, method: request.method, path: request.url.replace(/\?.*/s, '') }, 'page failed');
    this.pages.show(request, reply, { view: 'error', model: { told: nearest(status) }, status });
  }
}

function nearest(status: number): number {
  if (TOLD.includes(status)) return status;
  if (status === 412) return 409;
  return status >= 500 ? 500 : 422;
}

function returnTo({ method, url }: FastifyRequest): string {
  return method === 'GET' ? url : '/cases';
}
