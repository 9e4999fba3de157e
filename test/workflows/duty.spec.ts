import { afterEach, describe, expect, it } from '@jest/globals';
import { ann, CATALOGUE, staff } from './country.js';
import { approveProject, desk, draft, head, obtain } from './mill.js';
import type { Story } from './story.js';

/* With the plot comes the duty to build within the time of its clock, here 180 days; the developer of the zone watches it. */

let story: Story;
afterEach(() => story.audit());

const approvals = CATALOGUE.map((one) =>
  one['id'] === 'zone' ? { ...one, duties: [{ id: 'zone/build', what: 'Start construction' }] } : one,
);
const officer = staff('first', 'officer', 'sezc');
const manager = staff('mo', 'manager', 'sezc');
const NOTICE = { basis: 'Terms of allotment 9', text: 'Nothing is built.' };
const PROPOSAL = { consequence: 'resumption-of-plot', ...NOTICE };

/** The plot is allotted on 1 February 2026. */
function allotted(): string {
  story = draft(undefined, undefined, { applications: { approvals } })
    .do('a', ann, 'submit')
    .do('a', desk, 'declareComplete');
  obtain(approveProject(obtain(story, 'company', 'tax')).on('2026-02-01'), 'zone');
  return story.child('a', 'duty/zone/build');
}
const breached = (): string => {
  const id = allotted();
  story.on('2026-08-01');
  return id;
};

describe('a duty that comes with an approval', () => {
  it('begins when the approval is in force, on the investor’s clock, under the agency that gave it', () => {
    const id = allotted();
    expect([story.tasks(id), story.holder(id), story.due(id, 'term')]).toEqual([
      ['Do it, and report it'],
      'investor',
      '2026-07-31',
    ]);
    expect(story.state(id)).toMatchObject({ agency: 'sezc', clocks: { term: { force: 'target' } } });
    expect(story.data('a')['duties']).toMatchObject({
      'duty/zone/build': { title: 'Start construction', outcome: null },
    });
    expect(story.stage('a')).toBe('permits');
  });

  it('is done when the investor has reported it and the agency has seen it', () => {
    const id = allotted();
    story.on('2026-05-01').do(id, ann, 'reportFulfilled', { text: 'Foundations are laid.' });
    story.do(id, officer, 'confirmFulfilment', { text: 'Seen on the spot.' });
    expect(story.at(id)).toBe('fulfilled');
    expect(story.data('a')['duties']).toMatchObject({ 'duty/zone/build': { outcome: 'fulfilled' } });
  });

  it('whose report is rejected is as late as it would have been', () => {
    const id = allotted();
    story.on('2026-07-30').do(id, ann, 'reportFulfilled', { text: 'A fence stands.' }).on('2026-08-10');
    expect(story.at(id)).toEqual({ pending: 'reported' });
    story.do(id, officer, 'rejectReport', { text: 'A fence is no building.' });
    expect(story.at(id)).toEqual({ pending: 'breached' });
  });

  it('that is not done takes nothing away: it is told, and waits for an officer, however long', () => {
    const id = breached();
    expect(story.notices(id)).toEqual(['duty-not-done', 'duty-not-done']);
    story.on('2028-08-01');
    expect(story.at(id)).toEqual({ pending: 'breached' });
    expect(story.at(story.child('a', 'zone'))).toMatchObject({ inForce: {} });
  });

  it('is answered for: notice, cause shown within its time, and more time with a reason', () => {
    const id = breached();
    expect(() => story.do(id, officer, 'proposeConsequence', PROPOSAL)).toThrow('is not possible in state');
    story.do(id, officer, 'serveNotice', NOTICE);
    expect([story.tasks(id), story.holder(id), story.due(id, 'answer')]).toEqual([
      ['Show cause'],
      'investor',
      '2026-08-16',
    ]);
    story.on('2026-08-10').do(id, ann, 'answer', { text: 'No power line yet.' });
    expect(() => story.do(id, officer, 'giveTime', { until: '2027-01-31', ...NOTICE })).toThrow(
      'is for manager of sezc',
    );
    story.do(id, manager, 'giveTime', { until: '2027-01-31', basis: 'Terms 10', text: 'The line is late.' });
    story.on('2027-01-31');
    expect(story.at(id)).toEqual({ pending: 'breached' });
    expect(story.notices(id).slice(-3)).toEqual(['duty-reminder', 'duty-not-done', 'duty-not-done']);
  });

  it('ends in a consequence that an officer proposes and another person decides, answered or not', () => {
    const id = breached();
    story.do(id, officer, 'serveNotice', NOTICE).on('2026-08-20');
    expect(story.tasks(id)).toEqual(['Propose what follows']);
    story.do(id, officer, 'proposeConsequence', PROPOSAL);
    expect(() => story.do(id, officer, 'decideConsequence', { text: 'So be it.' })).toThrow('is for manager of sezc');
    story.do(id, manager, 'dismissConsequence', { text: 'Hear him first.' });
    story.do(id, officer, 'proposeConsequence', PROPOSAL).do(id, manager, 'decideConsequence', { text: 'So be it.' });
    expect(story.at(id)).toBe('enforced');
    expect(story.notices('a')).toContain('duty-enforced');
    expect(story.at(story.child('a', 'zone'))).toMatchObject({ inForce: {} });
  });

  it('stands still while the regime is suspended, and its date is later by what was lost', () => {
    const id = breached();
    story.do(id, manager, 'giveTime', { until: '2026-12-31', basis: 'Terms 10', text: 'The line is late.' });
    story.on('2026-09-01').do('a', head, 'suspend', { reason: 'regime-suspended', basis: 'SRO 1' });
    expect([story.at(id), story.holder(id)]).toEqual(['halted', 'sifc']);
    story.on('2026-10-01').do('a', head, 'resume');
    expect(story.data(id)).toMatchObject({ dueOn: '2027-01-30', suspension: null });
    story.on('2027-01-29');
    expect(story.at(id)).toEqual({ pending: { owed: 'dated' } });
  });

  it('goes with the application that is withdrawn', () => {
    const id = allotted();
    story.do('a', ann, 'withdraw');
    expect(story.at(id)).toBe('withdrawn');
  });
});
