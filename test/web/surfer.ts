import { routesOf } from '../../src/api/served.js';
import { isPagePath } from '../../src/web/page-requests.js';
import { mustBeOfAService, Tally } from '../support/fuzz.js';
import type { TestService } from '../support/service.js';

/** A form as it stands in a page: where it goes, and what it would send if nobody touched it. */
export interface FoundForm {
  readonly method: 'GET' | 'POST';
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

interface Shown {
  readonly status: number;
  readonly text: string;
}

const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin', accept: 'text/html' };
/** What would end the session that surfs. */
const ENDS = /sessions?\/|sign-out|authenticator|password/;
/** More kinds of pages than anybody can reach. */
const MOST_PAGES = 60;

/** Somebody with a browser who follows every link once a kind of page, and remembers the forms that stand there. */
export class Surfer {
  readonly tally = new Tally();

  private constructor(
    private readonly url: string,
    private readonly patterns: readonly { readonly url: string; readonly fits: RegExp }[],
    private readonly cookie: string | null,
  ) {}

  static async of(site: TestService, who: string | null): Promise<Surfer> {
    const patterns = routesOf(site.app.getHttpAdapter().getInstance())
      .filter(({ method, url }) => method === 'GET' && isPagePath(url) && !url.includes('*'))
      .map(({ url }) => ({ url, fits: new RegExp(`^${url.replaceAll(/:\w+/g, '[^/]+')}$`) }));
    const url = await site.app.getUrl();
    if (who === null) return new Surfer(url, patterns, null);
    const body = { email: `${who}@demo.test`, password: 'secret' };
    const told = await site.ask(null, 'POST', '/api/session/browser', { body, headers: SAME_ORIGIN });
    return new Surfer(url, patterns, String(told.headers['set-cookie']).replace(/;.*/, ''));
  }

  /** Page routes, by the addresses that are served. */
  get pages(): readonly string[] {
    return this.patterns.map(({ url }) => url);
  }

  /** The forms of every kind of page that can be reached from some addresses, one page a kind. */
  async surf(
    from: readonly string[],
  ): Promise<{ readonly kinds: readonly string[]; readonly forms: readonly FoundForm[] }> {
    const [seen, forms] = [new Map<string, string>(), new Map<string, FoundForm>()];
    const open = [...from];
    for (let path = open.shift(); path !== undefined && seen.size < MOST_PAGES; path = open.shift()) {
      const [bare = '/'] = path.split(/[?#]/);
      const kind = this.kindOf(bare);
      if (kind === undefined || seen.has(kind)) continue;
      seen.set(kind, path);
      const { text } = await this.ask('GET', path);
      open.push(...attributes(text, /<a\b[^>]*\shref="(\/[^"]*)"/g));
      for (const form of formsOf(text, bare)) {
        const { action, method, fields } = form;
        const key = `${method} ${this.kindOf(action) ?? action.replaceAll(/[0-9a-f-]{36}/g, ':id')} ${fields.map(([name]) => name).join()}`;
        if (!ENDS.test(action)) forms.set(key, form);
      }
    }
    return { kinds: [...seen.keys()], forms: [...forms.values()] };
  }

  /** Sends a form; throws where the service fails or tells of its inside. */
  async send({ method, action, fields }: FoundForm): Promise<Shown> {
    const query = new URLSearchParams(fields.map(([name, value]) => [name, value] as [string, string])).toString();
    return method === 'GET'
      ? this.ask('GET', `${action.replace(/\?.*/, '')}?${query}`)
      : this.ask('POST', action, query);
  }

  async ask(method: 'GET' | 'POST', path: string, form?: string): Promise<Shown> {
    const headers: { [name: string]: string } = { ...SAME_ORIGIN };
    if (this.cookie !== null) headers['cookie'] = this.cookie;
    if (form !== undefined) headers['content-type'] = 'application/x-www-form-urlencoded';
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers,
      ...(form === undefined ? {} : { body: form }),
    });
    const shown = { status: response.status, text: await response.text() };
    const [bare = '/'] = path.split('?');
    this.tally.note(`${method} ${this.kindOf(bare) ?? bare.replaceAll(/[0-9a-f-]{36}/g, ':id')}`, response.status);
    mustBeOfAService(`${method} ${path.slice(0, 300)} ${form?.slice(0, 500) ?? ''}`, shown);
    return shown;
  }

  private kindOf(path: string): string | undefined {
    const found = this.patterns.filter(({ fits }) => fits.test(path));
    return (found.find(({ url }) => url === path) ?? found[0])?.url;
  }
}

function formsOf(html: string, here: string): FoundForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)].map(([, head = '', inner = '']) => ({
    method: /method="post"/i.test(head) ? 'POST' : 'GET',
    action: /\baction="([^"]*)"/.exec(head)?.[1]?.replaceAll('&amp;', '&') ?? here,
    fields: [...inner.matchAll(/<(?:input|select|textarea|button)\b([^>]*)>/g)].flatMap(([, field = '']) => {
      const name = /\bname="([^"]*)"/.exec(field)?.[1];
      return name === undefined ? [] : [[name, unescaped(/\bvalue="([^"]*)"/.exec(field)?.[1] ?? '')] as const];
    }),
  }));
}

function attributes(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].flatMap(([, value]) => (value === undefined ? [] : [unescaped(value)]));
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
