import { join } from 'node:path';
import { Messages, type Language } from './messages.js';

/**
 * What workflows, rulesets and settings declare in English (titles of events, clocks, tasks, rungs; codes), in the languages of people: by its
 * English text, from `declared.yaml` and `codes.yaml` of the pages. What is not translated stands as it is declared.
 */
export class Declared {
  private constructor(private readonly messages: Messages) {}

  /** Throws ConfigError. */
  static load(): Declared {
    return new Declared(Messages.load(join(import.meta.dirname, '../web/messages')));
  }

  said(language: Language, text: string): string {
    return this.find(language, `declared.${text}`) ?? text;
  }

  code(language: Language, code: string): string {
    return this.find(language, `codes.${code}`) ?? code;
  }

  private find(language: Language, name: string): string | null {
    return this.messages.has(language, name) ? this.messages.text(language, name) : null;
  }
}
