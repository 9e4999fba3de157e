import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { readJson } from './json-body.js';
import { checkPlain } from './plain-text.js';
import { badField, problem, problemOf, ProblemError, type ProblemBody } from './problem.js';

/* What is settled before a request reaches its route. */

/** Bodies are JSON and nothing else: a form of a foreign page, which needs no preflight, is refused as 415. */
export function acceptJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, readJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Refuses in paths and queries what is refused in bodies, and a query that cannot be decoded. */
export function checkAddresses(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    try {
      checkEncoding(request.url);
      checkPlain(request.params);
      checkPlain(request.query);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}

function checkEncoding(url: string): void {
  const query = url.slice(url.indexOf('?') + 1);
  if (!query.includes('%')) return;
  try {
    decodeURIComponent(query);
  } catch {
    throw badField('?', 'the query is not percent-encoded UTF-8', 400);
  }
}

/** A known path that is asked in another way: 405, with the ways it can be asked. Call it before the routes are made; gives what to call after. */
export function refuseOtherMethods(fastify: FastifyInstance): () => void {
  const known = new Map<string, Set<string>>();
  fastify.addHook('onRoute', ({ url, method }) => {
    const methods = known.get(url) ?? new Set();
    known.set(url, methods);
    for (const one of [method].flat()) methods.add(one);
  });
  return () => {
    for (const [url, methods] of [...known]) {
      if (url.includes('*')) continue;
      const others = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((one) => !methods.has(one));
      const allow = [...methods].join(', ');
      const refuse = problem(405, 'method', `this is asked by ${allow} only`);
      fastify.route({
        method: others,
        url,
        exposeHeadRoute: false,
        onRequest: (_request, reply, done) => {
          void reply.header('allow', allow);
          done(new ProblemError(refuse));
        },
        handler: () => undefined,
      });
    }
  };
}

interface Sink {
  status(status: number): Sink;
  header(name: string, value: string): Sink;
  send(body: object): unknown;
}

/** What the router refuses before there is a route: an address that cannot be decoded, or too long a name in it. */
export function refuseAddress(error: Error, { url }: { readonly url: string }, reply: Sink): void {
  const known = problemOf(error) ?? problem(400, 'request', error.message);
  const body: ProblemBody =
    known.status === 414 ? { ...known, detail: 'a name in the address is longer than any there is' } : known;
  reply
    .status(body.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send({ ...body, instance: url.slice(0, 500) });
}

/** What Node cannot read as HTTP. */
export function refuseWire(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, words] =
    error.code === 'HPE_HEADER_OVERFLOW' ? [431, 'Request Header Fields Too Large'] : [400, 'Bad Request'];
  const body = JSON.stringify(problem(status, 'request', status === 431 ? 'the head of the request is too large' : 'this is not HTTP'));
  const head = `HTTP/1.1 ${status} ${words}\r\nContent-Length: ${Buffer.byteLength(body)}`;
  if (socket.writable) {
    socket.write(`${head}\r\nContent-Type: application/problem+json; charset=utf-8\r\nConnection: close\r\n\r\n${body}`);
  }
  socket.destroy(error);
}
