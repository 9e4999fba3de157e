import { afterEach, describe, expect, it } from '@jest/globals';
import { ann, clock, PERMIT_CLOCKS, staff } from './country.js';
import {
  accepted,
  approveProject,
  desk,
  head,
  inPermits,
  inReview,
  opened,
  recommend,
  revoke,
  standing,
} from './mill.js';
import { atTen, type Story } from './story.js';

const SUSPENSION = { reason: 'regime-suspended', basis: 'SRO 760 suspended' };
const STAY = { court: 'High Court', number: '7', date: '2026-01-01' };
const LIFT = { number: '8', date: '2026-01-01' };

let story: Story;
afterEach(() => story.audit());

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
    ['stops at the stay', '2026-01-20', { silence: 'running', due: '2026-09-20' }],
    ['had run out before the stay', '2026-05-10', { silence: 'asked', due: '2026-05-01' }],
  ])('of the regime grants nothing by a court’s stay that outlasts it: the clock %s', (_, stayed, then) => {
    const voids = [{ cause: 'regime-suspended', basis: 'no law, no silence of it' }];
    story = inPermits(undefined, { ...PERMIT_CLOCKS, deemed: clock(120, { start: 'complete', voids }) });
    const id = recommend(story, 'environment');
    const officer = staff('first', 'officer', 'epa');
    story.on('2026-01-15').do('a', head, 'suspend', SUSPENSION).on(stayed).do(id, officer, 'stay', STAY);
    story.on('2026-06-01').do('a', head, 'resume').on('2026-06-11').do(id, officer, 'liftStay', LIFT);
    expect(story.within(id, 'pending', 'examination')).toMatchObject({ work: 'decision', silence: then.silence });
    expect(new Date(story.state(id).clocks['deemed']?.dueAt ?? 0).toISOString()).toMatch(then.due);
    expect(story.data(id)).not.toHaveProperty('grant');
  });

  it('goes on without standing still when the court that stayed the case first has lifted its stay', () => {
    const voids = [{ cause: 'regime-suspended', basis: 'no law, no silence of it' }];
    story = inPermits(undefined, { ...PERMIT_CLOCKS, deemed: clock(120, { start: 'complete', voids }) });
    const id = recommend(story, 'environment');
    const officer = staff('first', 'officer', 'epa');
    story.on('2026-01-11').do(id, officer, 'stay', STAY);
    story.on('2026-02-01').do('a', head, 'suspend', SUSPENSION);
    story.on('2026-02-10').do(id, officer, 'liftStay', LIFT);
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
    story.do(id, staff('first', 'officer', 'sezc'), 'stay', STAY);
    story.do('a', head, 'suspend', SUSPENSION);
    expect(story.at(id)).toEqual({ halted: 'byCourt' });
    story.do(id, staff('first', 'officer', 'sezc'), 'liftStay', LIFT);
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
