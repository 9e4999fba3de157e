import type { IncomingHttpHeaders } from 'node:http';
import { LANGUAGES, type Language } from '../messages/index.js';

/** How each language is named in itself, written, and told to the browser and to Intl. */
export const TRAITS: {
  readonly [language in Language]: {
    readonly name: string;
    readonly tag: string;
    readonly locale: string;
    readonly dir: 'ltr' | 'rtl';
  };
} = {
  en: { name: 'English', tag: 'en', locale: 'en-GB', dir: 'ltr' },
  ur: { name: 'اردو', tag: 'ur', locale: 'ur-PK-u-nu-latn', dir: 'rtl' },
  zh: { name: '中文', tag: 'zh-Hans', locale: 'zh-CN', dir: 'ltr' },
};

export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((language) => language === text);
}

const COOKIE = 'ijazat-language';
const A_YEAR_SECONDS = 365 * 24 * 3600;

/** The value of `Set-Cookie` by which a choice is kept. It is no secret, and holds nothing about the person. */
export function keepLanguage(language: Language): string {
  return `${COOKIE}=${language}; Path=/; Max-Age=${A_YEAR_SECONDS}; SameSite=Lax; HttpOnly`;
}

/** What the reader chose, else the first language of the browser that we have, else English. */
export function languageOf(headers: IncomingHttpHeaders): Language {
  const chosen = new RegExp(`(?:^|;\\s*)${COOKIE}=(\\w+)`).exec(headers.cookie ?? '')?.[1];
  if (isLanguage(chosen)) return chosen;
  return preferred(headers['accept-language'] ?? '') ?? 'en';
}

function preferred(accepted: string): Language | undefined {
  const wanted = accepted.split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().split(';');
    const quality = /^\s*q=([\d.]+)/.exec(parameters.join(';'))?.[1];
    return { language: tag.split('-')[0]?.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
  });
  wanted.sort((one, other) => other.quality - one.quality);
  return wanted.map(({ language }) => language).find(isLanguage);
}
