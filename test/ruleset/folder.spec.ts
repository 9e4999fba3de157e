import { describe, expect, it } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRulesets, publish, verifyPublished } from '../../src/ruleset/index.js';
import { folderWith, messagesOf, SAMPLE, spoilt } from './sample.js';

const [HEAD = '', APPROVALS = ''] = SAMPLE.split('approvals:\n');
const [FIRST = '', SECOND = ''] = APPROVALS.split('  - id: examination');
const PARTS = {
  'ruleset.yaml': HEAD,
  '1-first.yaml': `approvals:\n${FIRST}`,
  '2-second.yaml': `approvals:\n  - id: examination${SECOND}`,
};

/** A folder of rulesets in which one is a folder itself. */
function rulesetsWith(files: Readonly<Record<string, string>>): string {
  const folder = folderWith({});
  mkdirSync(join(folder, 'sample'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'sample', name), text);
  return folder;
}

const said = (files: Readonly<Record<string, string>>): string[] => {
  const folder = rulesetsWith(files);
  return messagesOf(() => loadRulesets(folder)).map((message) => message.replace(join(folder, '/'), ''));
};

describe('a ruleset in a folder', () => {
  it('is the ruleset that it would be in one file, hash and all', () => {
    const whole = loadRulesets(folderWith({ 'sample.yaml': SAMPLE })).get('sample');
    const parted = loadRulesets(rulesetsWith(PARTS)).get('sample');
    expect(parted.hash).toBe(whole.hash);
    expect(parted.approvals).toEqual(whole.approvals);
  });

  it('is another where its files of approvals come in another order', () => {
    const { '1-first.yaml': first, ...others } = PARTS;
    const turned = loadRulesets(rulesetsWith({ ...others, '3-first.yaml': first })).get('sample');
    expect(turned.hash).not.toBe(loadRulesets(rulesetsWith(PARTS)).get('sample').hash);
  });

  it('tells each mistake where it stands, those of all files at once', () => {
    const files = {
      'ruleset.yaml': spoilt(HEAD, ['force: target', 'force: law']),
      '1-first.yaml': spoilt(PARTS['1-first.yaml'], ['stage: application', 'stage: start']),
      '2-second.yaml': PARTS['2-second.yaml'],
    };
    expect(said(files)).toEqual([
      'sample/1-first.yaml:7:12: expected one of application, review, permits, lease, operational (found "start")',
      'sample/ruleset.yaml:13:14: expected one of limit, target (found "law")',
    ]);
  });

  it('tells a mistake of meaning in the file of its approval, and the id in that of the head', () => {
    const second = spoilt(PARTS['2-second.yaml'], ['[company, plot]', '[company, plots]']);
    expect(
      said({ ...PARTS, '2-second.yaml': second, 'ruleset.yaml': spoilt(HEAD, ['id: sample', 'id: other']) }),
    ).toEqual([
      'sample/2-second.yaml:9:26: expected an approval of this ruleset, or one listed under "omitted" (found "plots")',
      'sample/ruleset.yaml:1:5: expected the id sample, as it is named (found "other")',
    ]);
  });

  it('may have its papers in a file of their own, and tells mistakes in them there', () => {
    const papers = (by: string): string =>
      `papers:\n  - id: plan\n    title: Plan\n    asked: [{ by: ${by}, source: a page, confirmed: true }]\n`;
    const parted = loadRulesets(rulesetsWith({ ...PARTS, 'papers.yaml': papers('examination') })).get('sample');
    const whole = spoilt(SAMPLE, ['approvals:\n', `${papers('examination')}approvals:\n`]);
    expect(parted.hash).toBe(loadRulesets(folderWith({ 'sample.yaml': whole })).get('sample').hash);
    expect(said({ ...PARTS, 'papers.yaml': papers('nothing') })).toEqual([
      'sample/papers.yaml:4:19: expected an approval of this ruleset (found "nothing")',
    ]);
  });

  it('needs its head', () => {
    expect(said({ '1-first.yaml': PARTS['1-first.yaml'] })).toEqual([
      'sample/ruleset.yaml:1:1: expected a file to read (found ENOENT)',
    ]);
  });

  it('is published whole: one word of its head changes, and then no approval may', () => {
    const folder = rulesetsWith(PARTS);
    publish(folder, 'sample');
    const part = join(folder, 'sample', '2-second.yaml');
    expect(readFileSync(join(folder, 'sample', 'ruleset.yaml'), 'utf8')).toContain('status: published');
    expect(readFileSync(part, 'utf8')).toBe(PARTS['2-second.yaml']);
    writeFileSync(part, `# A remark.\n${PARTS['2-second.yaml']}`);
    expect(() => verifyPublished(loadRulesets(folder))).not.toThrow();
    writeFileSync(part, spoilt(PARTS['2-second.yaml'], ['length: 30 days', 'length: 31 days']));
    expect(() => verifyPublished(loadRulesets(folder))).toThrow('expected sample as it was published');
  });
});
