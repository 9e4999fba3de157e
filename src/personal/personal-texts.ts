import { digestIn, erasedMark, isToken, tokenOf } from '../engine/index.js';
import type { ReadableDatabase } from '../store/database.js';
import type { PersonalRow } from '../store/document-rows.js';
import { amongOf, read } from '../store/read.js';
import { erasedIn } from './erased.js';

/** Puts back, for whoever may see a case, the texts that its log knows by their digests only. */
export class PersonalTexts {
  constructor(private readonly database: ReadableDatabase) {}

  /** The same value with texts in the place of tokens, and a mark with the law where a text was erased; the very same where it has none. */
  async restored<T>(value: T, caseId: string): Promise<T> {
    const tokens = tokensIn(value);
    if (tokens.size === 0) return value;
    const texts = new Map<string, string>();
    for (const { digest, value: text } of await this.rowsOf(tokens)) texts.set(tokenOf(digest), text);
    const gone = [...tokens].filter((token) => !texts.has(token));
    if (gone.length > 0) {
      const erased = await erasedIn(this.database, caseId);
      for (const token of gone) {
        const known = erased.get(digestIn(token));
        if (known) texts.set(token, erasedMark(known.at, known.basis));
      }
    }
    return replaced(value, texts) as T;
  }

  /** Those that are still there of what some data names. */
  rowsOf(tokens: Iterable<string>): Promise<PersonalRow[]> {
    const digests = [...tokens].map(digestIn);
    return read<PersonalRow>(
      this.database,
      `select * from personal_texts where ${amongOf(this.database)('digest', 1)} order by digest`,
      [digests],
    );
  }
}

/** Every token in a value, at any depth. */
export function tokensIn(value: unknown, found = new Set<string>()): Set<string> {
  if (isToken(value)) found.add(value);
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) tokensIn(inner, found);
  return found;
}

function replaced(value: unknown, texts: ReadonlyMap<string, string>): unknown {
  if (isToken(value)) return texts.get(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner: unknown) => replaced(inner, texts));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner, texts)]));
}
