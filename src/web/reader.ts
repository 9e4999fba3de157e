import type { Language } from './languages.js';
import { inWords, lastDay, moneyInWords, numberInWords } from './formats.js';
import type { Messages, Values } from './messages.js';

/** Tells things to one reader: messages, dates and numbers in the language of that reader. */
export class Reader {
  constructor(
    private readonly messages: Messages,
    readonly language: Language,
  ) {}

  /** A message of the catalogues. */
  readonly t = (key: string, values?: Values): string => this.messages.say(this.language, key, values);

  /** A text declared in English in a workflow, a ruleset or the settings. */
  readonly said = (text: string): string => this.messages.said(this.language, text);

  /** What a text declared elsewhere is written in: a page says so where it could not be translated. */
  readonly tongue = (text: string): Language =>
    this.messages.isTranslated(this.language, text) ? this.language : 'en';

  readonly date = (instant: number | string): string => inWords(this.language, instant);
  readonly weekday = (instant: number | string): string => inWords(this.language, instant, 'weekday');
  readonly dateTime = (instant: number | string): string => inWords(this.language, instant, 'dateTime');
  /** The last day of a time that is due at an instant. */
  readonly lastDay = (instant: number | string): string => inWords(this.language, lastDay(instant));
  readonly number = (value: number): string => numberInWords(this.language, value);
  readonly money = (amount: number, currency: string): string => moneyInWords(this.language, amount, currency);
}
