import { parseDate } from '../engine/calendar/civil.js';
import { LengthError, parseLength } from '../engine/index.js';

/** For each `format` of a schema: what was expected of a text that does not fit, or null where it fits. */
export type Formats = Readonly<Record<string, (text: string) => string | null>>;

/** The formats of law: `date` and `length`. */
export const LENGTH_AND_DATE: Formats = {
  date: (text) => (parseDate(text) === undefined ? 'a date such as 2026-03-20' : null),
  length: (text) => {
    try {
      parseLength(text);
      return null;
    } catch (error) {
      if (!(error instanceof LengthError)) throw error;
      return error.message.replace(/^.*expected /s, '');
    }
  },
};
