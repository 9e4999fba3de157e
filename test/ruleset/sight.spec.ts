import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/engine/index.js';
import { loadRulesets } from '../../src/ruleset/index.js';
import { pakistan } from './pakistan.js';
import { folderWith, SAMPLE, spoilt } from './sample.js';

/* What the case of an approval is given of its application. */

const SEES = `papers:
  - id: plan
    title: Plan
    asked: [{ by: company, when: zone == "sez", source: a page, confirmed: true }]
sees:
  - { id: all, facts: [company, province, sector, zoneName], source: a page, confirmed: true }
  - { id: examined, by: [examination], facts: [held], source: a page, confirmed: false }
particulars: [company, sector, zoneName]
facts: { `;
const small = loadRulesets(folderWith({ 'sample.yaml': spoilt(SAMPLE, ['facts: { ', SEES]) })).get('sample');
const silent = loadRulesets(folderWith({ 'sample.yaml': SAMPLE })).get('sample');

const APPLICATION: JsonObject = {
  company: 'Mill',
  province: 'sindh',
  zone: 'sez',
  workers: 12,
  held: [],
  builds: true,
  secret: 1,
};
const given = (approval: string, ruleset = small): JsonObject =>
  ruleset.givenTo(`permit/${approval}`, { approval, application: APPLICATION, required: ['company', 'examination'] });

describe('what an agency sees of an application', () => {
  it('is what is stated for all, what is stated for its approval, and what the conditions of that ask, of its papers too', () => {
    expect(given('company')).toEqual({
      approval: 'company',
      application: { company: 'Mill', province: 'sindh', zone: 'sez', builds: true },
      required: [],
    });
    const { company, province, zone, workers, held } = APPLICATION;
    expect(given('examination')['application']).toEqual({ company, province, zone, workers, held });
  });

  it('is the same for a variant, for views of others and for duties, and all for what is of no approval', () => {
    const data = { application: APPLICATION };
    const { application } = given('examination');
    for (const key of ['permit/examination/punjab', 'consultation/examination', 'duty/examination/build'])
      expect(small.givenTo(key, data)).toEqual({ application });
    expect(small.givenTo('application', data)).toBe(data);
  });

  it('is all where the ruleset does not say', () => {
    expect(given('company', silent)['application']).toBe(APPLICATION);
  });
});

describe('what the agencies of Pakistan see', () => {
  const every: JsonObject = Object.fromEntries(pakistan.stated.map((fact) => [fact, fact]));
  const see = (approval: string): string[] =>
    Object.keys(Object(pakistan.givenTo(`permit/${approval}`, { application: every })['application']));

  it('is where the case is and whose, and never everything', () => {
    for (const { id } of pakistan.approvals) {
      expect(see(id)).toEqual(expect.arrayContaining(['title', 'company', 'site', 'province', 'zoneName', 'sector']));
      expect(see(id).length).toBeLessThan(Object.keys(every).length - 8);
    }
  });

  it('gives the amount and the shareholders to those who look at them', () => {
    const seers = (fact: string): string[] =>
      pakistan.approvals.flatMap(({ id }) => (see(id).includes(fact) ? [id] : []));
    expect(seers('consortium')).not.toEqual(expect.arrayContaining(['electricity-connection']));
    expect(seers('investmentUsd')).toContain('fippa-qualified-investment');
    expect(see('electricity-connection')).not.toContain('investmentUsd');
    expect(see('environmental-eia')).not.toContain('foreign');
  });

  it('lets each choose the rules that the whole application would', () => {
    const application = {
      ...every,
      powerKw: 60,
      zone: 'none',
      province: 'sindh',
      district: 'karachi',
      visaYears: 5,
      workers: 3,
      investmentUsd: 1,
      builds: true,
    } as JsonObject;
    const facts = Object.fromEntries(
      Object.entries(application).map(([name, value]) => [name, pakistan.facts[name] === 'truth' ? true : value]),
    );
    for (const approval of pakistan.approvals.map(({ id }) => id)) {
      const key = pakistan.rulesFor('permit', { approval, application: facts });
      const { application: cut } = pakistan.givenTo(key, { approval, application: facts });
      expect(pakistan.rulesFor('permit', { approval, application: cut ?? null })).toBe(key);
      expect(pakistan.papersOf(approval, cut as JsonObject)).toEqual(pakistan.papersOf(approval, facts));
    }
  });
});
