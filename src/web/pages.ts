import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Browsers } from '../api/browsers.js';
import type { Asked } from '../api/who.js';
import { LANGUAGES } from '../messages/index.js';
import type { Assets } from './assets.js';
import { withErasuresTold } from './erasures.js';
import { compressed } from './compressed.js';
import { languageOf, TRAITS } from './languages.js';
import { FOOTER, navigationFor, works } from './navigation.js';
import { readerIn, type Reader } from './reader.js';
import type { Views } from './views.js';
import type { Words } from './words.js';

/** Pages run no script but ours and send forms to nobody else. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'private, no-cache',
  vary: 'cookie, accept-encoding, accept-language',
};

/** What a page is about. */
export interface Page {
  /** Name of its template. */
  readonly view: string;
  /** What the template shows. */
  readonly model?: object;
  readonly status?: number;
}

interface Parts {
  readonly views: Views;
  readonly words: Words;
  readonly assets: Assets;
  readonly browsers: Browsers;
  readonly production: boolean;
}

/** Shows pages. */
export class Pages {
  constructor(private readonly parts: Parts) {}

  readerOf(request: FastifyRequest): Reader {
    return readerIn(this.parts.words, languageOf(request.headers));
  }

  show(request: Asked, reply: FastifyReply, { view, model = {}, status = 200 }: Page): void {
    const told = withErasuresTold(this.readerOf(request), model);
    const html = this.parts.views.render(view, { ...this.chrome(request), ...told });
    const { body, encoding } = compressed(html, header(request.headers['accept-encoding']));
    if (encoding !== null) void reply.header('content-encoding', encoding);
    void reply.status(status).headers(HEADERS).type('text/html; charset=utf-8').send(body);
  }

  /** What every template may use: the reader, and what is around the page. */
  private chrome(request: Asked): object {
    const reader = this.readerOf(request);
    const { language, t } = reader;
    const { assets, production } = this.parts;
    const { tag, dir } = TRAITS[language];
    const [path = '/'] = request.url.split('?');
    return {
      ...reader,
      tag,
      dir,
      path,
      languages: LANGUAGES.map((other) => ({
        text: TRAITS[other].name,
        lang: TRAITS[other].tag,
        dir: TRAITS[other].dir,
        current: other === language,
        href: other === language ? undefined : inLanguage(request.url, other),
      })),
      tagOf: (other: (typeof LANGUAGES)[number]) => TRAITS[other].tag,
      dirOf: (other: (typeof LANGUAGES)[number]) => TRAITS[other].dir,
      asset: (name: string) => assets.url(name),
      demonstration: !production,
      navigation: navigationFor(request.actor).map(({ href, text }) => ({
        href,
        text: t(text),
        current: path === href,
      })),
      signedIn: signedIn(request, this.parts.browsers),
      footer: FOOTER.map(({ href, text }) => ({ href, text: t(text) })),
    };
  }
}

/** Who is signed in, and the token that every form of theirs carries; null: nobody. */
function signedIn({ actor, credential, unread = 0 }: Asked, browsers: Browsers): object | null {
  if (credential?.kind !== 'browser') return null;
  const { id, name, email } = credential.account;
  // Whom ladders alarm may have it told by the browser.
  const alarmed = actor && works(actor) ? id : null;
  return { name, email, unread, alarmed, formToken: browsers.formToken(credential) };
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}

function inLanguage(url: string, language: string): string {
  const [path = '/', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('lang', language);
  return `${path}?${parameters.toString()}`;
}
