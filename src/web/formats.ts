import { parseLength } from '../engine/index.js';
import type { Language, Values } from '../messages/index.js';
import { TRAITS } from './languages.js';

/** Law and offices go by Pakistan's clock, wherever the reader is. */
const ZONE = 'Asia/Karachi';

type Style = 'date' | 'dateTime' | 'weekday' | 'dayOfWeek';

const STYLES: { readonly [style in Style]: Intl.DateTimeFormatOptions } = {
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  dateTime: { day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit', hourCycle: 'h23' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  dayOfWeek: { weekday: 'long' },
};

const made = new Map<string, Intl.DateTimeFormat>();

/** A date in words. Takes epoch milliseconds or an instant in ISO 8601. */
export function inWords(language: Language, instant: number | string, style: Style = 'date'): string {
  const key = `${language} ${style}`;
  const format =
    made.get(key) ?? new Intl.DateTimeFormat(TRAITS[language].locale, { ...STYLES[style], timeZone: ZONE });
  made.set(key, format);
  return format.format(new Date(instant));
}

/** A due date is the end of its last day, which is the first instant of the next: people are told the last day. */
export function lastDay(instant: number | string): number {
  return new Date(instant).getTime() - 1;
}

export function numberInWords(language: Language, value: number): string {
  return new Intl.NumberFormat(TRAITS[language].locale).format(value);
}

/** A share of one, as a percentage. */
export function shareInWords(language: Language, share: number): string {
  return new Intl.NumberFormat(TRAITS[language].locale, { style: 'percent' }).format(share);
}

/** A month such as 2026-11. */
export function monthInWords(language: Language, month: string, style: 'long' | 'short' = 'long'): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  const year = style === 'long' ? ({ year: 'numeric' } as const) : {};
  return new Intl.DateTimeFormat(TRAITS[language].locale, { timeZone: 'UTC', month: style, ...year }).format(date);
}

export function moneyInWords(language: Language, amount: number, currency: string): string {
  return new Intl.NumberFormat(TRAITS[language].locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    maximumFractionDigits: 0,
  }).format(amount);
}

/** A length as rulesets write it, in the reader's words; `say` gives the message of a key. */
export function lengthInWords(say: (key: string, values: Values) => string, text: string): string {
  const { count, unit } = parseLength(text);
  return say(`lengths.${unit.replace(' ', '-')}`, { count });
}
