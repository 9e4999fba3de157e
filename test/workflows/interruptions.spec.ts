import { afterEach, describe, expect, it } from '@jest/globals';
import { ann, staff } from './country.js';
import { desk, head, inPermits, inReview, obtain, opened, refuse, revoke, REFUSAL, standing } from './mill.js';
import type { Story } from './story.js';

const manager = (agency: string) => staff('mo', 'manager', agency);

let story: Story;
afterEach(() => story.audit());

describe('a withdrawal', () => {
  it('withdraws the cases that are open and leaves what is in force', () => {
    story = inPermits().do('a', ann, 'withdraw', { text: 'No financing.' });
    expect(story.at('a')).toBe('withdrawn');
    expect(story.at(story.child('a', 'environment'))).toBe('withdrawn');
    expect(story.at(story.child('a', 'zone'))).toMatchObject({ inForce: {} });
  });

  it('hears nothing of what becomes of an approval later', () => {
    story = inReview().do('a', ann, 'withdraw');
    const before = story.state('a');
    revoke(story, 'company', {
      code: 'false-statement',
      basis: 'Act s. 9',
      text: 'Forged.',
    });
    expect(story.state('a')).toBe(before);
  });

  it('is no longer possible in operation', () => {
    story = obtain(inPermits(), 'environment', 'building', 'deed', 'factory').do('a', ann, 'reportReady', {
      text: 'Ready.',
    });
    story.do('a', desk, 'confirmOperations', { inspectedOn: '2026-01-01', text: 'Seen.' });
    expect(() => story.do('a', ann, 'withdraw')).toThrow('is not possible in state');
  });
});

describe('a needed approval that is refused', () => {
  it('shows on the application and is a task of the desk', () => {
    story = refuse(inPermits(), 'environment');
    expect(story.at('a')).toEqual({ permits: { underway: { approvals: 'blocked' } } });
    expect(story.tasks('a')).toEqual(['Resolve a blocked approval']);
    expect(story.holder('a')).toBe('sifc');
    expect(story.notices('a')).toContain('application-blocked');
  });

  it('is lodged anew by the investor, as another case with clocks of its own', () => {
    story = refuse(inPermits(), 'environment').on('2026-08-01').do('a', ann, 'relodge', { approval: 'environment' });
    expect(story.at('a')).toEqual({ permits: { underway: { approvals: 'waiting' } } });
    obtain(story, 'environment.2');
    expect(standing(story, 'environment')).toBe('in-force');
    expect(opened(story)).toContain('building');
  });

  it('is not lodged anew where it was not refused', () => {
    story = inPermits();
    expect(() => story.do('a', ann, 'relodge', { approval: 'environment' })).toThrow('is not possible in state');
    expect(() => story.do('a', ann, 'relodge', { approval: 'zone' })).toThrow('is not possible in state');
  });

  it('blocks no longer once the refusal is corrected', () => {
    story = refuse(inPermits(), 'environment');
    const id = story.child('a', 'environment');
    story.do(id, staff('first', 'officer', 'epa'), 'proposeCorrection', { seq: 5, text: 'Wrong file.' });
    story.do(id, manager('epa'), 'countersignCorrection');
    expect(standing(story, 'environment')).toBe('reopened');
    expect(story.at('a')).toEqual({ permits: { underway: { approvals: 'waiting' } } });
    story.do(id, manager('epa'), 'grant', { basis: 'Act', text: 'In order.' });
    expect(opened(story)).toContain('building');
  });

  it('may end the application, by the head of the desk and with reasons', () => {
    story = refuse(inPermits(), 'environment');
    const reasons = { code: 'approval-refused', basis: 'Policy 2025', text: 'No site without it.' };
    expect(() => story.do('a', desk, 'discontinue', reasons)).toThrow('is for manager of sifc');
    story.do('a', head, 'discontinue', reasons);
    expect(story.at('a')).toBe('discontinued');
  });

  it('stops the application in a later stage too, when it is lost after it was granted', () => {
    story = obtain(inPermits(), 'environment', 'building');
    revoke(story, 'zone', {
      code: 'breach-of-conditions',
      basis: 's. 24',
      text: 'Idle.',
    });
    expect(standing(story, 'zone')).toBe('revoked');
    expect(story.at('a')).toEqual({ lease: { underway: { approvals: 'blocked' } } });
  });

  it('is only waited for while it is suspended: it may come back', () => {
    story = obtain(inPermits(), 'environment');
    const id = story.child('a', 'environment');
    const reasons = { code: 'breach-of-conditions', basis: 's. 16', text: 'Effluent.' };
    story.do(id, manager('epa'), 'suspend', reasons);
    obtain(story, 'building');
    expect(story.at('a')).toEqual({ permits: { underway: { approvals: 'waiting' } } });
    story.do(id, manager('epa'), 'reinstate', { basis: 's. 16', text: 'Mended.' });
    expect(story.at('a')).toMatchObject({ lease: {} });
  });

  it('is told to an operating project, which goes on operating', () => {
    story = obtain(inPermits(), 'environment', 'building', 'deed', 'factory').do('a', ann, 'reportReady', {
      text: 'Ready.',
    });
    story.do('a', desk, 'confirmOperations', { inspectedOn: '2026-01-01', text: 'Seen.' });
    revoke(story, 'zone', { ...REFUSAL, code: 'other' });
    expect(story.at('a')).toEqual({ operational: 'running' });
    expect(standing(story, 'zone')).toBe('revoked');
    expect(story.notices('a')).toContain('approval-lost');
    obtain(story.do('a', ann, 'relodge', { approval: 'zone' }), 'zone.2');
    expect(standing(story, 'zone')).toBe('in-force');
  });
});
