import { join } from 'node:path';
import type { Names } from '../certificates/names.js';
import { Messages, type Language, type Values } from '../messages/index.js';
import { Refusals, type Told } from './refusals.js';

/**
 * The words of the pages. Those of law and workflow (events, fields, clocks, variants) are written once, in English, where they are declared; `declared.yaml`
 * translates them by their English text. Agencies and approvals have names of their own, which letters use too.
 */
export class Words {
  private readonly messages = Messages.load(join(import.meta.dirname, 'messages'));

  private readonly refusals = new Refusals(this.messages.written('en', 'refusals'), (language, code, values) =>
    this.messages.text(language, `refusals.${code}`, values),
  );

  constructor(private readonly names: Names) {}

  /** What a rule refuses, which says so in English. */
  refusal(language: Language, message: string): Told {
    return this.refusals.told(language, message);
  }

  say(language: Language, key: string, values?: Values): string {
    return this.messages.text(language, key, values);
  }

  has(language: Language, key: string): boolean {
    return this.messages.has(language, key);
  }

  /** A text declared in English elsewhere, in the reader's language; as it is declared where it is not translated. */
  said(language: Language, text: string): string {
    return this.isTranslated(language, text) && language !== 'en'
      ? this.messages.text(language, `declared.${text}`)
      : text;
  }

  isTranslated(language: Language, text: string): boolean {
    return language === 'en' || this.messages.has(language, `declared.${text}`);
  }

  agency(language: Language, id: string): string {
    return this.names.agency(language, id);
  }

  agencyType(language: Language, type: string, english: string): string {
    return this.names.agencyType(language, type, english);
  }

  approval(language: Language, id: string, english: string): string {
    return this.names.approval(language, id, english);
  }

  paper(language: Language, id: string, english: string): string {
    return this.names.paper(language, id, english);
  }
}
