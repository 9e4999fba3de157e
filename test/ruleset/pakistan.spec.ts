import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { hasForce } from '../../src/engine/clocks.js';
import type { JsonObject } from '../../src/engine/index.js';
import { verifyPublished } from '../../src/ruleset/index.js';
import { loadSettings } from '../../src/settings/index.js';
import { clocks, pakistan, PROVINCES, rulesets, told } from './pakistan.js';

/** Dates that an act itself sets: a clock that counts from one has no length of its own. */
const DATED = ['adjournedTo', 'deferredTo', 'dated'];

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
    expect(() => rulesets.checkAgencies(loadSettings('config/settings'))).not.toThrow();
  });

  it('has 41 approvals, a file a stage, and one of papers', () => {
    const stages = [...new Set(pakistan.approvals.map(({ stage }) => stage))];
    const of = (stage: string) => pakistan.approvals.filter((approval) => approval.stage === stage);
    expect(stages.map((stage) => [stage, of(stage).length])).toEqual([
      ['application', 7],
      ['review', 5],
      ['permits', 18],
      ['lease', 2],
      ['operational', 9],
    ]);
    const files = readdirSync('config/rulesets/pk-2026-11').filter((name) => name !== 'ruleset.yaml');
    expect(files.sort()).toEqual([...stages.map((stage, index) => `${index + 1}-${stage}.yaml`), 'papers.yaml']);
  });

  it('has approvals of every kind', () => {
    const kinds = new Set(pakistan.approvals.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      'clearance confirmation connection duty incentive inspection land permit recommendation registration'.split(' '),
    );
  });

  it.each(PROVINCES)('finds in %s an office for each approval in each variant', (province) => {
    const day = loadSettings('config/settings');
    const offices = pakistan.layers.map(({ agency }) => day.agencyFor(agency, province));
    expect(offices).toHaveLength(pakistan.layers.length);
    const strangers = day.agencies.filter((agency) => agency.province !== undefined && agency.province !== province);
    expect(strangers.filter(({ id }) => offices.includes(id))).toEqual([]);
  });

  it('knows all five rules of silence, each where its law is', () => {
    const rules = new Map(pakistan.layers.map(({ key, silence: { rule } }) => [key.replace('permit/', ''), rule]));
    const heard = [...rules].filter(([, rule]) => rule !== 'none');
    expect(Object.fromEntries(heard)).toEqual({
      'secp-incorporation': 'grant-then-confirm',
      'environmental-iee': 'deemed',
      'environmental-iee/punjab-2022': 'deemed',
      'environmental-iee/sindh': 'deemed',
      'environmental-eia': 'deemed',
      'environmental-eia/punjab-2022': 'deemed',
      'environmental-eia/sindh': 'deemed',
      'building-plan/lahore': 'deemed-after-reminder',
      'boi-work-visa': 'no-objection',
      'boi-work-visa/chinese-project': 'no-objection',
      'fbr-strn': 'grant-then-verify',
    });
  });

  it('says what a case goes through beside its filing and its decision', () => {
    const courses = pakistan.layers.flatMap(({ key, approval, variant }) => {
      const { needs = [], consults = [] } = { ...approval, ...variant };
      const course = [...needs, ...consults.map(({ agency }) => `asks ${agency}`)];
      return course.length > 0 && !variant ? [[key.replace('permit/', ''), course]] : [];
    });
    expect(Object.fromEntries(courses)).toEqual({
      'environmental-eia': ['hearing'],
      'boi-work-visa': ['asks moi'],
      'electric-inspection': ['inspection'],
      'fire-safety-certificate': ['inspection'],
      'building-completion': ['inspection'],
      'boiler-registration': ['inspection'],
      'fbr-strn': ['verification'],
      'psqca-licence': ['inspection'],
    });
  });

  it('takes for sure no amount of a fee that was not published as one', () => {
    const fees = pakistan.layers.map(({ key, fee }) => [key.replace('permit/', ''), fee] as const);
    const sure = fees.flatMap(([key, { rule, amount, currency, confirmed }]) =>
      rule === 'due' && confirmed ? [`${key}: ${currency} ${amount}`] : [],
    );
    expect(sure).toEqual([
      'boi-branch-liaison/branch: USD 3000',
      'boi-branch-liaison/liaison: USD 2000',
      'mineral-exploration-licence/gb: PKR 20000',
      'site-title-confirmation/lahore: PKR 150',
      'psw-subscription: PKR 500',
    ]);
    expect(fees.filter(([, { rule, amount }]) => rule !== 'due' && amount !== undefined)).toEqual([]);
  });

  it('leaves to the investor the clock of a duty', () => {
    const duties = pakistan.approvals.filter(({ clockOwner }) => clockOwner === 'investor');
    expect(duties.map(({ id, kind }) => [id, kind, told(clocks(id, {})['duty'])])).toEqual([
      ['sbp-foreign-equity', 'duty', '30 days'],
      ['mines-inspectorate-notice', 'duty', '30 days'],
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
    ['punjab', '10 days!', '4 months!', '7 days!'],
    ['sindh', '10 days?', '4 months?', '15 days'],
    ['kp', '10 days!', '4 months!', '15 days'],
  ])(
    'checks an examination in %s within %s, deems it approved after %s and waits %s for an answer',
    (province, ...lengths) => {
      const rules = clocks('environmental-iee', { province });
      expect(['completeness', 'deemed', 'answer'].map((name) => told(rules[name]))).toEqual(lengths);
    },
  );

  it('deems nothing else approved, but after a reminder in Lahore', () => {
    for (const { id } of pakistan.approvals.filter((approval) => !/^environmental-(iee|eia)$/.test(approval.id))) {
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

  it('announces a hearing 30 days before it, and 7 in Punjab, where three notices of missing papers are given', () => {
    const of = (province: string): unknown => {
      const key = pakistan.rulesFor('permit', { approval: 'environmental-eia', application: { province } });
      const { input, clocks: known } = pakistan.byKey('permit', key);
      return { hearing: told(known['hearingNotice']), approval: input['approval'] };
    };
    expect(of('kp')).toMatchObject({ hearing: '30 days!', approval: { notices: null } });
    expect(of('punjab')).toMatchObject({ hearing: '7 days!', approval: { notices: { rounds: 3 } } });
  });

  it('gives an application targets', () => {
    const rules = pakistan.byKey('investor-approval', 'investor-approval').clocks;
    expect(Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, told(rule)]))).toEqual({
      screening: '10 working days',
      answer: '15 days',
      review: '30 working days',
    });
  });

  it('gives investors duties from the day of the approval they come with, and force to none that is not confirmed', () => {
    const duties = pakistan.approvals.flatMap(({ id, duties: owed = [] }) => owed.map((duty) => `${id}/${duty.id}`));
    const rules = duties.map((duty) => pakistan.byKey('duty', pakistan.rulesFor('duty', { duty })).clocks);
    expect(duties.map((duty, index) => [duty, told(rules[index]?.['term'])])).toEqual([
      ['epz-sanction/land-cost', '30 days!'],
      ['plot-allotment/build', '6 months'],
      ['plot-allotment/operate', '24 months'],
      ['gem-exporter-registration/export', '120 days!'],
      ['fbr-strn/biometric', '30 days!'],
      ['fbr-strn/paper', '15 days!'],
    ]);
    expect(Object.keys(pakistan.byKey('duty', pakistan.rulesFor('duty', { duty: null })).clocks)).toContain('answer');
  });

  it('forgives the time that a suspended regime takes where law did so, and nowhere lets silence count meanwhile', () => {
    const all = pakistan.layers.flatMap(({ key }) =>
      Object.entries(pakistan.byKey('permit', key).clocks).map(([name, rule]) => ({ key, name, rule })),
    );
    const condoned = all.filter(({ rule }) => rule.pauses.some(({ cause }) => cause === 'regime-suspended'));
    expect(condoned.map(({ key, name }) => `${key} ${name}`)).toEqual([
      'permit/gem-exporter-registration completeness',
      'permit/gem-exporter-registration decision',
      'permit/gem-exporter-registration answer',
    ]);
    expect(all.filter(({ rule }) => !rule.voids?.some(({ cause }) => cause === 'regime-suspended'))).toEqual([]);
  });

  it('names who decides: a body of the law where there is one, a committee beyond an amount that nobody has confirmed', () => {
    const { bodies } = pakistan.byKey('investor-approval', 'investor-approval').input;
    expect(bodies).toMatchObject([
      { id: 'sez-committee', approval: 'sez-enterprise-admission', confirmed: true },
      { id: 'epza', approval: 'epz-sanction', confirmed: true },
      { id: 'mines-committee', approval: 'mineral-exploration-licence', confirmed: false },
      { id: 'approvals-committee', committee: { members: 5, quorum: 3 }, confirmed: false },
    ]);
  });
});
