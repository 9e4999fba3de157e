import { describe, expect, it } from '@jest/globals';
import { loadRulesets, type Rulesets } from '../../src/ruleset/index.js';
import { folderWith, messagesOf, SAMPLE, spoilt } from './sample.js';

/* What a case about an approval goes through beyond its filing and decision: the ruleset says it, the workflow is one for all. */

const COURSE = `    needs: [hearing, inspection]
    consults: [{ agency: fbr, basis: s. 5 }]
    appeal: { first: the secretary, second: the tribunal, basis: s. 22 }
`;
const withCourse = spoilt(SAMPLE, ['    clocks:\n      decision:', `${COURSE}    clocks:\n      decision:`]);
const withVariant = spoilt(withCourse, [
  '        title: Punjab\n',
  '        title: Punjab\n        needs: []\n        consults: [{ agency: secp, basis: rules of 2022 }]\n',
]);
const withViews = spoilt(withCourse, [
  "  permit: { version: '1', input: approval }\n",
  "  permit: { version: '1', input: approval }\n  view: { version: '1', input: approval, clocksOf: permit }\n",
]);

const read = (text: string): Rulesets => loadRulesets(folderWith({ 'sample.yaml': text }));
const given = (text: string, key: string) => read(text).get('sample').byKey('permit', key).input['approval'];

describe('the course of a case', () => {
  it('is what the approval says of it', () => {
    expect(given(withCourse, 'permit/examination')).toMatchObject({
      needs: ['hearing', 'inspection'],
      consults: [{ agency: 'fbr', basis: 's. 5' }],
      appeal: { first: 'the secretary', second: 'the tribunal' },
    });
  });

  it('is the plain one where nothing is said', () => {
    expect(given(withCourse, 'permit/company')).toMatchObject({ needs: [], consults: [], appeal: null });
  });

  it('differs in a variant by what the variant says', () => {
    expect(given(withVariant, 'permit/examination/punjab')).toMatchObject({
      needs: [],
      consults: [{ agency: 'secp' }],
      appeal: { first: 'the secretary' },
    });
  });

  it('knows the needs that the workflow knows, and the agencies of the settings', () => {
    const offices = { agencyTypes: new Set(['secp', 'epa']), provincesWithout: () => [] };
    const wrong = spoilt(withCourse, ['needs: [hearing, inspection]', 'needs: [prayer]']);
    expect(messagesOf(() => read(wrong)).join()).toContain('expected one of hearing, inspection, verification');
    expect(messagesOf(() => read(withCourse).checkAgencies(offices)).join()).toContain('(found "fbr")');
  });
});

describe('a workflow that runs on the clocks of another', () => {
  it('has the clocks of the approval that its case is about', () => {
    const rules = read(withViews).get('sample');
    const key = rules.rulesFor('view', { approval: 'examination', application: { province: 'punjab' } });
    expect(rules.byKey('view', key).clocks['decision']).toMatchObject({ length: { count: 30, unit: 'days' } });
  });

  it('names one that has clocks', () => {
    const wrong = spoilt(withViews, ['clocksOf: permit', 'clocksOf: application']);
    expect(messagesOf(() => read(wrong)).join()).toContain('expected a workflow that has clocks: permit');
  });
});

describe('silence and its clocks', () => {
  it('after a reminder rests on a first time that is law itself', () => {
    const rule = '{ rule: deemed-after-reminder, after: 20 working days, reminder: post, further: 4 months, basis: b }';
    const reminded = spoilt(
      spoilt(spoilt(SAMPLE, ['      deemed:\n', '      afterReminder:\n']), [
        '{ rule: deemed, after: 4 months, from: a complete filing, basis: the regulations }',
        rule,
      ]),
      ['      decision: { force: limit, length: 45 days, source: a page, confirmed: true }\n', ''],
    );
    const first = 'expected a confirmed limit "decision" before the confirmed one after the reminder';
    expect(messagesOf(() => read(reminded)).join()).toContain(first);
  });

  it('of the consulted is as long as their clock', () => {
    const rule = '{ rule: no-objection, after: 4 weeks, from: circulation, basis: practice }';
    const consulted = spoilt(SAMPLE, ['silence: { rule: none }', `silence: ${rule}`]);
    expect(messagesOf(() => read(consulted)).join()).toContain(
      'expected a clock "consultation" of 4 weeks (found none)',
    );
  });
});
