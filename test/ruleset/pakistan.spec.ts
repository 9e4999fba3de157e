import { describe, expect, it } from '@jest/globals';
import { hasForce } from '../../src/engine/clocks.js';
import { type ClockRule, formatLength, type JsonObject } from '../../src/engine/index.js';
import { loadRulesets, verifyPublished } from '../../src/ruleset/index.js';
import { loadSettings } from '../../src/settings/index.js';

const rulesets = loadRulesets('config/rulesets', { drafts: true });
const pakistan = rulesets.get('pk-2026-11');
/** Dates that an act itself sets: a clock that counts from one has no length of its own. */
const DATED = ['adjournedTo', 'deferredTo', 'dated'];
const PROVINCES = ['punjab', 'sindh', 'kp', 'balochistan', 'ict', 'gb'];

const clocks = (approval: string, application: JsonObject): { readonly [name: string]: ClockRule } =>
  pakistan.byKey('permit', pakistan.rulesFor('permit', { approval, application })).clocks;

/** `45 days!` is a confirmed limit, `45 days?` an unconfirmed one, `45 days` a target. */
function told(rule: ClockRule | undefined): string {
  if (!rule) return 'none';
  const mark = rule.force === 'target' ? '' : rule.confirmed ? '!' : '?';
  return `${formatLength(rule.length)}${mark}`;
}

/** Applications that differ in all that variants ask for. */
const everywhere = PROVINCES.flatMap((province) =>
  [
    { province },
    { province, district: 'lahore', buildingCategory: 'I', powerKw: 10 },
    { province, district: 'karachi', buildingCategory: 'II', powerKw: 70 },
    { province, powerKw: 500 },
    { province, powerKw: 5000 },
    { province, powerKw: 5001 },
  ].map((facts): JsonObject => facts),
);

