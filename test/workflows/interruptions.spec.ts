import { afterEach, describe, expect, it } from '@jest/globals';
import { ann, clock, PERMIT_CLOCKS, staff } from './country.js';
import {
  accepted,
  approveProject,
  desk,
  head,
  inPermits,
  inReview,
  obtain,
  opened,
  recommend,
  refuse,
  revoke,
  REFUSAL,
  standing,
} from './mill.js';
import { atTen, type Story } from './story.js';

const SUSPENSION = { reason: 'regime-suspended', basis: 'SRO 760 suspended' };
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

describe('a suspension', () => {
  it('reaches the open cases, stops their listed clocks, and ends as it began', () => {
    const pauses = [{ cause: 'regime-suspended', basis: 'SRO 2198' }];
    story = inPermits(undefined, { ...PERMIT_CLOCKS, deemed: clock(120, { start: 'complete', pauses }) });
    const id = recommend(story, 'environment');
    story.on('2026-02-01').do('a', head, 'suspend', SUSPENSION);
    expect(story.at('a')).toEqual({ permits: 'suspended' });
    expect(story.at(id)).toEqual({ halted: 'bySifc' });
    expect(story.state(id).charge).toMatchObject({ holder: 'sifc', cause: 'regime-suspended' });
    story.on('2026-12-01').do('a', head, 'resume');
    expect(story.at('a')).toEqual({ permits: { underway: { approvals: 'waiting' } } });
    expect(story.work(id)).toBe('decision');
    expect(story.due(id, 'deemed')).toBe('2027-02-28');
  });

  it('stops no clock that does not list its reason: a grant by silence bears the date on which the time ran out', () => {
    story = inPermits();
    const id = recommend(story, 'environment');
    story.on('2026-02-01').do('a', head, 'suspend', SUSPENSION).on('2026-12-01').do('a', head, 'resume');
    expect(story.data(id)['grant']).toMatchObject({ how: 'deemed', at: atTen('2026-05-01') });
    expect(standing(story, 'environment')).toBe('deemed');
  });

  it('of the regime itself lets nobody gain by a silence that ran out meanwhile: it is recorded, and an officer decides', () => {
    const voids = [{ cause: 'regime-suspended', basis: 'no law, no silence of it' }];
    story = inPermits(undefined, { ...PERMIT_CLOCKS, deemed: clock(120, { start: 'complete', voids }) });
    const id = recommend(story, 'environment');
    story.on('2026-02-01').do('a', head, 'suspend', SUSPENSION).on('2026-12-01').do('a', head, 'resume');
    expect(story.within(id, 'pending', 'examination')).toMatchObject({ work: 'decision', silence: 'asked' });
    expect(story.events(id).slice(-3)).toEqual(['resumeByParent', 'deadline.fired', 'clock.passed']);
    expect(story.state(id).clocks['deemed']).toMatchObject({ status: 'passed' });
    story.do(id, staff('second', 'officer', 'epa'), 'grant', { basis: 'Act', text: 'In order.' });
    expect(standing(story, 'environment')).toBe('in-force');
  });

  it('of the regime itself does not touch a silence that runs out after it, nor one that another reason interrupts', () => {
    const voids = [{ cause: 'regime-suspended', basis: 'no law, no silence of it' }];
    const clocks = { ...PERMIT_CLOCKS, deemed: clock(120, { start: 'complete', voids }) };
    story = inPermits(undefined, clocks);
    const id = recommend(story, 'environment');
    story
      .on('2026-02-01')
      .do('a', head, 'suspend', SUSPENSION)
      .on('2026-03-01')
      .do('a', head, 'resume')
      .on('2026-05-01');
    expect(story.data(id)['grant']).toMatchObject({ how: 'deemed', at: atTen('2026-05-01') });
    story.audit();
    story = inPermits(undefined, clocks);
    const other = recommend(story, 'environment');
    story.on('2026-02-01').do('a', head, 'suspend', { ...SUSPENSION, reason: 'inquiry' });
    story.on('2026-12-01').do('a', head, 'resume');
    expect(story.data(other)['grant']).toMatchObject({ how: 'deemed', at: atTen('2026-05-01') });
  });

  it.each([
    ['before the stay', '2026-01-20', '2026-06-01'],
    ['during the suspension alone', '2026-05-10', '2026-06-01'],
  ])('of the regime grants nothing by a court’s stay that outlasts it, begun %s', (_, stayed, lifted) => {
    const voids = [{ cause: 'regime-suspended', basis: 'no law, no silence of it' }];
    story = inPermits(undefined, { ...PERMIT_CLOCKS, deemed: clock(120, { start: 'complete', voids }) });
    const id = recommend(story, 'environment');
    const officer = staff('first', 'officer', 'epa');
    const order = { court: 'High Court', number: '7', date: '2026-01-01' };
    story.on('2026-01-15').do('a', head, 'suspend', SUSPENSION).on(stayed).do(id, officer, 'stay', order);
    story
      .on(lifted)
      .do('a', head, 'resume')
      .on('2026-06-11')
      .do(id, officer, 'liftStay', { number: '8', date: lifted });
    // By the stay its time stood still; what ran out before, ran out while the law was suspended.
    const left = stayed < '2026-05-01' ? 'running' : 'asked';
    expect(story.within(id, 'pending', 'examination')).toMatchObject({ work: 'decision', silence: left });
    if (left === 'running') expect(story.due(id, 'deemed')).toBe('2026-09-20');
    expect(story.data(id)).not.toHaveProperty('grant');
  });

  it('goes on without standing still when the court that stayed the case first has lifted its stay', () => {
    const voids = [{ cause: 'regime-suspended', basis: 'no law, no silence of it' }];
    story = inPermits(undefined, { ...PERMIT_CLOCKS, deemed: clock(120, { start: 'complete', voids }) });
    const id = recommend(story, 'environment');
    const officer = staff('first', 'officer', 'epa');
    story.on('2026-01-11').do(id, officer, 'stay', { court: 'High Court', number: '7', date: '2026-01-01' });
    story.on('2026-02-01').do('a', head, 'suspend', SUSPENSION);
    story.on('2026-02-10').do(id, officer, 'liftStay', { number: '8', date: '2026-02-10' });
    story.on('2026-03-01').do('a', head, 'resume');
    // 110 days were left on 10 February.
    expect(story.due(id, 'deemed')).toBe('2026-05-31');
  });

  it('leaves a permit in force as it is', () => {
    story = inPermits().do('a', head, 'suspend', SUSPENSION);
    expect(story.at(story.child('a', 'zone'))).toMatchObject({ inForce: {} });
  });

  it('opens no case twice when it ends', () => {
    story = inPermits();
    const before = opened(story);
    story.do('a', head, 'suspend', SUSPENSION).do('a', head, 'resume');
    expect(opened(story)).toEqual(before);
  });

  it('waits behind a court that has a case already', () => {
    story = inReview();
    const id = story.child('a', 'zone');
    story.do(id, ann, 'lodge').do(id, staff('first', 'officer', 'sezc'), 'declareComplete');
    approveProject(story);
    story.do(id, staff('first', 'officer', 'sezc'), 'stay', { court: 'High Court', number: '7', date: '2026-01-01' });
    story.do('a', head, 'suspend', SUSPENSION);
    expect(story.at(id)).toEqual({ halted: 'byCourt' });
    story.do(id, staff('first', 'officer', 'sezc'), 'liftStay', { number: '7', date: '2026-01-01' });
    expect(story.at(id)).toEqual({ halted: 'bySifc' });
    story.do('a', head, 'resume');
    expect(story.work(id)).toEqual({ scrutiny: 'unasked' });
  });

  it('says nothing twice when it ends', () => {
    story = accepted();
    const id = story.child('a', 'company');
    story.do('a', head, 'suspend', SUSPENSION).do('a', head, 'resume');
    expect(story.notices(id)).toEqual(['permit-may-be-lodged']);
  });

  it('shows at its end what was lost meanwhile', () => {
    story = inPermits().do('a', head, 'suspend', SUSPENSION);
    const reasons = { code: 'breach-of-conditions', basis: 's. 24', text: 'Idle.' };
    revoke(story, 'zone', reasons).do('a', head, 'resume');
    expect(story.at('a')).toEqual({ permits: { underway: { approvals: 'blocked' } } });
  });

  it('stays within the review, where two things go on at once', () => {
    story = inReview().do('a', desk, 'recordDiligence', { finding: 'favourable', text: 'Clean.' });
    const before = story.at('a');
    story.do('a', head, 'suspend', SUSPENSION);
    expect(story.at('a')).toEqual({ review: 'suspended' });
    story.do('a', head, 'resume');
    expect(story.at('a')).toEqual(before);
    expect(story.tasks('a')).toEqual(['Appraise the sector']);
  });

  it('may end in a withdrawal, which reaches the suspended cases', () => {
    story = accepted().do('a', head, 'suspend', SUSPENSION).do('a', ann, 'withdraw');
    expect(story.at(story.child('a', 'company'))).toBe('withdrawn');
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
