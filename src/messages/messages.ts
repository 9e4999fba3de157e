import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { ConfigError, refuseIfAny, YamlFile, type Path, type Problem } from '../yaml/index.js';
import { argumentsOf } from './arguments.js';

/** The languages in which people are spoken to. English first: it governs unless a law says otherwise. */
export const LANGUAGES = ['en', 'ur', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Texts run from right to left. */
export const isRightToLeft = (language: Language): boolean => language === 'ur';

/** How dates and numbers are written: in the digits and by the names of the country that reads them. */
const LOCALES: { readonly [language in Language]: string } = { en: 'en-GB', ur: 'ur-PK-u-nu-latn', zh: 'zh-CN' };

/** The law of Pakistan reads clocks in Pakistan, wherever the server stands. */
const timeZone = 'Asia/Karachi';
const FORMATS = {
  date: { long: { timeZone, day: 'numeric', month: 'long', year: 'numeric' } },
  time: { short: { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } },
} as const;

/** What a message takes. An instant is in epoch milliseconds. */
export type Values = { readonly [name: string]: string | number | boolean | null | undefined };

/** A message, and the names of what it takes. */
interface Message {
  readonly text: string;
  /** null: the text as it is. */
  readonly format: IntlMessageFormat | null;
  readonly takes: readonly string[];
}

type Known = ReadonlyMap<string, Message>;

/** The words of the service, by language and name, in the ICU message format. */
export class Messages {
  private constructor(private readonly byLanguage: ReadonlyMap<Language, Known>) {}

  /**
   * Reads `<folder>/<language>/*.yaml`; the name of a message is its file and its keys: `letters.titles.grant`.
   *
   * @throws ConfigError for a message that cannot be read, and where a language lacks one of English or takes other arguments
   */
  static load(folder: string): Messages {
    const problems: Problem[] = [];
    const places = new Map<string, (message: string) => Problem>();
    const byLanguage = new Map<Language, Known>();
    for (const language of LANGUAGES) {
      const known = new Map<string, Message>();
      byLanguage.set(language, known);
      for (const { name, text, problem } of messagesIn(join(folder, language), problems)) {
        places.set(`${language} ${name}`, problem);
        try {
          known.set(name, messageOf(text, language));
        } catch (error) {
          problems.push(problem(`expected an ICU message (found: ${error instanceof Error ? error.message : text})`));
        }
      }
    }
    problems.push(...unlike(byLanguage, places));
    refuseIfAny(problems);
    return new Messages(byLanguage);
  }

  has(language: Language, name: string): boolean {
    return this.byLanguage.get(language)?.has(name) ?? false;
  }

  /** The messages of a file as they are written, by the rest of their names. */
  written(language: Language, file: string): ReadonlyMap<string, string> {
    const all = [...(this.byLanguage.get(language) ?? [])];
    return new Map(
      all.flatMap(([name, { text }]) => (name.startsWith(`${file}.`) ? [[name.slice(file.length + 1), text]] : [])),
    );
  }

  /**
   * A message with its values; a choice whose value is not given is made as `other`. In a text that runs from right to left every value is
   * kept apart from what is around it. Throws for a message nobody knows and for a date that is none.
   */
  text(language: Language, name: string, values: Values = {}): string {
    const message = this.byLanguage.get(language)?.get(name);
    if (!message) throw new Error(`there is no message ${name} in ${language}`);
    if (!message.format) return message.text;
    const given = isRightToLeft(language) ? isolated(values) : values;
    const none = Object.fromEntries(message.takes.map((taken) => [taken, '']));
    return String(message.format.format({ ...none, ...given }));
  }
}

/** What begins or quotes a part of a message that is more than text. */
const MORE_THAN_TEXT = /[{}']/;

/** Most messages are mere text: to make a format of each would cost every start a tenth of its time. */
function messageOf(text: string, language: Language): Message {
  if (!MORE_THAN_TEXT.test(text)) return { text, format: null, takes: [] };
  const format = new IntlMessageFormat(text, LOCALES[language], FORMATS, { ignoreTag: true });
  return { text, format, takes: argumentsOf(format.getAst()) };
}

/** First strong isolate … pop directional isolate (Unicode UAX 9): punctuation stays with the text that it belongs to. */
function isolated(values: Values): Values {
  const entries = Object.entries(values).map(([name, value]) => {
    const plain = typeof value !== 'string' || /^[a-z-]*$/.test(value);
    return [name, plain ? value : `\u2068${value}\u2069`] as const;
  });
  return Object.fromEntries(entries);
}

interface Found {
  readonly name: string;
  readonly text: string;
  readonly problem: (message: string) => Problem;
}

function messagesIn(folder: string, problems: Problem[]): Found[] {
  if (!existsSync(folder)) {
    problems.push({ file: folder, line: 1, column: 1, message: 'expected a folder of messages (found nothing)' });
    return [];
  }
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files.sort().flatMap((name) => {
    try {
      const file = YamlFile.read(join(folder, name));
      return leaves(file, file.value, []).map((found) => ({
        ...found,
        name: `${basename(name, '.yaml')}.${found.name}`,
      }));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
}

function leaves(file: YamlFile, value: unknown, path: Path): Found[] {
  const problem = (message: string): Problem => file.problem(path, message);
  if (typeof value === 'string') return [{ name: path.join('.'), text: value, problem }];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ConfigError([problem('expected text, or keys with texts')]);
  return Object.entries(value).flatMap(([key, inner]) => leaves(file, inner, [...path, key]));
}

/** What the languages do not have in common. */
function unlike(
  byLanguage: ReadonlyMap<Language, Known>,
  places: ReadonlyMap<string, (message: string) => Problem>,
): Problem[] {
  const english = byLanguage.get('en') ?? new Map<string, Message>();
  return LANGUAGES.filter((language) => language !== 'en').flatMap((language) =>
    [...english].flatMap(([name, message]) => {
      const other = byLanguage.get(language)?.get(name);
      if (!other) return places.get(`en ${name}`)?.(`expected the same message in ${language} (found none)`) ?? [];
      const [wanted, found] = [message.takes.join(', '), other.takes.join(', ')];
      if (wanted === found) return [];
      return places.get(`${language} ${name}`)?.(`expected the arguments ${wanted} (found ${found})`) ?? [];
    }),
  );
}
