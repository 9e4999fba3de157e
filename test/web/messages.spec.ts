import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, type Language } from '../../src/web/languages.js';
import { Messages } from '../../src/web/messages.js';

const { catalogues } = Messages.load();

/** Letters without which a text of some length is not in the language. */
const SCRIPTS: { readonly [language in Language]: RegExp } = {
  en: /[a-z]/i,
  ur: /\p{Script=Arabic}/u,
  zh: /\p{Script=Han}/u,
};

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Names that a message is filled with, those in its plurals and choices too. */
function namesIn(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    if (!('value' in element) || typeof element.value !== 'string' || element.type === 0) return [];
    const inner = 'options' in element ? Object.values(element.options).flatMap(({ value }) => namesIn(value)) : [];
    return [element.value, ...inner];
  });
}

const namesOf = (language: Language, key: string): string[] => {
  const text = catalogues[language].get(key) ?? '';
  return [...new Set(namesIn(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst()))].sort();
};

describe('the messages of the pages', () => {
  it('are not few', () => {
    expect(catalogues.en.size).toBeGreaterThan(60);
  });

  it.each(LANGUAGES)('are all there in %s', (language) => {
    expect([...catalogues[language].keys()].sort()).toEqual([...catalogues.en.keys()].sort());
  });

  it.each(LANGUAGES)('can be read in %s, and are filled with the same things', (language) => {
    const unlike = [...catalogues.en.keys()].filter(
      (key) => namesOf(language, key).join() !== namesOf('en', key).join(),
    );
    expect(unlike).toEqual([]);
  });

  it.each(LANGUAGES)('are in the letters of %s', (language) => {
    const foreign = [...catalogues[language]].filter(([, text]) => !SCRIPTS[language].test(text));
    expect(foreign).toEqual([]);
  });

  it('says so where a message is missing', () => {
    expect(() => Messages.load().say('en', 'home.nothing')).toThrow('there is no message "home.nothing" in en');
  });
});
