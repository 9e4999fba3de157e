import type { Language, Values } from '../messages/index.js';

/** The words it is told in: a code of `refusals.yaml` and what stands in its gaps; null: nobody has worded it. */
interface Worded {
  readonly code: string;
  readonly values: Values;
}

/** A refusal in words, and the language they are in. */
export interface Told {
  readonly text: string;
  readonly language: Language;
  /** Whether somebody has worded it for people. */
  readonly worded: boolean;
}

interface Pattern {
  readonly code: string;
  readonly gaps: readonly string[];
  readonly matches: RegExp;
  /** How much of it is not a gap: what says more is tried first. */
  readonly said: number;
}

const GAP = /\{(\w+)\}/g;

/**
 * What rules refuse they say in English where they stand. Its code is found by those words, which the English `refusals.yaml` repeats with a name in
 * each gap; so the reader is told it in the language of the page.
 */
export class Refusals {
  private readonly patterns: readonly Pattern[];

  /** `english`: the messages by their codes. */
  constructor(
    english: ReadonlyMap<string, string>,
    private readonly say: (language: Language, code: string, values: Values) => string,
  ) {
    this.patterns = [...english]
      .map(([code, text]) => patternOf(code, text))
      .sort((one, other) => other.said - one.said);
  }

  /** In the language of the reader, or as the rule says it where nobody has worded it. */
  told(language: Language, message: string): Told {
    const worded = this.worded(message);
    if (language === 'en' || !worded) return { text: message, language: 'en', worded: worded !== null };
    const { reason, ...values } = worded.values;
    // What speaks against it may be worded too.
    const against = typeof reason === 'string' ? { reason: this.told(language, reason).text } : {};
    return { text: this.say(language, worded.code, { ...values, ...against }), language, worded: true };
  }

  worded(message: string): Worded | null {
    for (const { code, gaps, matches } of this.patterns) {
      const found = matches.exec(message);
      if (found) return { code, values: Object.fromEntries(gaps.map((gap, index) => [gap, found[index + 1] ?? ''])) };
    }
    return null;
  }
}

function patternOf(code: string, text: string): Pattern {
  const parts = text.split(GAP);
  const literal = parts.filter((_, index) => index % 2 === 0);
  const gaps = parts.filter((_, index) => index % 2 === 1);
  const escaped = literal.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { code, gaps, matches: new RegExp(`^${escaped.join('(.*?)')}$`, 's'), said: literal.join('').length };
}
