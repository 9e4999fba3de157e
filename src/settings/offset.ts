import { type Length, LengthError, parseLength } from '../engine/index.js';

/** When a rung is climbed, seen from the due date of a task (T), from its opening (O) or from when its post fell vacant (V). */
export type Offset =
  /** A part of the time between opening and due date that is left: `T-25%`. */
  | { readonly kind: 'left'; readonly fraction: number }
  /** At it, or some length after it: `T`, `T+5 working days`, `O+2 hours`. */
  | { readonly kind: 'after'; readonly length: Length | null };

const PATTERN = /^([TOV])(?:-(\d{1,3})%|\+(.+))?$/;

const EXAMPLES = { T: 'T-25%, T or T+5 working days', O: 'O+10 working days', V: 'V or V+5 working days' } as const;

/** What was expected of a text that is no offset from the due date, the opening or the vacancy; null where it is one. */
export function offsetMistake(text: string, from: keyof typeof EXAMPLES): string | null {
  const examples = EXAMPLES[from];
  const [, origin, percent, length] = PATTERN.exec(text) ?? [];
  if (origin !== from) return examples;
  if (from === 'O' && length === undefined) return examples;
  if (from === 'V' && percent !== undefined) return examples;
  if (percent !== undefined && (Number(percent) < 1 || Number(percent) > 100)) return 'a part between 1% and 100%';
  try {
    if (length !== undefined) parseLength(length);
    return null;
  } catch (error) {
    if (!(error instanceof LengthError)) throw error;
    return `${examples}: ${error.message}`;
  }
}

/** Reads an offset that `offsetMistake` found nothing wrong with. */
export function readOffset(text: string): Offset {
  const [, , percent, length] = PATTERN.exec(text) ?? [];
  if (percent !== undefined) return { kind: 'left', fraction: Number(percent) / 100 };
  return { kind: 'after', length: length === undefined ? null : parseLength(length) };
}
