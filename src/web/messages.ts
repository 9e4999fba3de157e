import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { LANGUAGES, TRAITS, type Language } from './languages.js';

/** What a message may be filled with. */
export type Values = { readonly [name: string]: string | number | boolean | Date | null | undefined };

/** ICU messages by key: `home.title` is `title` in `home.json`. */
export type Catalogue = ReadonlyMap<string, string>;

const FOLDER = fileURLToPath(new URL('messages', import.meta.url));

/**
 * The words of law and workflow (approvals, agencies, events, fields) are written once, in English, where they are declared. This file of a
 * language translates them by their English text.
 */
const DECLARED = 'declared';

/** Every text of the pages, in every language. */
export class Messages {
  private readonly formats = new Map<string, IntlMessageFormat>();

  constructor(
    readonly catalogues: { readonly [language in Language]: Catalogue },
    private readonly declared: { readonly [language in Language]: Catalogue },
  ) {}

  static load(folder = FOLDER): Messages {
    const of = (names: (name: string) => boolean) =>
      Object.fromEntries(LANGUAGES.map((language) => [language, readCatalogue(join(folder, language), names)])) as {
        [language in Language]: Catalogue;
      };
    return new Messages(
      of((name) => name !== DECLARED),
      of((name) => name === DECLARED),
    );
  }

  has(language: Language, key: string): boolean {
    return this.catalogues[language].has(key);
  }

  /** A message in words. Throws for a key that nobody wrote, which a test finds before a reader does. */
  say(language: Language, key: string, values: Values = {}): string {
    return String(this.format(language, key).format(values));
  }

  /** A text declared in English elsewhere, in the reader's language; as it is declared where it is not translated. */
  said(language: Language, text: string): string {
    return this.declared[language].get(`${DECLARED}.${text}`) ?? text;
  }

  isTranslated(language: Language, text: string): boolean {
    return language === 'en' || this.declared[language].has(`${DECLARED}.${text}`);
  }

  private format(language: Language, key: string): IntlMessageFormat {
    const known = this.formats.get(`${language} ${key}`);
    if (known) return known;
    const text = this.catalogues[language].get(key);
    if (text === undefined) throw new Error(`there is no message "${key}" in ${language}`);
    // Tags are the templates' business: messages hold text only.
    const format = new IntlMessageFormat(text, TRAITS[language].locale, undefined, { ignoreTag: true });
    this.formats.set(`${language} ${key}`, format);
    return format;
  }
}

function readCatalogue(folder: string, wanted: (name: string) => boolean): Catalogue {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json') && wanted(basename(file, '.json')))
    .sort();
  return new Map(
    files.flatMap((file) => {
      const messages = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { [key: string]: string };
      return Object.entries(messages).map(([key, text]) => [`${basename(file, '.json')}.${key}`, text] as const);
    }),
  );
}
