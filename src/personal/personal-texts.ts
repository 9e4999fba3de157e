import { digestIn, isToken, tokenOf, type EventRecord } from '../engine/index.js';
import type { ReadableDatabase } from '../store/database.js';
import type { PersonalRow } from '../store/document-rows.js';
import { amongOf, read } from '../store/read.js';
import type { EventRow } from '../store/rows.js';
import { iso } from '../time/iso.js';

/** Why a text is no longer there. */
interface Erased {
  /** ISO instant. */
  readonly at: string;
  readonly basis: string;
}

/** Puts back, for whoever may see a case, the texts that its log knows by their digests only. */
export class PersonalTexts {
  constructor(private readonly database: ReadableDatabase) {}

  /** The same value with texts in the place of tokens, and a word on the law where a text was erased; the very same where it has none. */
  async restored<T>(value: T, caseId: string): Promise<T> {
    const tokens = tokensIn(value);
    if (tokens.size === 0) return value;
    const texts = new Map<string, string>();
    for (const { digest, value: text } of await this.rowsOf(tokens)) texts.set(tokenOf(digest), text);
    const gone = [...tokens].filter((token) => !texts.has(token));
    if (gone.length > 0) {
      const erased = await this.erasedIn(caseId);
      for (const token of gone) texts.set(token, wordOn(erased.get(digestIn(token))));
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

  /** What was erased on the cases of a family, by digest. */
  private async erasedIn(caseId: string): Promise<Map<string, Erased>> {
    const events = await read<EventRow>(
      this.database,
      `select events.* from events join cases on cases.id = events.case_id
       where cases.root = (select root from cases where id = $1) and events.type = 'data.erased'`,
      [caseId],
    );
    return new Map(
      events.flatMap((event) => {
        const { digests, basis } = erasureOf(JSON.parse(event.data) as EventRecord['data']);
        return digests.map((digest) => [digest, { at: iso(event.recorded_at), basis }] as const);
      }),
    );
  }
}

/** What an event `data.erased` says. */
export function erasureOf({ digests, basis }: EventRecord['data']): { digests: readonly string[]; basis: string } {
  return { digests: Array.isArray(digests) ? digests.map(String) : [], basis: typeof basis === 'string' ? basis : '' };
}

/** Every token in a value, at any depth. */
export function tokensIn(value: unknown, found = new Set<string>()): Set<string> {
  if (isToken(value)) found.add(value);
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) tokensIn(inner, found);
  return found;
}

/** How it reads in data, in the words of the record. */
const wordOn = (erased: Erased | undefined): string =>
  erased ? `[erased on ${erased.at.slice(0, 10)}: ${erased.basis}]` : '[not there]';

function replaced(value: unknown, texts: ReadonlyMap<string, string>): unknown {
  if (isToken(value)) return texts.get(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner: unknown) => replaced(inner, texts));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner, texts)]));
}
