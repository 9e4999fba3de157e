import type { Language, Values } from '../messages/index.js';
import { inWords, lastDay, lengthInWords, moneyInWords, monthInWords, numberInWords, shareInWords } from './formats.js';
import type { Told } from './refusals.js';
import type { Words } from './words.js';

/** Tells things to one reader: messages, names, dates and numbers in the language of that reader. */
export type Reader = ReturnType<typeof readerIn>;

/** Plain functions, so that templates can be given them one by one. Instants are epoch milliseconds, or ISO 8601. */
export function readerIn(words: Words, language: Language) {
  const t = (key: string, values?: Values): string => words.say(language, key, values);
  return {
    language,
    /** A message of the pages. */
    t,
    knows: (key: string): boolean => words.has(language, key),
    /** A text declared in English in a workflow, a ruleset or the settings. */
    said: (text: string): string => words.said(language, text),
    /** The language in which `said` tells a text: a page says so where it could not be translated. */
    tongue: (text: string): Language => (words.isTranslated(language, text) ? language : 'en'),
    /** What a rule refuses, and in which language it is told. */
    refusal: (message: string): Told => words.refusal(language, message),
    /** A code of a form: a reason, a sector, an outcome. */
    code: (code: string): string => (words.has(language, `codes.${code}`) ? t(`codes.${code}`) : code),
    agency: (id: string): string => words.agency(language, id),
    agencyType: (type: string, english: string): string => words.agencyType(language, type, english),
    approval: (id: string, english: string): string => words.approval(language, id, english),
    paper: (id: string, english: string): string => words.paper(language, id, english),
    date: (instant: number | string): string => inWords(language, instant),
    weekday: (instant: number | string): string => inWords(language, instant, 'weekday'),
    dayOfWeek: (instant: number | string): string => inWords(language, instant, 'dayOfWeek'),
    dateTime: (instant: number | string): string => inWords(language, instant, 'dateTime'),
    /** The last day of a time that is due at an instant. */
    lastDay: (instant: number | string): string => inWords(language, lastDay(instant)),
    number: (value: number): string => numberInWords(language, value),
    share: (value: number): string => shareInWords(language, value),
    /** A month as `2026-11`. */
    month: (month: string, style?: 'long' | 'short'): string => monthInWords(language, month, style),
    money: (amount: number, currency: string): string => moneyInWords(language, amount, currency),
    /** A length of time as rulesets write it: `10 working days`. */
    length: (text: string): string => lengthInWords(t, text),
  };
}