describe('the ruleset of Pakistan', () => {
  it('governs new cases, is as published, and every agency it names is in the settings', () => {
    expect(rulesets.current(Date.parse('2026-11-24T00:00:00Z')).id).toBe('pk-2026-11');
    expect(() => verifyPublished(rulesets)).not.toThrow();
    expect(() => rulesets.checkAgencies(loadSettings('config/settings').agencyTypes)).not.toThrow();
  });

  it('has the eight approvals, each in its stage', () => {
    expect(pakistan.approvals.map(({ id, stage, agency }) => [id, stage, agency])).toEqual([
      ['secp-incorporation', 'application', 'secp'],
      ['fbr-ntn', 'application', 'fbr'],
      ['sez-enterprise-admission', 'review', 'sezc'],
      ['environmental-iee', 'permits', 'epa'],
      ['building-plan', 'permits', 'bca'],
      ['electricity-connection', 'permits', 'disco'],
      ['lease-deed', 'lease', 'zone'],
      ['labour-factory-registration', 'operational', 'lab'],
    ]);
  });

  it.each(pakistan.approvals.map(({ id }) => id))(
    'has the clocks of a permit for %s in every province, each with its source',
    (id) => {
      for (const facts of everywhere) {
        const rules = clocks(id, facts);
        expect(Object.keys(rules)).toEqual(expect.arrayContaining(['completeness', 'decision', 'answer']));
        const unsound = Object.values(rules).filter(
          ({ source, length, start }) => source === '' || (length.count === 0 && !DATED.includes(start)),
        );
        expect(unsound).toEqual([]);
      }
    },
  );

  it('gives force to nothing unconfirmed, borrowed or guessed, and to nothing in an approval that is not sourced', () => {
    const rules = pakistan.approvals.flatMap(({ id, confidence }) =>
      everywhere.flatMap((facts) => Object.values(clocks(id, facts)).map((rule) => ({ ...rule, confidence }))),
    );
    const withForce = rules.filter(hasForce);
    expect(withForce.every(({ confirmed, confidence }) => confirmed && confidence === 'sourced')).toBe(true);
    expect(withForce.filter(({ source }) => /planning|recalled|figure of/.test(source))).toEqual([]);
    expect(rules.filter(({ force, confirmed }) => force === 'target' && confirmed)).toEqual([]);
    expect(Object.values(pakistan.byKey('investor-approval', 'investor-approval').clocks).filter(hasForce)).toEqual([]);
  });

  it.each([
    ['secp-incorporation', {}, '1 working day'],
    ['fbr-ntn', {}, '1 working day'],
    ['sez-enterprise-admission', {}, '30 working days!'],
    ['environmental-iee', { province: 'punjab' }, '30 days!'],
    ['environmental-iee', { province: 'sindh' }, '45 days!'],
    ['environmental-iee', { province: 'ict' }, '45 days!'],
    ['building-plan', { province: 'sindh', buildingCategory: 'I' }, '15 days!'],
    ['building-plan', { province: 'sindh', buildingCategory: 'IV' }, '30 days!'],
    ['building-plan', { province: 'sindh' }, '30 days!'],
    ['building-plan', { province: 'punjab', district: 'lahore' }, '45 days!'],
    ['building-plan', { province: 'punjab', district: 'multan' }, '30 days'],
    ['building-plan', { province: 'kp' }, '30 days'],
    ['electricity-connection', { powerKw: 15 }, '30 days'],
    ['electricity-connection', { powerKw: 15.5 }, '45 days'],
    ['electricity-connection', { powerKw: 500 }, '75 days'],
    ['electricity-connection', { powerKw: 5000 }, '136 days'],
    ['electricity-connection', { powerKw: 5001 }, '496 days'],
    ['electricity-connection', {}, '75 days'],
    ['lease-deed', {}, '30 working days'],
    ['labour-factory-registration', { province: 'sindh' }, '14 days!'],
    ['labour-factory-registration', { province: 'punjab' }, '14 days'],
  ])('decides %s with %j within %s', (approval, facts, length) => {
    expect(told(clocks(approval, facts)['decision'])).toBe(length);
  });

  it.each([
    ['punjab', '10 days!', '4 months!', '7 days!'],
    ['sindh', '10 days!', '4 months?', '15 days'],
    ['kp', '10 days!', '4 months!', '15 days'],
  ])(
    'checks an examination in %s within %s, deems it approved after %s and waits %s for an answer',
    (province, ...lengths) => {
      const rules = clocks('environmental-iee', { province });
      expect(['completeness', 'deemed', 'answer'].map((name) => told(rules[name]))).toEqual(lengths);
    },
  );

  it('deems nothing else approved, but after a reminder in Lahore', () => {
    for (const { id } of pakistan.approvals.filter((approval) => approval.id !== 'environmental-iee')) {
      for (const facts of everywhere) expect(clocks(id, facts)['deemed']).toBeUndefined();
    }
    const lahore = { province: 'punjab', district: 'lahore' };
    expect(told(clocks('building-plan', lahore)['afterReminder'])).toBe('15 days!');
    const key = pakistan.rulesFor('permit', { approval: 'building-plan', application: lahore });
    expect(pakistan.byKey('permit', key).input).toMatchObject({
      approval: { silence: { rule: 'deemed-after-reminder', further: '15 days' } },
    });
    expect(clocks('building-plan', { province: 'punjab' })['afterReminder']).toBeUndefined();
  });

  it('stops clocks for missing papers only where the law of the examination does, and for a court everywhere', () => {
    const causes = (approval: string, clock: string): string[] =>
      (clocks(approval, { province: 'punjab' })[clock]?.pauses ?? []).map(({ cause }) => cause);
    expect(causes('environmental-iee', 'decision')).toEqual(['incomplete-papers', 'court-stay']);
    expect(causes('environmental-iee', 'deemed')).toEqual(['incomplete-papers', 'court-stay']);
    expect(causes('environmental-iee', 'completeness')).toEqual(['court-stay']);
    expect(causes('building-plan', 'decision')).toEqual(['court-stay']);
  });

  it('gives an application targets, and the duties of the investor', () => {
    const rules = pakistan.byKey('investor-approval', 'investor-approval').clocks;
    expect(Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, told(rule)]))).toEqual({
      screening: '10 working days',
      answer: '15 days',
      review: '30 working days',
      build: '6 months',
      operate: '24 months',
    });
  });
});
