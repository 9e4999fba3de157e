import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService, type TestService } from '../support/service.js';
import { DocumentedService, type Document } from './document.js';

/** What is served beside the routes of the document: the document itself, pages made from it, and the pages of people. */
const UNDOCUMENTED = /^\/api\/(openapi\.json|docs(\/.*)?)$|^\/(?!api|health|metrics|\.well-known)/;

describe('the OpenAPI document', () => {
  let site: TestService;
  let service: DocumentedService;
  let document: Document;
  beforeAll(async () => {
    site = await startService('sqlite');
    service = await DocumentedService.of(site);
    document = service.document;
  });
  afterAll(() => site.close());

  it('has schemas that are JSON Schema, and refers to none that it has not', () => {
    const { schemas } = document.components;
    for (const schema of Object.values(schemas)) expect(() => service.compile(schema)).not.toThrow();
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"(.*?)"/g)].map(([, to]) => to);
    const known = Object.keys(schemas).map((name) => `#/components/schemas/${name}`);
    expect(new Set(references)).toEqual(new Set(known));
  });

  it('says of every route what it is called, what it is for and what it answers', () => {
    const ids = service.routes.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of service.routes) {
      expect(operation).toMatchObject({
        operationId: expect.stringMatching(/^[a-z]+[A-Za-z]*$/),
        summary: expect.any(String),
      });
      const successes = Object.keys(operation.responses).filter((status) => status.startsWith('2'));
      expect(successes).toHaveLength(1);
      for (const response of Object.values(operation.responses)) {
        expect(response).toMatchObject({ description: expect.stringMatching(/\S/), content: expect.any(Object) });
        for (const { schema } of Object.values(response.content ?? {})) service.compile(schema);
      }
    }
  });

  it('describes every parameter, and names those of the path in the path', () => {
    for (const { path, operation } of service.routes) {
      for (const { description, schema } of operation.parameters) {
        expect(description).toMatch(/\S/);
        service.compile(schema);
      }
      const named = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(named.every(({ required }) => required === true)).toBe(true);
      const asked = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(named.map(({ name }) => name)).toEqual(asked);
    }
  });

  it('describes every field', () => {
    const bare = Object.entries(document.components.schemas).flatMap(([name, { properties }]) =>
      Object.entries((properties ?? {}) as { [field: string]: { description?: string } })
        .filter(([, { description }]) => !description?.trim())
        .map(([field]) => `${name}.${field}`),
    );
    expect(bare).toEqual([]);
  });

  it('asks for a token on every route but those for anyone', () => {
    const open = service.routes.filter(({ operation }) => operation.security === undefined).map(({ path }) => path);
    expect([...new Set(open)].sort()).toEqual([
      '/.well-known/jwks.json',
      '/api/accounts',
      '/api/anchors',
      '/api/anchors/{n}',
      '/api/certificates/{reference}',
      '/api/clock',
      '/api/passwords/forgotten',
      '/api/passwords/renew',
      '/api/registrations',
      '/api/registrations/confirm',
      '/api/session',
      '/api/session/browser',
      '/api/standard',
      '/health/live',
      '/health/ready',
      '/metrics',
    ]);
    for (const { operation } of service.routes) {
      const answers = Object.keys(operation.responses);
      expect([operation.operationId, !operation.security || answers.includes('401')]).toEqual([
        operation.operationId,
        true,
      ]);
    }
  });

  it('has every route of the running service, and the service every route it has', async () => {
    const fastify = site.app.getHttpAdapter().getInstance();
    const running = pathsOf(fastify.printRoutes({ commonPrefix: false })).filter(
      (path) => !path.includes('*') && !UNDOCUMENTED.test(path),
    );
    expect(running.sort()).toEqual(Object.keys(document.paths).sort());
    for (const path of Object.keys(document.paths)) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        const { status, headers } = await service.send(null, method, path.replaceAll(/[{}]/g, ''));
        const documented = document.paths[path]?.[method.toLowerCase()] !== undefined;
        expect([method, path, status === 405]).toEqual([method, path, !documented]);
        const [known = ''] = Object.keys(document.paths[path] ?? {});
        const allowed = documented || String(headers['allow']).includes(known.toUpperCase());
        expect([method, path, allowed]).toEqual([method, path, true]);
      }
    }
  });

  it('is shown as pages', async () => {
    for (const path of ['/api/docs', '/api/docs/', '/api/docs/index.html']) {
      const { status, headers, text } = await service.send(null, 'GET', path);
      expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
      for (const [, file = ''] of text.matchAll(/(?:src|href)="\.\/([^"]*)"/g)) {
        const part = await service.send(null, 'GET', new URL(file, `http://x${path}`).pathname);
        expect([file, part.status]).toEqual([file, 200]);
      }
    }
    const start = await service.send(null, 'GET', '/api/docs/swagger-ui-init.js');
    expect(start.text).toContain('"applyEvent"');
  });
});

/** The paths of Fastify's drawing of its router, in the spelling of OpenAPI. */
function pathsOf(drawing: string): string[] {
  const above: string[] = [];
  return drawing.split('\n').flatMap((line) => {
    const found = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (!found) return [];
    const [, indent = '', part = '', methods] = found;
    const depth = indent.length / 4;
    const path = (above[depth - 1] ?? '') + part;
    above.splice(depth, above.length, path);
    return methods ? [path.replaceAll(/:(\w+)/g, '{$1}')] : [];
  });
}
