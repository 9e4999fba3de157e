import cookies from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyServerOptions } from 'fastify';
import { Browsers } from '../api/browsers.js';
import { EnvelopePipe } from '../api/envelope-pipe.js';
import { describeApi } from '../api/openapi.js';
import { makeAnswersSafe } from '../api/safe-answers.js';
import { makeDocsSafe } from '../api/safe-docs.js';
import { mustAllHaveRules, noteRoutes } from '../api/served.js';
import { limitAddresses } from '../api/traffic-limits.js';
import type { Asked } from '../api/who.js';
import type { Readings } from '../evidence/readings.js';
import {
  acceptDocuments,
  acceptJsonOnly,
  checkAddresses,
  problemOfAddress,
  refuseOtherMethods,
  refuseWire,
} from '../api/wire.js';
import { nestLog } from '../log/log.js';
import type { Rule } from '../policy/rules.js';
import { Web } from '../web/web.js';
import { AppModule } from './app-module.js';
import type { Service } from './service.js';

/** The largest form of a case is a few kilobytes; documents do not come this way. */
const BODY_LIMIT = 256 * 1024;
/** For a whole request to arrive, milliseconds: whoever dribbles it holds a connection. A document on a slow line takes its while. */
const REQUEST_TIMEOUT_MS = 120_000;

/** Builds the HTTP application over an assembled service; it does not listen yet. */
export async function createHttp(service: Service): Promise<NestFastifyApplication> {
  const { trustedProxies } = service.environment;
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseWire,
  });
  const web = new Web(service);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(service, web), adapter, {
    logger: nestLog(service.log),
    abortOnError: false,
    bodyParser: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  await app.register(cookies);
  makeAnswersSafe(fastify, service.environment);
  makeDocsSafe(fastify);
  limitAddresses(fastify, service.traffic);
  acceptJsonOnly(fastify);
  acceptDocuments(fastify);
  checkAddresses(fastify);
  noteRoutes(fastify);
  await web.serve(fastify);
  watch(fastify, service);
  app.useGlobalPipes(new EnvelopePipe());
  describeApi(app, { version: service.version, cookie: app.get(Browsers).cookie });
  await app.init();
  mustAllHaveRules(fastify);
  refuseOtherMethods(fastify);
  return app;
}

/** Before there is a route there is no exception filter either. */
const refuseAddress: FastifyServerOptions['frameworkErrors'] = (error, { url }, reply) => {
  const told = problemOfAddress(error, url);
  void reply
    .status(told.status as never)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(told as never);
};

function watch(fastify: FastifyInstance, { log, metrics, readings, clock }: Service): void {
  fastify.addHook('onResponse', (request: Asked, reply: FastifyReply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    metrics.request({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    if (method !== 'GET')
      log[reply.statusCode < 400 && isBeat(route) ? 'debug' : 'info'](described(request, reply), 'request');
    else if (reply.statusCode === 200) noteReading(request, readings, clock.now());
    done();
  });
}

/** What an open page says by itself every few seconds that it is still open. */
const isBeat = (route: string): boolean => route === '/cases/:id/presence';

/** Whoever is shown something of a case has read it: what a route shows is the last part of its address. */
function noteReading({ actor, params, routeOptions, read }: Asked, readings: Readings, at: number): void {
  const { rule } = routeOptions.config as { rule?: Rule };
  if (actor && read) return readings.note({ actor, caseId: read.case, what: read.what, at });
  if (!actor || rule?.reach !== 'case') return;
  const { id: caseId } = params as { id: string };
  const [, part = ''] = (routeOptions.url ?? '').split('/:id/');
  readings.note({ actor, caseId, what: part === '' ? 'case' : part, at });
}

/** Case, actor and key of a request, never its data: not what was asked in the query either. */
function described(request: Asked, reply: FastifyReply): { [field: string]: unknown } {
  const { id } = request.params as { id?: string };
  const { type } = (request.body ?? {}) as { type?: unknown };
  return {
    method: request.method,
    path: request.url.replace(/\?.*/s, ''),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    case: id,
    event: typeof type === 'string' ? type.slice(0, 100) : undefined,
    actor: request.actor?.id,
    key: request.headers['idempotency-key'],
  };
}
