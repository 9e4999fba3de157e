import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/engine/index.js';
import { ann, MILL } from './country.js';
import { accepted, approveProject, desk, head, inPermits, inReview, obtain, opened, standing } from './mill.js';
import type { Story } from './story.js';

let story: Story;
afterEach(() => story.audit());

const propose = (application: JsonObject): string => {
  story.do('a', ann, 'proposeScope', { application, text: 'The plan has changed.' });
  return story.child('a', Object.keys(story.state('a').children).findLast((key) => key.startsWith('change/')) ?? '');
};
const report = (id: string): unknown => story.data(id)['report'];

describe('a change of scope', () => {
  it('is proposed after acceptance, before which the draft or the supply is amended', () => {
    story = accepted();
    expect(story.state('a').children).not.toHaveProperty('change/1');
    propose({ employsForeigners: true });
    expect(() => propose({ gas: true })).toThrow('is not possible in state');
  });

  it('shows what it would touch before anybody accepts it, and changes nothing until then', () => {
    story = inPermits();
    const id = propose({ employsForeigners: true, environmentalSchedule: 'none' });
    expect(report(id)).toEqual({
      facts: {
        employsForeigners: { from: false, to: true },
        environmentalSchedule: { from: 'IEE', to: 'none' },
      },
      opened: ['visa'],
      withdrawn: ['environment'],
      kept: [],
      moved: [],
      body: 'zone-committee',
    });
    expect(story.tasks(id)).toEqual(['Accept the change, or decline it']);
    expect([standing(story, 'environment'), standing(story, 'visa')]).toEqual(['open', undefined]);
    expect(() => story.do(id, ann, 'accept')).toThrow('is for officer of sifc');
  });

  it('opens what is newly needed and withdraws what is needed no longer, on the day it is accepted', () => {
    story = inPermits();
    const id = propose({ employsForeigners: true, environmentalSchedule: 'none' });
    story.on('2026-03-01').do(id, desk, 'accept');
    expect(story.at(story.child('a', 'environment'))).toBe('withdrawn');
    expect(opened(story)).toEqual(['company', 'tax', 'zone', 'environment', 'change/1', 'building', 'visa']);
    expect(standing(story, 'environment')).toBeUndefined();
    expect(story.data('a')['acknowledgement']).toContainEqual(expect.objectContaining({ approval: 'visa' }));
    expect(story.data('a')['changes']).toMatchObject({ 'change/1': { outcome: 'accepted', by: 'ann' } });
    obtain(story, 'building');
    expect(story.stage('a')).toBe('lease');
  });

  it('leaves with the investor what is in force and needed no longer', () => {
    story = obtain(inPermits(), 'environment');
    const id = propose({ environmentalSchedule: 'none' });
    expect(report(id)).toMatchObject({ kept: ['environment'], withdrawn: [] });
    story.do(id, desk, 'accept');
    expect(story.at(story.child('a', 'environment'))).toMatchObject({ inForce: {} });
    story.do('a', ann, 'proposeScope', { application: { environmentalSchedule: 'IEE' }, text: 'Once more.' });
    story.do(story.child('a', 'change/2'), desk, 'accept');
    expect(standing(story, 'environment')).toBe('in-force');
  });

  it('asks anew at another place, for what was granted for the one says nothing about the other', () => {
    story = obtain(inPermits(), 'environment');
    const id = propose({ province: 'sindh' });
    expect(report(id)).toMatchObject({ moved: ['zone', 'environment', 'building'] });
    story.do(id, desk, 'accept');
    expect(story.at(story.child('a', 'building'))).toBe('withdrawn');
    expect(standing(story, 'company')).toBe('in-force');
    expect(standing(story, 'zone')).toBe('open');
    obtain(story, 'zone.2');
    expect(standing(story, 'environment')).toBe('open');
    expect(story.data(story.child('a', 'environment.2'))['application']).toMatchObject({ province: 'sindh' });
  });

  it('that brings the project before another body does so as long as nobody has it before him', () => {
    story = inReview({ ...MILL, zone: 'none' });
    const id = propose({ investmentUsd: 700_000_000 });
    expect(report(id)).toMatchObject({ body: 'approvals-committee' });
    story.do(id, desk, 'accept');
    approveProject(story);
    expect(story.tasks('a')).toContain('Convene the committee');
  });

  it('that is declined, or withdrawn, leaves everything as it is', () => {
    story = inPermits();
    const first = propose({ builds: false });
    story.do(first, desk, 'decline', {
      code: 'needs-another-application',
      basis: 'Rule 9',
      text: 'This is another project.',
    });
    const second = propose({ builds: false });
    story.do(second, ann, 'withdraw');
    expect(story.data('a')).toMatchObject({
      application: { builds: true },
      changes: { 'change/1': { outcome: 'declined' }, 'change/2': { outcome: 'withdrawn' } },
    });
    expect(standing(story, 'building')).toBe('not yet open');
  });

  it('waits with the application that is suspended, and goes with the one that is withdrawn', () => {
    story = inPermits();
    const id = propose({ builds: false });
    story.do('a', head, 'suspend', { reason: 'inquiry', basis: 'Order 3' });
    expect(() => story.do(id, desk, 'accept')).toThrow('is not possible in state');
    story.do('a', head, 'resume');
    expect(story.at(id)).toBe('pending');
    story.do('a', ann, 'withdraw');
    expect(story.at(id)).toBe('withdrawn');
  });
});

describe('a change of a party', () => {
  it('is proposed with its paper, tells what it touches, and is on record once it is accepted', () => {
    story = obtain(inPermits(), 'environment');
    const party = { party: 'sponsor', name: 'Gulf Holding', paper: 'Deed of transfer 44/2026' };
    story.on('2026-02-02').do('a', ann, 'proposeParty', party);
    const id = story.child('a', 'change/1');
    expect(report(id)).toEqual({ inForce: ['company', 'tax', 'zone', 'environment'], open: ['building'] });
    expect(story.data('a')['parties']).toEqual({});
    story.on('2026-02-09').do(id, desk, 'accept', { text: 'Deed seen.' });
    expect(story.data('a')['parties']).toEqual({
      sponsor: { name: 'Gulf Holding', paper: 'Deed of transfer 44/2026' },
    });
    expect(story.notices(id)).toEqual(['change-accepted']);
  });
});
