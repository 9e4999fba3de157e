import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { refusal } from './answers.js';

type Paths = OpenAPIObject['paths'];
type Operation = NonNullable<Paths[string]['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** OpenAPI 3.1 at /api/openapi.json, and pages made from it at /api/docs. */
export function describeApi(app: INestApplication, about: { version: string; cookie: string }): void {
  SwaggerModule.setup('api/docs', app, () => documentOf(app, about), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Ijazat: API',
    // Without the library's own bar, and no other site is asked what it thinks of the document.
    swaggerOptions: { layout: 'BaseLayout', validatorUrl: null },
  });
}

function documentOf(app: INestApplication, { version, cookie }: { version: string; cookie: string }): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Ijazat')
    .setDescription(
      'One-window approvals for investors. Times are UTC instants. Errors are RFC 9457 problem details; lists are paged by cursor: ' +
        '`next` of a page is the `cursor` of the one after it, and null on the last.',
    )
    .setVersion(version)
    .addBearerAuth()
    .addCookieAuth(cookie)
    .build();
  const document = SwaggerModule.createDocument(app, config);
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) if (path[method]) complete(path[method], method, document);
  }
  return document;
}

/** Adds to a route what holds for all of its kind: how it refuses what cannot be read, and that its body holds no other fields. */
function complete(operation: Operation, method: string, { components }: OpenAPIObject): void {
  const { responses, requestBody, parameters = [] } = operation;
  const named = parameters.some((parameter) => 'in' in parameter && parameter.in === 'path');
  const statuses = [400, 422, 429, ...(named ? [414] : []), ...(method === 'get' ? [] : [413, 415])];
  for (const status of statuses) responses[status] ??= refusal(status);
  responses.default ??= { ...refusal(500), description: 'Any other refusal, or a failure of the service' };
  const schema = requestBody && 'content' in requestBody && requestBody.content['application/json']?.schema;
  const name = schema && '$ref' in schema ? schema.$ref.split('/').at(-1) : undefined;
  const form = name === undefined ? undefined : components?.schemas?.[name];
  if (form && !('$ref' in form)) form.additionalProperties = false;
}
