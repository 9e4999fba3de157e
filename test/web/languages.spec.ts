import { describe, expect, it } from '@jest/globals';
import { inWords, lastDay, moneyInWords } from '../../src/web/formats.js';
import { keepLanguage, languageOf } from '../../src/web/languages.js';

describe('the language of a reader', () => {
  it.each([
    [{}, 'en'],
    [{ 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' }, 'zh'],
    [{ 'accept-language': 'de, ur-PK;q=0.5, en;q=0.7' }, 'en'],
    [{ 'accept-language': 'fr' }, 'en'],
    [{ 'accept-language': 'zh', cookie: 'a=b; ijazat-language=ur' }, 'ur'],
    [{ 'accept-language': 'zh', cookie: 'ijazat-language=xx' }, 'zh'],
  ])('for %j is %s', (headers, language) => {
    expect(languageOf(headers)).toBe(language);
  });

  it('is kept as it was chosen', () => {
    const cookie = keepLanguage('ur').split(';')[0] ?? '';
    expect(languageOf({ cookie })).toBe('ur');
  });
});

describe('a due date in words', () => {
  // Midnight in Karachi.
  const midnight = '2026-11-23T19:00:00Z';

  it('is that of Pakistan', () => {
    expect(inWords('en', midnight)).toBe('24 November 2026');
    expect(inWords('zh', midnight)).toBe('2026年11月24日');
    expect(inWords('ur', midnight)).toContain('2026');
  });

  it('is told by its last day', () => {
    expect(inWords('en', lastDay(midnight))).toBe('23 November 2026');
  });
});

describe('a sum', () => {
  it('names its currency by its code, which is the same for all readers', () => {
    expect(moneyInWords('en', 10_000, 'PKR')).toMatch(/^PKR\s10,000$/);
  });
});
