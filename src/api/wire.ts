import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { ProblemAnswer } from './answers.js';
import { readJson } from './json-body.js';
import { checkPlain } from './plain-text.js';
import { routesOf } from './served.js';
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

/** Addresses, as routes have them, that take a document as it is. */
const TAKES_DOCUMENTS = [
  '/api/cases/:id/documents',
  '/api/cases/:id/events/:seq/order',
  '/api/confirmations/:id/document',
];

/** A document is handed on as it arrives, to the routes that take one and to no other. */
export function acceptDocuments(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('application/octet-stream', (request, payload, done) => {
    if (TAKES_DOCUMENTS.includes(request.routeOptions.url ?? '')) done(null, payload);
    else {
      payload.resume();
      done(new ProblemError(problem(415, 'request', 'this takes JSON, not a document')));
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
  const start = url.indexOf('?');
  if (start < 0 || !url.includes('%', start)) return;
  try {
    decodeURIComponent(url.slice(start));
  } catch {
    throw badField('', 'the query is not percent-encoded UTF-8', 400);
  }
}

/** Answers a known path that is asked in another way by 405, with the ways it can be asked. Call it after the routes are made. */
export function refuseOtherMethods(fastify: FastifyInstance): void {
  const known = new Map<string, string[]>();
  for (const { url, method } of routesOf(fastify)) known.set(url, [...(known.get(url) ?? []), method]);
  for (const [url, methods] of known) {
    if (url.includes('*')) continue;
    const others = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((one) => !methods.includes(one));
    const allow = [...new Set(methods)].join(', ');
    const refuse = problem(405, 'method', `this is asked by ${allow} only`);
    fastify.route({
      method: others,
      url,
      exposeHeadRoute: false,
      config: { refusing: true },
      onRequest: (_request, reply, done) => {
        void reply.header('allow', allow);
        done(new ProblemError(refuse));
      },
      handler: () => undefined,
    });
  }
}

/** What the router refuses before there is a route: an address that cannot be decoded, or too long a name in it. */
export function problemOfAddress(error: Error, url: string): ProblemAnswer {
  const known = problemOf(error) ?? problem(400, 'request', error.message);
  const detail = known.status === 414 ? 'a name in the address is longer than any there is' : known.detail;
  return { ...known, detail, instance: url };
}

/** What Node cannot read as HTTP: the connection is answered and closed. */
export function refuseWire(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const refused = problemOfWire(error.code);
  const body = JSON.stringify(refused);
  const head = [
    `HTTP/1.1 ${refused.status} ${STATUS_CODES[refused.status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroy(error);
}

function problemOfWire(code: string | undefined): ProblemBody {
  if (code === 'HPE_HEADER_OVERFLOW') return problem(431, 'request', 'the address and headers are too large together');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return problem(408, 'request', 'the request did not arrive in time');
  return problem(400, 'request', 'this is not HTTP');
}
