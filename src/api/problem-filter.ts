import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { TooOften } from '../identity/throttle.js';
import type { ProblemAnswer } from './answers.js';
import { isForKeepers, problem, problemOf } from './problem.js';

/** Every error leaves as problem+json; what is the service's own fault is logged and told without its inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.refuse(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const known = problemOf(error);
    if (!known || isForKeepers(error))
      this.log.error({ err: error, method: request.method, path: request.url.replace(/\?.*/s, '') }, 'request failed');
    const body = known ?? problem(500, 'internal', 'the service failed; nothing was changed');
    if (body.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (error instanceof TooOften) void reply.header('retry-after', String(error.retryAfter));
    if (body.status === 503) void reply.header('retry-after', '1');
    const told: ProblemAnswer = { ...body, instance: request.url };
    void reply.status(body.status).header('content-type', 'application/problem+json; charset=utf-8').send(told);
  }
}
