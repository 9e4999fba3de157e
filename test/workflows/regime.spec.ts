import { afterEach, describe, expect, it } from '@jest/globals';
import { ann, staff } from './country.js';
import { approveProject, desk, draft, head, obtain, opened, recommend, revoke, standing } from './mill.js';
import type { Story } from './story.js';

/* The law under which a permit was given is suspended by an order, whatever becomes of the application: here that of the zone. */

const ORDER = { regime: 'order-1', basis: 'SRO of 1 March' };
const STAY = { court: 'High Court', number: '7', date: '2026-04-01' };
const LIFT = { number: '8', date: '2026-06-01' };
const officer = staff('first', 'officer', 'sezc');

let story: Story;
afterEach(() => story.audit());

/** In force since 1 February with a duty of 180 days, and dormant since 1 March. */
function dormant(): string {
  const duties = [{ id: 'build', what: 'Start construction', start: 'granted' }];
  story = draft(undefined, undefined, { approval: { duties } }).do('a', ann, 'submit').do('a', desk, 'declareComplete');
  obtain(approveProject(obtain(story, 'company', 'tax')).on('2026-02-01'), 'zone');
  const id = story.child('a', 'zone');
  story.on('2026-03-01').do(id, head, 'suspendRegime', ORDER);
  return id;
}

describe('a permit whose regime is suspended', () => {
  it('is dormant: what depends on it waits, and what is owed by it stands still', () => {
    const id = dormant();
    expect(story.within(id, 'inForce', 'standing')).toBe('dormant');
    expect(story.state(id).charge).toMatchObject({ holder: 'sifc', cause: 'regime-suspended' });
    expect([standing(story, 'zone'), story.notices(id).slice(-1)]).toEqual(['suspended', ['permit-suspended']]);
    expect(story.due(story.child(id, 'duty/1/build'), 'term')).toBeNull();
    obtain(story, 'environment');
    expect(opened(story)).not.toContain('building');
    story.on('2026-03-31').do(id, head, 'resumeRegime', { regime: 'order-1' });
    expect([story.standing(id), standing(story, 'zone')]).toEqual(['valid', 'in-force']);
    expect(story.due(story.child(id, 'duty/1/build'), 'term')).toBe('2026-08-30');
    expect(opened(story)).toContain('building');
  });

  it('wakes by the order that put it to sleep, and by no other', () => {
    const id = dormant();
    expect(() => story.do(id, head, 'suspendRegime', { ...ORDER, regime: 'order-2' })).toThrow('is not possible');
    expect(() => story.do(id, head, 'resumeRegime', { regime: 'order-2' })).toThrow('is not possible');
    expect(() => story.do(id, staff('mo', 'manager', 'sezc'), 'resumeRegime', { regime: 'order-1' })).toThrow('is for');
  });

  it('is the court’s while a court stays it too, and dormant again when the court is done first', () => {
    const id = dormant();
    story.on('2026-04-01').do(id, officer, 'stay', STAY);
    expect([story.standing(id), story.holder(id)]).toEqual(['stayed', 'court']);
    story.on('2026-06-01').do(id, officer, 'liftStay', LIFT);
    expect(story.within(id, 'inForce', 'standing')).toBe('dormant');
    story.do(id, head, 'resumeRegime', { regime: 'order-1' });
    expect(story.standing(id)).toBe('valid');
  });

  it('may be revoked like any other, after a hearing', () => {
    const id = dormant();
    revoke(story, 'zone', { code: 'false-statement', basis: 's. 24', text: 'The plan was another’s.' });
    expect([story.stage(id), standing(story, 'zone')]).toEqual(['revoked', 'revoked']);
    expect(story.at(story.child(id, 'duty/1/build'))).toBe('withdrawn');
  });

  it('lets what is owed wait as long as its application is suspended as well', () => {
    const id = dormant();
    story.do('a', head, 'suspend', { reason: 'regime-suspended', basis: 'SRO' });
    story.on('2026-04-01').do(id, head, 'resumeRegime', { regime: 'order-1' });
    expect(story.at(story.child(id, 'duty/1/build'))).toEqual({ halted: 'bySifc' });
    story.on('2026-05-01').do('a', head, 'resume');
    expect(story.due(story.child(id, 'duty/1/build'), 'term')).toBe('2026-09-30');
  });
});

describe('a permit that is asked for under it', () => {
  it('is halted, and goes on only when neither its regime nor its application is suspended', () => {
    story = draft().do('a', ann, 'submit').do('a', desk, 'declareComplete');
    approveProject(obtain(story, 'company', 'tax'));
    const id = recommend(story, 'zone');
    story.do('a', head, 'suspend', { reason: 'inquiry', basis: 'Letter 4' }).do(id, head, 'suspendRegime', ORDER);
    expect(story.state(id).charge).toMatchObject({ holder: 'sifc', cause: 'regime-suspended' });
    story.on('2026-02-01').do('a', head, 'resume');
    expect(story.at(id)).toEqual({ halted: 'bySifc' });
    story.on('2026-03-01').do(id, head, 'resumeRegime', { regime: 'order-1' });
    expect(story.work(id)).toBe('decision');
  });
});
