import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/engine/index.js';
import { ann, MILL, proofOf } from './country.js';
import { accepted, approveProject, desk, draft, obtain, opened, standing } from './mill.js';
import { atTen, type Story } from './story.js';

let story: Story;
afterEach(() => story.audit());

/** Filed and accepted on 1 January 2026. */
const holding = (...held: readonly JsonObject[]): Story => accepted({ ...MILL, held });

const claim = (id: string): unknown =>
  (story.data('a')['approvals'] as readonly JsonObject[]).find((approval) => approval['id'] === id)?.['proof'];

describe('an approval that the investor holds', () => {
  it('is said to be held in the draft, and counts as in force once the desk has seen its proof', () => {
    story = draft({ ...MILL, held: [proofOf('company'), proofOf('tax')] });
    expect(standing(story, 'tax')).toBe('said to be held');
    story.do('a', ann, 'submit').do('a', desk, 'declareComplete');
    expect(standing(story, 'tax')).toBe('held');
    expect(claim('tax')).toEqual({ ...proofOf('tax'), against: null });
    expect(story.at('a')).toMatchObject({ review: {} });
    expect(opened(story)).toEqual(['zone']);
  });

  it.each([
    ['2025-12-31', 'expired'],
    ['2026-01-01', 'expires-too-soon'],
    ['2026-01-30', 'expires-too-soon'],
    ['2026-01-31', null],
  ])('until %s on 1 January 2026, where 30 days are asked: %s', (expiresOn, against) => {
    story = holding(proofOf('company', { expiresOn }));
    expect(claim('company')).toMatchObject({ against });
    expect(standing(story, 'company')).toBe(against === null ? 'held' : 'open');
    expect(story.notices('a').includes('proof-not-recognised')).toBe(against !== null);
  });

  it('is not recognised before it was issued', () => {
    story = holding(proofOf('company', { issuedOn: '2026-01-02' }));
    expect(claim('company')).toMatchObject({ against: 'not-yet-issued' });
  });

  it('is required after all where the desk rejects its proof, with a reason', () => {
    story = draft({ ...MILL, held: [proofOf('company'), proofOf('tax')] }).do('a', ann, 'submit');
    const rejected = [{ approval: 'tax', text: 'The number is another company’s.' }];
    story.do('a', desk, 'declareComplete', { rejected });
    expect(standing(story, 'tax')).toBe('open');
    expect(claim('tax')).toMatchObject({ against: 'rejected' });
    expect(story.data('a')['acceptance']).toMatchObject({ rejected, by: 'dina.sifc' });
  });

  it('cannot be rejected where nobody says to hold it', () => {
    story = draft().do('a', ann, 'submit');
    const rejected = [{ approval: 'tax', text: 'Forged.' }];
    expect(() => story.do('a', desk, 'declareComplete', { rejected })).toThrow(
      expect.objectContaining({
        kind: 'data',
        details: { errors: [expect.objectContaining({ field: '/rejected/0/approval' })] },
      }),
    );
  });

  it('counts by the one of several proofs that is sound', () => {
    story = holding(proofOf('company'), proofOf('company', { number: '2', expiresOn: '2020-01-01' }));
    expect(claim('company')).toMatchObject({ number: '7654321-0', against: null });
  });

  it('counts no longer when it has expired, and is asked for like any other', () => {
    story = holding(proofOf('company'), proofOf('tax'), proofOf('zone', { expiresOn: '2026-02-15' }));
    story.on('2026-02-15');
    expect(story.at('a')).toMatchObject({ review: { underway: { approvals: 'granted' } } });
    story.on('2026-02-16');
    approveProject(story);
    expect(opened(story)).toEqual(['zone']);
    expect(story.state(story.child('a', 'zone')).openedAt).toBe(atTen('2026-02-16'));
    expect(story.data('a')['approvals']).toContainEqual(
      expect.objectContaining({ id: 'zone', openedAt: atTen('2026-02-16') }),
    );
    obtain(story, 'zone', 'environment', 'building');
    expect(story.at('a')).toMatchObject({ lease: {} });
  });

  it('at one site counts there and not at another', () => {
    const sites = { mill: {}, annexe: {} };
    story = accepted({ ...MILL, sites, held: [proofOf('company'), proofOf('tax'), proofOf('zone', { site: 'mill' })] });
    expect(standing(story, 'zone@mill')).toBe('held');
    expect(opened(story)).toEqual(['zone@annexe']);
  });

  it('is stated with its proof, or not at all', () => {
    expect(() => draft({ ...MILL, held: ['tax'] })).toThrow('does not fit');
    expect(() => draft({ ...MILL, held: [{ approval: 'tax', number: '1' }] })).toThrow('does not fit');
    story = draft();
  });
});
