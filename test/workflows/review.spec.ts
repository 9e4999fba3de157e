import { afterEach, describe, expect, it } from '@jest/globals';
import { ann, MILL } from './country.js';
import { accepted, approveProject, desk, head, inReview, obtain, otherDesk, REFUSAL, refuse } from './mill.js';
import type { Story } from './story.js';

let story: Story;
afterEach(() => story.audit());

const PLAIN = { ...MILL, zone: 'none' };
const found = (appraisal: string, diligence = 'favourable'): Story =>
  inReview(PLAIN)
    .do('a', desk, 'recordAppraisal', { finding: appraisal, text: 'As found.' })
    .do('a', desk, 'recordDiligence', { finding: diligence, text: 'As found.' });

describe('the review of a project on which nobody has to decide', () => {
  it('asks for no decision: with its findings it is accepted for facilitation', () => {
    story = inReview(PLAIN).on('2026-01-20').do('a', desk, 'recordAppraisal', { finding: 'mixed', text: 'So so.' });
    expect(story.tasks('a')).toEqual(['Do the due diligence']);
    story.on('2026-01-21').do('a', otherDesk, 'recordDiligence', { finding: 'favourable', text: 'Clean.' });
    expect(story.stage('a')).toBe('permits');
    expect(story.data('a')['decision']).toMatchObject({
      outcome: 'accepted-for-facilitation',
      body: null,
      basis: 'no law asks for a decision on the project as a whole',
      by: 'emad.sifc',
    });
  });

  it('asks the head of the desk where a finding speaks against it, and no one who has found', () => {
    story = found('favourable', 'unfavourable');
    expect(story.tasks('a')).toEqual(['Accept for facilitation, or refuse it']);
    expect(() => story.do('a', desk, 'accept', { basis: 'Rule 4', text: 'Still.' })).toThrow('is for manager of sifc');
    story.do('a', head, 'accept', { basis: 'Rule 4', text: 'The doubt is cleared.' });
    expect(story.stage('a')).toBe('permits');
    expect(story.data('a')['decision']).toMatchObject({ basis: 'Rule 4', by: 'hira.sifc' });
  });

  it('may be refused for coded reasons, and a mistaken refusal is corrected by two persons', () => {
    story = found('unfavourable').do('a', head, 'decline', REFUSAL);
    expect(story.at('a')).toEqual({ refused: 'none' });
    story.do('a', head, 'proposeCorrection', { seq: 12, text: 'The plan does show exports.' });
    expect(() => story.do('a', head, 'countersignCorrection')).toThrow('needs another person');
    story.do('a', desk, 'countersignCorrection');
    expect(story.tasks('a')).toContain('Accept for facilitation, or refuse it');
    expect(story.data('a')['annulments']).toMatchObject([{ annulled: { refusal: { code: 'not-eligible' } } }]);
  });
});

describe('reasons that security keeps to itself', () => {
  const sealed = { digest: '5e'.repeat(32), custodian: 'moi' };

  it('are in the log by a salted digest and by who keeps them, and never as text', () => {
    story = inReview(PLAIN).do('a', desk, 'recordAppraisal', { finding: 'favourable', text: 'Fits.' });
    const finding = { finding: 'unfavourable', text: 'Not cleared.' };
    const open = { ...finding, sealed: { ...sealed, text: 'He is known to the service.' } };
    expect(() => story.do('a', otherDesk, 'recordDiligence', open)).toThrow('does not fit');
    story.do('a', otherDesk, 'recordDiligence', { ...finding, sealed });
    story.do('a', head, 'decline', { code: 'security-clearance', basis: 'Rule 7', text: 'Not cleared.', sealed });
    expect(story.data('a')).toMatchObject({ diligence: { sealed }, refusal: { code: 'security-clearance', sealed } });
  });
});

describe('the review of a project on which a body of the law decides', () => {
  it('names the body from the draft on, before anything is filed', () => {
    story = inReview();
    expect(story.data('a')['body']).toMatchObject({ id: 'zone-committee', approval: 'zone', confirmed: true });
  });

  it('recommends to it and waits for its approval, which is decided in its own case', () => {
    story = approveProject(inReview());
    expect(story.at('a')).toEqual({ review: { underway: { project: 'elsewhere', approvals: 'waiting' } } });
    expect(story.holder('a')).toBe('children');
    obtain(story.on('2026-02-10'), 'zone');
    expect(story.stage('a')).toBe('permits');
    expect(story.data('a')['decision']).toMatchObject({
      outcome: 'decided-by-body',
      body: 'zone-committee',
      basis: 'Zones Act s. 24',
      text: 'zone',
    });
  });

  it('says so to the head of the desk where the body refuses', () => {
    story = refuse(approveProject(inReview()), 'zone');
    expect(story.at('a')).toEqual({ review: { underway: { project: 'elsewhere', approvals: 'blocked' } } });
    expect(story.tasks('a')).toEqual(['Resolve a blocked approval']);
    obtain(story.do('a', ann, 'relodge', { approval: 'zone' }), 'zone.2');
    expect(story.stage('a')).toBe('permits');
  });

  it('names the body that decides at one of several sites', () => {
    const sites = { mill: { zone: 'none' }, store: { zone: 'sez' } };
    story = accepted({ ...PLAIN, investmentUsd: 900_000_000, sites });
    expect(story.data('a')['body']).toMatchObject({ id: 'zone-committee' });
  });
});
