const LIMITS = {
  milliseconds: 3_155_760_000_000,
  seconds: 3_155_760_000,
  minutes: 52_596_000,
  hours: 876_600,
  days: 36_525,
  weeks: 5_218,
  months: 1_200,
  years: 100,
  'working days': 5_000,
  'working hours': 40_000,
  'working minutes': 2_400_000,
} as const;

/** How a length is counted; docs/time.md says what each means in law. */
export type LengthUnit = keyof typeof LIMITS;

/** A length of legal or working time as rulesets and settings write it: `30 days`, `4 working hours`. */
export interface Length {
  /** A whole number, zero or more. */
  readonly count: number;
  readonly unit: LengthUnit;
}

/** A text that is not a length; the message says what was expected. */
export class LengthError extends Error {
  constructor(text: string, expected: string) {
    super(`Length '${text}': ${expected}`);
    this.name = 'LengthError';
  }
}

const PATTERN = /^(0|[1-9]\d*) ([a-z]+(?: [a-z]+)?)$/;

/**
 * Reads `30 days`, `1 day`, `10 working days`, `4 months`, `4 working hours`, `90 seconds`.
 *
 * Whole numbers only: `1.5 days` has no meaning in law. At most about a century, or 20 years of working time: more is a
 * slip of the pen, and would make every search through a calendar long.
 *
 * @throws LengthError saying what was expected
 */
export function parseLength(text: string): Length {
  const [, digits, word] = PATTERN.exec(text) ?? [];
  if (digits === undefined || word === undefined) {
    throw new LengthError(text, "expected a whole number, a space and a unit, such as '30 days' or '10 working days'");
  }
  const unit = unitOf(word);
  if (unit === undefined) throw new LengthError(text, `'${word}' is no unit; expected ${UNITS.join(', ')}`);
  const count = Number(digits);
  if (count > LIMITS[unit]) throw new LengthError(text, `expected at most ${LIMITS[unit]} ${unit}`);
  return { count, unit };
}

/** The text that `parseLength` reads back, singular where the count is one. */
export function formatLength(length: Length): string {
  return `${length.count} ${length.count === 1 ? length.unit.slice(0, -1) : length.unit}`;
}

function isUnit(word: string): word is LengthUnit {
  return Object.hasOwn(LIMITS, word);
}

const UNITS = Object.keys(LIMITS).filter(isUnit);

function unitOf(word: string): LengthUnit | undefined {
  return UNITS.find((unit) => word === unit || `${word}s` === unit);
}
