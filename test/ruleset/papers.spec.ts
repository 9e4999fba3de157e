import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../src/engine/index.js';
import { main } from '../../src/ruleset/cli.js';
import { loadRulesets } from '../../src/ruleset/index.js';
import { pakistan } from './pakistan.js';
import { folderWith, SAMPLE, spoilt } from './sample.js';

const LAHORE: JsonObject = { province: 'punjab', district: 'lahore' };
const KARACHI: JsonObject = { province: 'sindh', district: 'karachi' };
const asked = (approval: string, facts: JsonObject): readonly string[] =>
  pakistan.papersOf(approval, facts).map(({ id, confirmed }) => `${id}${confirmed ? '!' : ''}`);

const PAPERS = `papers:
  - id: plan
    title: Plan
    asked:
      - { by: examination, when: province == "punjab", source: the rules, confirmed: true }
      - { by: examination, source: another place, confirmed: false }
  - id: deed
    title: Deed
    asked: [{ by: examination, when: builds, source: a page, confirmed: true }]
`;
const small = loadRulesets(
  folderWith({ 'sample.yaml': spoilt(SAMPLE, ['approvals:\n', `${PAPERS}approvals:\n`]) }),
).get('sample');

describe('the papers for which an approval asks', () => {
  it('are those whose condition holds, on the word of the first entry that does', () => {
    expect(small.papersOf('examination', { province: 'punjab', builds: true })).toEqual([
      { id: 'plan', title: 'Plan', per: 'project', expires: false, source: 'the rules', confirmed: true },
      { id: 'deed', title: 'Deed', per: 'project', expires: false, source: 'a page', confirmed: true },
    ]);
    expect(small.papersOf('examination', { province: 'sindh' })).toMatchObject([{ id: 'plan', confirmed: false }]);
    expect(small.papersOf('company', { builds: true })).toEqual([]);
  });
});

describe('the papers of Pakistan', () => {
  it('are the page that is committed', () => {
    let said = '';
    expect(main(['papers', 'pk-2026-11', 'config/rulesets'], (text) => (said += text))).toBe(0);
    expect(said).toBe(readFileSync('docs/papers.md', 'utf8'));
  });

  it('differ by place where the lists do, and are confirmed only there', () => {
    expect(asked('building-plan', LAHORE)).toEqual([
      'identity!',
      'authority!',
      'memorandum-articles!',
      'title-document!',
      'building-drawings!',
      'stability-certificate!',
      'undertaking-damages!',
    ]);
    expect(asked('building-plan', KARACHI)).toEqual([
      'identity!',
      'title-document!',
      'building-drawings!',
      'professionals!',
    ]);
    expect(asked('building-plan', { province: 'kp' })).toEqual(['title-document', 'building-drawings']);
  });

  it('are asked of a branch, not of a liaison office, where only it has a contract', () => {
    expect(asked('boi-branch-liaison', { entry: 'branch' })).toContain('contract-pakistan!');
    expect(asked('boi-branch-liaison', { entry: 'liaison' })).not.toContain('contract-pakistan!');
  });

  it('serve more than one approval where more than one asks', () => {
    const serving = pakistan.papers.filter((paper) => new Set(paper.asked.map(({ by }) => by)).size > 1);
    expect(serving.length).toBeGreaterThanOrEqual(15);
  });

  it('say of each word that is not confirmed whose it is', () => {
    const unconfirmed = pakistan.papers.flatMap((paper) => paper.asked.filter(({ confirmed }) => !confirmed));
    const said =
      /recalled|draft|consultant|none was found|no list was seen|not seen|leasing procedure|large scale|reported by/;
    expect(unconfirmed.filter(({ source }) => !said.test(source))).toEqual([]);
  });
});
