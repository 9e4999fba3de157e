import { beginningOf, dateAt } from '../../time/days.js';
import { fieldText, type FormFields } from '../forms/form-body.js';

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
