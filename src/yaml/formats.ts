import { parseDate } from '../engine/calendar/civil.js';
import { LengthError, parseLength } from '../engine/index.js';

/** For each `format` of a schema: what was expected of a text that does not fit, or null where it fits. */
export type Formats = Readonly<Record<string, (text: string) => string | null>>;

export const DATE: Formats = {
  date: (text) => (parseDate(text) === undefined ? 'a date such as 2026-03-20' : null),
};

export const LENGTH: Formats = {
  length: (text) => {
    try {
      parseLength(text);
      return null;
    } catch (error) {
      if (!(error instanceof LengthError)) throw error;
      return error.message.replace(/^Length '.*': (expected )?/s, '');
    }
  },
};
