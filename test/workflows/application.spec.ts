import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/engine/index.js';
import { ann, CATALOGUE, MILL } from './country.js';
import { desk, draft, obtain, otherDesk } from './mill.js';
import type { Story } from './story.js';
import { missing } from '../support/missing.js';

let story: Story;
afterEach(() => story.audit());

const MEMBERS = [
  { name: 'Chenab Textiles Limited', share: 51, nationality: 'Pakistan', lead: true },
  { name: 'Shandong Spinning', share: 49, nationality: 'China' },
];
const lacking = (consortium: readonly JsonObject[], more: JsonObject = {}): unknown => {
  story = draft({ ...MILL, consortium, ...more });
  return story.data('a')['mistakes'];
};

describe('a consortium before incorporation', () => {
  it('has members whose shares make the whole, and one who leads; else it is not submitted', () => {
    expect(lacking(MEMBERS)).toEqual([]);
    expect(lacking([{ ...MEMBERS[0], share: 41 }, { ...MEMBERS[1] }])).toEqual(['shares-not-100-percent']);
    expect(lacking(MEMBERS.map((member) => ({ ...member, lead: true })))).toEqual(['one-lead-needed']);
    expect(lacking(MEMBERS, { entry: 'branch' })).toEqual(['consortium-forms-a-company']);
    expect(lacking(MEMBERS, { incorporated: true })).toEqual(['incorporated-already']);
    expect(() => story.do('a', ann, 'submit')).toThrow('is not possible in state');
    story.do('a', ann, 'amend', { incorporated: false }).do('a', ann, 'submit');
    expect(story.tasks('a')).toEqual(['Screen the application']);
  });

  it('is a company from the day on which its registration is in force, and stays known as what it was', () => {
    const approvals = CATALOGUE.map((one) => (one['id'] === 'company' ? { ...one, incorporates: true } : one));
    story = draft({ ...MILL, company: 'Chenab-Shandong (Pvt) Ltd', consortium: MEMBERS }, undefined, {
      applications: { approvals },
    });
    story.do('a', ann, 'submit').do('a', desk, 'declareComplete');
    expect(story.data('a')['formation']).toBeUndefined();
    obtain(story.on('2026-01-12'), 'company');
    expect(story.data('a')['formation']).toMatchObject({
      company: 'Chenab-Shandong (Pvt) Ltd',
      by: 'company',
      members: MEMBERS,
      at: Date.parse('2026-01-12T10:00:00+05:00'),
    });
  });
});

describe('the letters of the desk', () => {
  const THREE = { screening: { letters: 1, variants: [{ when: 'province == "punjab"', letters: 3 }] } };
  const ask = (date: string): Story =>
    story
      .on(date)
      .do('a', desk, 'declareIncomplete', missing('Feasibility study'))
      .do('a', ann, 'supply', { text: 'Enclosed.' });

  it('are as many as the ruleset says for such a project, and then the officer takes the filing or returns it', () => {
    story = draft(MILL, undefined, { applications: THREE }).do('a', ann, 'submit');
    ask('2026-01-05');
    ask('2026-01-12');
    ask('2026-01-19');
    expect(() => ask('2026-01-26')).toThrow('is not possible in state');
    story.do('a', desk, 'returnFiling', { code: 'papers-not-supplied', basis: 'Procedure 4', text: 'Still missing.' });
    expect([story.at('a'), story.holder('a')]).toEqual([{ application: 'draft' }, 'investor']);
  });

  it('are one where the ruleset names no more, and a filing made anew may get one again', () => {
    story = draft({ ...MILL, province: 'sindh' }, undefined, { applications: THREE }).do('a', ann, 'submit');
    ask('2026-01-05');
    expect(() => ask('2026-01-12')).toThrow('is not possible in state');
    story.do('a', desk, 'returnFiling', { code: 'papers-not-supplied', basis: 'Procedure 4', text: 'Still missing.' });
    story.on('2026-02-01').do('a', ann, 'submit');
    ask('2026-02-03').do('a', otherDesk, 'declareComplete');
    expect(story.data('a')).toMatchObject({ filings: 2, letters: 1 });
  });
});

describe('the acknowledgement', () => {
  const silence = { rule: 'deemed', after: '4 months', basis: 'Regulations 2000', law: true };
  const service = { within: '45 days', law: true, starts: 'complete', source: 'a page', silence };
  const approvals = CATALOGUE.map((one) => {
    if (one['id'] !== 'environment') return one;
    const shorter = { when: 'province == "punjab"', service: { ...service, within: '30 days' } };
    return { ...one, service, variants: [shorter] };
  });

  it('tells on acceptance of every approval who gives it, what starts its time, how long it is and what silence means', () => {
    story = draft(MILL, undefined, { applications: { approvals } })
      .do('a', ann, 'submit')
      .do('a', desk, 'declareComplete');
    const acknowledged = story.data('a')['acknowledgement'] as readonly JsonObject[];
    expect(acknowledged.map(({ approval }) => approval)).toEqual([
      'company',
      'tax',
      'zone',
      'environment',
      'building',
      'deed',
      'factory',
    ]);
    expect(acknowledged[3]).toEqual({
      approval: 'environment',
      name: 'Approval environment',
      agency: 'epa',
      stage: 'permits',
      held: false,
      service: { ...service, within: '30 days' },
    });
    expect(story.notices('a')).toContain('application-acknowledged');
  });

  it('is not given to a draft, in which the same times are seen beside the approvals', () => {
    story = draft({ ...MILL, province: 'sindh' }, undefined, { applications: { approvals } });
    expect(story.data('a')['acknowledgement']).toEqual([]);
    expect((story.data('a')['approvals'] as readonly JsonObject[])[3]).toMatchObject({
      service: { within: '45 days' },
    });
  });
});
