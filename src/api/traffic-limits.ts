import type { FastifyInstance } from 'fastify';
import type { Traffic } from '../traffic/traffic.js';

/** Refuses an address that asks too often, before anything is read of its request. */
export function limitAddresses(fastify: FastifyInstance, traffic: Traffic): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    try {
      // Whoever watches over the service is no visitor.
      if (!request.url.startsWith('/health/')) traffic.ofAddress(request.ip);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}
