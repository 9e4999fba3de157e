import { Temporal } from 'temporal-polyfill';

/** An instant as the log writes it, with the offset that its clock showed. */
export interface Stamp {
  /** Epoch milliseconds. */
  readonly instant: number;
  readonly text: string;
  /** As written: `+02:00`. */
  readonly offset: string;
}

const PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Reads `2011-10-11T13:42:22.688+02:00`; undefined where the text is no instant of the calendar, or has no offset. */
export function readStamp(text: string): Stamp | undefined {
  const offset = PATTERN.exec(text)?.[1];
  if (offset === undefined) return undefined;
  try {
    // Not Date.parse: it takes 31 February for a day in March.
    return { instant: Temporal.Instant.from(text).epochMilliseconds, text, offset };
  } catch {
    return undefined;
  }
}
