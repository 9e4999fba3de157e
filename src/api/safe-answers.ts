import type { FastifyInstance } from 'fastify';

/** Answers of the API are data: no page shows them as one, no cache keeps them, no browser guesses what they are. */
const OF_DATA = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};
/** For a browser that came by HTTPS once: no other way for a year. */
const ALWAYS_ENCRYPTED = { 'strict-transport-security': 'max-age=31536000' };

/** Adds what keeps answers from being misused by a browser. What a route says of its own stands. */
export function makeAnswersSafe(fastify: FastifyInstance, { production }: { readonly production: boolean }): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const isData = request.url.startsWith('/api/') && !request.url.startsWith('/api/docs');
    if (isData) void reply.headers(OF_DATA);
    if (production) void reply.headers(ALWAYS_ENCRYPTED);
    done();
  });
}
