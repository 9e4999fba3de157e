import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { describeApi } from '../api/openapi.js';
import { checkPlain } from '../api/plain-text.js';
import { problem, ProblemError } from '../api/problem.js';
import type { Asked } from '../api/who.js';
import type { FieldError } from '../engine/index.js';
import { nestLog } from '../log/log.js';
import { AppModule } from './app-module.js';
import type { Service } from './service.js';

/** The largest form of a case is a few kilobytes; documents do not come this way. */
const BODY_LIMIT = 256 * 1024;

/** Builds the HTTP application over an assembled service; it does not listen yet. */
export async function createHttp(service: Service): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 300 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(service), adapter, {
    logger: nestLog(service.log),
    abortOnError: false,
  });
  app.useGlobalPipes(
    new ValidationPipe({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      exceptionFactory: (errors) => unfit(errors),
    }),
  );
  describeApi(app, service.version);
  watch(app, service);
  await app.init();
  return app;
}

function watch(app: NestFastifyApplication, { log, metrics }: Service): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preValidation', (request, _reply, done) => {
    try {
      checkPlain(request.body);
      checkPlain(request.params);
      checkPlain(request.query);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
  fastify.addHook('onResponse', (request: Asked, reply: FastifyReply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    metrics.request({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    if (method !== 'GET') log.info(described(request, reply), 'request');
    done();
  });
}

/** Case, actor and key of a request, never its data. */
function described(request: Asked, reply: FastifyReply): { [field: string]: unknown } {
  const { id } = request.params as { id?: string };
  const { type } = (request.body ?? {}) as { type?: unknown };
  return {
    method: request.method,
    path: request.url,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    case: id,
    event: typeof type === 'string' ? type.slice(0, 100) : undefined,
    actor: request.actor?.id,
    key: request.headers['idempotency-key'],
  };
}

function unfit(errors: readonly ValidationError[]): ProblemError {
  const flat = (error: ValidationError, at: string): FieldError[] => [
    ...Object.values(error.constraints ?? {}).map((message) => ({ field: `${at}/${error.property}`, message })),
    ...(error.children ?? []).flatMap((child) => flat(child, `${at}/${error.property}`)),
  ];
  const found = errors.flatMap((error) => flat(error, ''));
  const detail = found.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return new ProblemError(problem(422, 'data', detail, { errors: found }));
}
