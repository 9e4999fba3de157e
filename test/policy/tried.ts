import { routesOf, type ServedRoute } from '../../src/api/served.js';
import { pdf, send } from '../documents/sending.js';
import { tokenOf, type Answer, type TestService } from '../support/service.js';
import { MILL } from '../support/applications.js';
import { bodyFor } from './bodies.js';
import type { CaseName, Person } from './people.js';

/** What there is of a case to be asked for. */
export interface Sample {
  readonly id: string;
  readonly task: string;
  /** Whose it is, where it is a company’s. */
  readonly company: string;
  /** Given on it. */
  readonly document: string;
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
    return { status: response.status, text: await response.text() };
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

/** There is nothing of this id. */
export const NONE = '00000000-0000-4000-8000-000000000000';

/** Investors beside those of the demonstration. */
const MORE = ['representative', 'partner', 'agent', 'former'];

/** Stands in an internal note of EPA Punjab on case A, and nowhere else. */
export const NOTE = 'Note on A';

/** Opens the cases that are tried, and empowers who acts in them for others. */
export async function openSamples(site: TestService): Promise<{ readonly [name in CaseName]: Sample }> {
  const accounts = MORE.map((name) => {
    const id = `${name}@demo.test`;
    return {
      id,
      email: id,
      name,
      language: 'en',
      demo: true,
      posts: [{ role: 'investor' }],
      authenticator: false,
    } as const;
  });
  await site.service.identity.accounts.put(accounts);
  const post = async (who: string, path: string, body: object): Promise<Answer> => {
    const told = await site.ask(who, 'POST', path, { body });
    if (told.status >= 300) throw new Error(`${path}: ${told.body.detail}`);
    return told.body;
  };
  const open = async (who: string, workflow: string, title: string, more: object = {}): Promise<Sample> => {
    const { data = {}, ...company } = more as { data?: object };
    const opened = await post(who, '/api/cases', { workflow, data: { ...data, title }, ...company });
    return { id: opened.id, task: String(opened.tasks[0]?.id), company: NONE, document: NONE, mark: title };
  };
  const C = await open('investor', 'investor-approval', 'Mark of C', { data: MILL });
  const submitted = await post('investor', `/api/cases/${C.id}/events`, { type: 'submit' });
  const company = await post('representative', '/api/companies', { name: 'Mark of D Limited', ground: 'Memorandum' });
  await post('representative', `/api/companies/${company.id}/people`, { person: 'partner@demo.test', ground: 'Board' });
  const A = await open('investor', 'desk-epa-punjab', 'Mark of A');
  const agents = `/api/cases/${A.id}/agents`;
  await post('investor', agents, { person: 'agent@demo.test', ground: 'Power of attorney' });
  const { id } = await post('investor', agents, { person: 'former@demo.test', ground: 'Power of attorney' });
  await post('investor', `${agents}/${id}/end`, { ground: 'Withdrawn' });
  await post('officer.epa-punjab', `/api/cases/${A.id}/notes`, { text: NOTE });
  const D = await open('representative', 'desk-epa-punjab', 'Mark of D', { company: company.id });
  const B = await open('investor2', 'desk-fbr', 'Mark of B');
  const withDocument = async (who: string, sample: Sample): Promise<Sample> => {
    const path = `/api/cases/${sample.id}/documents?name=${encodeURIComponent(`${sample.mark}.pdf`)}`;
    const { status, body } = await send(site, who, path, { bytes: pdf(sample.mark) });
    if (status !== 201) throw new Error(`${path}: ${body.detail}`);
    return { ...sample, document: body.id };
  };
  return {
    A: await withDocument('investor', A),
    B: await withDocument('investor2', B),
    C: await withDocument('investor', { ...C, task: String(submitted.tasks[0]?.id) }),
    D: await withDocument('representative', { ...D, company: company.id }),
  };
}
