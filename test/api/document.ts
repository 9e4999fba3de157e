import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { mustBeOfAService, Tally } from '../support/fuzz.js';
import { tokenOf, type TestService } from '../support/service.js';

type Schema = { readonly [keyword: string]: unknown };

interface Response {
  readonly content?: { readonly [mediaType: string]: { readonly schema: Schema } };
  readonly headers?: { readonly [name: string]: { readonly schema: Schema } };
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly description?: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly security?: readonly object[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly [mediaType: string]: { readonly schema: Schema } } };
  readonly responses: { readonly [status: string]: Response };
}

export interface Document {
  readonly openapi: string;
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly schemas: { readonly [name: string]: Schema } };
}

/** A route of the document. */
export interface Route {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

/** What a test sends: JSON as `body`, anything else as `raw`. */
export interface Sending {
  readonly body?: unknown;
  readonly raw?: string | Uint8Array;
  readonly headers?: { readonly [name: string]: string };
}

export interface Answered {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly text: string;
  // Looked into freely: that it fits the document has been checked.
  readonly body: never;
}

/** Asks a running service and compares every answer with what its document says of the route. */
export class DocumentedService {
  /** Statuses met, as `openCase 201`. */
  readonly met = new Set<string>();
  readonly tally = new Tally();
  readonly routes: readonly Route[];
  private readonly ajv = ajvFor();
  private readonly checks = new Map<string, ValidateFunction>();

  private constructor(
    private readonly site: TestService,
    private readonly url: string,
    readonly document: Document,
  ) {
    this.routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
    );
    this.ajv.addSchema({ $id: 'document', $defs: closed(pointed(document.components.schemas)) });
  }

  static async of(site: TestService): Promise<DocumentedService> {
    const url = await site.app.getUrl();
    const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as Document;
    return new DocumentedService(site, url, document);
  }

  /** Asks as a demonstration account (null: as nobody). Throws where the answer is not as documented. */
  async ask(who: string | null, method: string, path: string, sending: Sending = {}): Promise<Answered> {
    const answered = await this.send(who, method, path, sending);
    const route = this.routeOf(method, path);
    if (!route) throw new Error(`${method} ${path} is not in the document`);
    this.compare(route.operation, answered);
    return answered;
  }

  /** Asks without a look at the document. */
  async send(
    who: string | null,
    method: string,
    path: string,
    { body, raw, headers }: Sending = {},
  ): Promise<Answered> {
    const sent: { [name: string]: string } = {};
    if (body !== undefined) sent['content-type'] = 'application/json';
    if (who !== null) sent['authorization'] = `Bearer ${await tokenOf(this.site.service, who)}`;
    const text = raw ?? (body === undefined ? null : JSON.stringify(body));
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...sent, ...headers },
      body: text as never,
    });
    const told = await response.text();
    const route = this.routeOf(method, path);
    this.tally.note(route ? `${route.method} ${route.path}` : 'no route', response.status);
    mustBeOfAService(`${method} ${path.slice(0, 300)}`, { status: response.status, text: told });
    const found = Object.fromEntries(response.headers);
    const json = /json/.test(found['content-type'] ?? '') && told !== '';
    return { status: response.status, headers: found, text: told, body: (json ? JSON.parse(told) : told) as never };
  }

  /** Follows the stream, does something, and gives what the stream tells of it first. */
  async follow(who: string, act: () => Promise<unknown>): Promise<{ status: number; type: string; told: string }> {
    const hearing = new AbortController();
    const headers = { authorization: `Bearer ${await tokenOf(this.site.service, who)}` };
    const response = await fetch(`${this.url}/api/stream`, { headers, signal: hearing.signal });
    const type = (response.headers.get('content-type') ?? '').replace(/;.*/, '');
    await act();
    let told = '';
    const text = response.body?.pipeThrough(new TextDecoderStream());
    for await (const part of text ?? []) {
      told += part;
      if (/^data: .*\n\n/m.test(told)) break;
    }
    hearing.abort();
    return { status: response.status, type, told };
  }

  /** The route of the document that a request is for. */
  routeOf(method: string, path: string): Route | undefined {
    const bare = path.replace(/\?.*/s, '');
    const fits = (route: Route): boolean =>
      route.method === method && new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(bare);
    const found = this.routes.filter(fits);
    return found.find((route) => route.path === bare) ?? found[0];
  }

  /** Compiles a schema of the document. */
  compile(schema: Schema): ValidateFunction {
    const key = JSON.stringify(schema);
    const known = this.checks.get(key) ?? this.ajv.compile(closed(pointed(schema)));
    this.checks.set(key, known);
    return known;
  }

  private compare({ operationId, responses }: Operation, { status, headers, body, text }: Answered): void {
    const what = `${operationId} ${status}`;
    const response = responses[status];
    if (!response) throw new Error(`${what} is not in the document: ${text}`);
    this.met.add(what);
    const mediaType = (headers['content-type'] ?? '').replace(/;.*/, '');
    const schema = response.content?.[mediaType]?.schema;
    if (!schema) throw new Error(`${what} answers ${mediaType}, not ${Object.keys(response.content ?? {}).join()}`);
    this.mustFit(what, schema, body);
    for (const [name, header] of Object.entries(response.headers ?? {})) {
      this.mustFit(`${what}, header ${name}`, header.schema, headers[name.toLowerCase()]);
    }
  }

  private mustFit(what: string, schema: Schema, value: unknown): void {
    const check = this.compile(schema);
    if (check(value)) return;
    throw new Error(`${what}: ${this.ajv.errorsText(check.errors)} in ${JSON.stringify(value)?.slice(0, 2_000)}`);
  }
}

/** Strict, so that a keyword that means nothing fails; `example` is a word of OpenAPI. */
function ajvFor(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  ajv.addVocabulary(['example']);
  return ajv;
}

/** The same with references into the one schema that holds all components. */
function pointed<T>(schema: T): T {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', '"document#/$defs/')) as T;
}

/** The same without room for fields that are not documented. Answers may grow; the tests want to know. */
function closed<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map((item: unknown) => closed(item)) as T;
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value as unknown)]));
  return (
    'properties' in inner && !('additionalProperties' in inner) ? { ...inner, additionalProperties: false } : inner
  ) as T;
}
