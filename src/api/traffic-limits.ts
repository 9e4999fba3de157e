import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Traffic } from '../traffic/traffic.js';
import { TooOften } from '../identity/throttle.js';
import { problem } from './problem.js';

/** An office of many people shares an address. */
const ACCOUNTS_BEHIND_AN_ADDRESS = 10;

/** Refuses an address that asks too often, before anything is read of its request. */
export function limitAddresses(fastify: FastifyInstance, traffic: Traffic, requestsPerMinute: number): void {
  if (requestsPerMinute === 0) return;
  const most = requestsPerMinute * ACCOUNTS_BEHIND_AN_ADDRESS;
  fastify.addHook('onRequest', (request, reply, done) => {
    // Whoever watches over the service is no visitor.
    if (request.url.startsWith('/health/')) return done();
    try {
      traffic.count(`address/${request.ip}`, most);
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
