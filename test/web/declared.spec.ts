import { describe, expect, it } from '@jest/globals';
import { loadRulesets } from '../../src/ruleset/index.js';
import { LANGUAGES, Messages } from '../../src/messages/index.js';

const messages = Messages.load('src/web/messages');
const names = Messages.load('config/messages');
const rulesets = loadRulesets('config/rulesets', { drafts: true }).all;
const TRANSLATED = LANGUAGES.filter((language) => language !== 'en');

describe.each(TRANSLATED)('what the rulesets declare in English is said in %s', (language) => {
  it('the names of approvals', () => {
    const ids = rulesets.flatMap(({ approvals }) => approvals.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(40);
    expect(ids.filter((id) => !names.has(language, `names.approvals.${id}`))).toEqual([]);
  });

  it('the titles of variants', () => {
    const titles = rulesets.flatMap(({ layers }) => layers.flatMap(({ variant }) => variant?.title ?? []));
    expect(titles.length).toBeGreaterThan(20);
    expect(titles.filter((title) => !messages.has(language, `declared.${title}`))).toEqual([]);
  });
});
