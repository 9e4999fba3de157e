import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Traffic } from '../traffic/traffic.js';
import { TooOften } from '../identity/throttle.js';
import { problem } from './problem.js';

/** Refuses an address that asks too often, before anything is read of its request. */
export function limitAddresses(fastify: FastifyInstance, traffic: Traffic): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    // Whoever watches over the service is no visitor.
    if (request.url.startsWith('/health/')) return done();
    try {
      traffic.ofAddress(request.ip);
      done();
    } catch (error) {
      if (!(error instanceof TooOften)) return done(error as Error);
      refuse(reply, error, request.url);
    }
  });
}

function refuse(reply: FastifyReply, { message, retryAfter }: TooOften, instance: string): void {
  void reply
    .status(429)
    .header('retry-after', String(retryAfter))
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send({ ...problem(429, 'too-often', message), instance });
}
