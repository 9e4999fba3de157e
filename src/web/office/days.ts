import { fieldText, type FormFields } from '../forms/form-body.js';

/** Pakistan has no summer time. */
const KARACHI_MS = 5 * 3_600_000;
const DAY_MS = 86_400_000;

/** The civil date of Pakistan at an instant. */
export function dateAt(instant: number): string {
  return new Date(instant + KARACHI_MS).toISOString().slice(0, 10);
}

/** The beginning of a day of Pakistan; undefined where nothing is entered or there is no such day. */
function beginningOf(date: string): number | undefined {
  const at = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(date) ? at - KARACHI_MS : undefined;
}

/** The end of a day of Pakistan, which is the beginning of the next. */
export function endOf(date: string): number | undefined {
  const from = beginningOf(date);
  return from === undefined ? undefined : from + DAY_MS;
}

/** When what is ordered begins: today means now. */
export function beginIn(fields: FormFields, name: string, now: number): number | undefined {
  const date = fieldText(fields, name);
  return date === dateAt(now) ? undefined : beginningOf(date);
}

/** A field that says nothing, or no day, in the words of its message. */
export interface Mistake {
  readonly field: string;
  readonly key: string;
}

/** What has to say something and does not; and what has to be a day and is none. `days` may be left out unless they are `needed` too. */
export function mistakesOf(
  fields: FormFields,
  { needed, days = [] }: { readonly needed: readonly string[]; readonly days?: readonly string[] },
): Mistake[] {
  const empty = needed.filter((name) => fieldText(fields, name).trim() === '');
  const odd = days.filter((name) => !empty.includes(name) && fieldText(fields, name) !== '');
  return [
    ...empty.map((field) => ({ field, key: `office.mistakes.${field}` })),
    ...odd
      .filter((name) => beginningOf(fieldText(fields, name)) === undefined)
      .map((field) => ({ field, key: 'office.mistakes.day' })),
  ];
}
