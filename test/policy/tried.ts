import { unzipSync } from 'fflate';
import { routesOf, type ServedRoute } from '../../src/api/served.js';
import { pdf } from '../documents/sending.js';
import { tokenOf, type TestService } from '../support/service.js';
import { bodyFor } from './bodies.js';
import type { Person } from './people.js';

/** What there is of a case to be asked for. */
export interface Sample {
  readonly id: string;
  readonly task: string;
  /** Whose it is, where it is a company’s. */
  readonly company: string;
  /** Given on it. */
  readonly document: string;
  /** Issued on it. */
  readonly letter: string;
  /** The first one. */
  readonly escalation: string;
  /** Stands in nothing but what tells of this case. */
  readonly mark: string;
}

export interface Told {
  readonly status: number;
  readonly text: string;
}

type Document = {
  readonly paths: { readonly [path: string]: { readonly [method: string]: { readonly requestBody?: Body } } };
  readonly components: { readonly schemas: { readonly [name: string]: { readonly [keyword: string]: unknown } } };
};
type Body = {
  readonly content: { readonly [type: string]: { readonly schema: { readonly [keyword: string]: unknown } } };
};

/** Bodies that mean more than their schema says. */
const BODIES: { readonly [route: string]: unknown } = {
  'POST /api/cases/:id/events': { type: 'there is no such event' },
  'POST /api/cases': { workflow: 'desk-fbr', data: { title: 'Opened by the way' } },
  // The clock is left where it is.
  'POST /api/clock': { to: '2000-01-01T00:00:00Z' },
};

/** A running service, asked route by route. */
export class Tried {
  private constructor(
    private readonly site: TestService,
    private readonly url: string,
    private readonly document: Document,
  ) {}

  static async of(site: TestService): Promise<Tried> {
    const url = await site.app.getUrl();
    return new Tried(site, url, (await (await fetch(`${url}/api/openapi.json`)).json()) as Document);
  }

  /** What can be asked; HEAD is answered by the handler of GET. */
  get routes(): readonly ServedRoute[] {
    const routes = routesOf(this.site.app.getHttpAdapter().getInstance()).filter(({ method }) => method !== 'HEAD');
    return routes.filter(({ method, url }) => method === 'GET' || method === 'POST' || !url.includes('*'));
  }

  async ask({ who }: Pick<Person, 'who'>, { method, url }: ServedRoute, path: string): Promise<Told> {
    const headers: { [name: string]: string } = { accept: 'application/json' };
    if (who !== null) headers['authorization'] = `Bearer ${await tokenOf(this.site.service, who)}`;
    const isPage = !url.startsWith('/api/');
    // What goes on for ever is asked for its beginning.
    const asked = url === '/api/stream' ? 'HEAD' : (method as 'GET' | 'POST');
    const takesDocument = method === 'POST' && !isPage && this.takesDocument(url);
    const body = method === 'POST' && !isPage && !takesDocument ? this.bodyOf(method, url) : undefined;
    if (method === 'POST' && isPage) headers['content-type'] = 'application/x-www-form-urlencoded';
    if (takesDocument) headers['content-type'] = 'application/octet-stream';
    if (body !== undefined) headers['content-type'] = 'application/json';
    const sending = body === undefined ? {} : { body: JSON.stringify(body) };
    const said = takesDocument ? { body: new Uint8Array(pdf()) } : sending;
    const to = `${this.url}${path}${takesDocument ? '?name=a.pdf' : ''}`;
    const response = await fetch(to, { method: asked, headers, redirect: 'manual', ...said });
    return { status: response.status, text: await textOf(response) };
  }

  private takesDocument(url: string): boolean {
    const body = this.document.paths[url.replaceAll(/:(\w+)/g, '{$1}')]?.['post']?.requestBody;
    return body?.content['application/octet-stream'] !== undefined;
  }

  private bodyOf(method: string, url: string): unknown {
    const special = BODIES[`${method} ${url}`];
    if (special !== undefined) return special;
    const documented = this.document.paths[url.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    const schema = documented?.requestBody?.content['application/json']?.schema;
    return schema && bodyFor(schema, this.document.components.schemas);
  }
}

/** What an answer tells; of an archive all that is in it. */
async function textOf(response: Response): Promise<string> {
  if (response.headers.get('content-type') !== 'application/zip') return response.text();
  const files = Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer())));
  return files.map(([path, content]) => `${path}\n${Buffer.from(content).toString('utf8')}`).join('\n');
}

/** There is nothing of this id. */
export const NONE = '00000000-0000-4000-8000-000000000000';
