import { erasureIn } from '../engine/index.js';
import type { Reader } from './reader.js';

/** What a page shows, with words in the reader's language where a text was erased by law; the very same where nothing of it was. */
export function withErasuresTold<T>(reader: Pick<Reader, 't' | 'date'>, model: T): T {
  return told(model, (text) => {
    const erased = erasureIn(text);
    return erased ? reader.t('documents.erasedText', { date: reader.date(erased.at), law: erased.basis }) : text;
  }) as T;
}

function told(value: unknown, tell: (text: string) => string): unknown {
  if (typeof value === 'string') return tell(value);
  if (Array.isArray(value))
    return unlessSame(
      value,
      value.map((one: unknown) => told(one, tell)),
    );
  // What is no plain object is an affair of its own.
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const inner = Object.entries(value).map(([name, one]) => [name, told(one, tell)] as const);
  return inner.every(([name, one]) => one === (value as { [name: string]: unknown })[name])
    ? value
    : Object.fromEntries(inner);
}

const unlessSame = (before: readonly unknown[], after: readonly unknown[]): readonly unknown[] =>
  after.every((one, index) => one === before[index]) ? before : after;
