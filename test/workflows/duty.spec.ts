import { afterEach, describe, expect, it } from '@jest/globals';
import { ann, staff } from './country.js';
import { approveProject, desk, draft, head, obtain } from './mill.js';
import { atTen, type Story } from './story.js';

/* With the plot comes the duty to build within the time of its clock, here 180 days; the developer of the zone watches it. */

let story: Story;
afterEach(() => story.audit());

const duties = [
  { id: 'build', what: 'Start construction', start: 'granted' },
  { id: 'entrusted', what: 'Export what is made of entrusted metal', start: 'entrusted' },
];
const officer = staff('first', 'officer', 'sezc');
const manager = staff('mo', 'manager', 'sezc');
const NOTICE = { basis: 'Terms of allotment 9', text: 'Nothing is built.' };
const BY = { by: 'second.sezc', post: 'officer.sezc' };
const PROPOSAL = { consequence: 'resumption-of-plot', ...NOTICE };

/** The plot is allotted on 1 February 2026. */
function allotted(): string {
  story = draft(undefined, undefined, { approval: { duties } }).do('a', ann, 'submit').do('a', desk, 'declareComplete');
  obtain(approveProject(obtain(story, 'company', 'tax')).on('2026-02-01'), 'zone');
  return story.child(plot(), 'duty/1/build');
}
const plot = (): string => story.child('a', 'zone');
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
    expect(story.data(plot())['duties']).toEqual({
      'duty/1/build': { title: 'Start construction', outcome: null, at: atTen('2026-02-01'), ...BY },
    });
    expect(story.stage('a')).toBe('permits');
  });

  it('is done when the investor has reported it and the agency has seen it', () => {
    const id = allotted();
    story.on('2026-05-01').do(id, ann, 'reportFulfilled', { text: 'Foundations are laid.' });
    story.do(id, officer, 'confirmFulfilment', { text: 'Seen on the spot.' });
    expect(story.at(id)).toBe('fulfilled');
    expect(story.data(plot())['duties']).toMatchObject({ 'duty/1/build': { outcome: 'fulfilled' } });
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
    expect(story.standing(plot())).toBe('valid');
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
    expect(() => story.do(id, officer, 'giveTime', { until: '2027-01-31', code: 'financing', ...NOTICE })).toThrow(
      'is for manager of sezc',
    );
    story.do(id, manager, 'giveTime', {
      until: '2027-01-31',
      code: 'services-late',
      basis: 'Terms 10',
      text: 'The line is late.',
    });
    expect(story.due(id, 'date')).toBe('2027-02-01');
    story.on('2027-02-01');
    expect(story.at(id)).toEqual({ pending: 'breached' });
    expect(story.notices(id).slice(-3)).toEqual(['duty-extended', 'duty-not-done', 'duty-not-done']);
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
    expect(story.standing(plot())).toBe('valid');
    expect(story.tasks(plot())).toEqual(['Decide what follows from the notice']);
    story.do(plot(), manager, 'revoke', { code: 'breach-of-conditions', ...NOTICE });
    expect(story.stage(plot())).toBe('revoked');
  });

  it('stands still while its application is suspended for a cause that its clock lists, and is later by what was lost', () => {
    const id = breached();
    story.do(id, manager, 'giveTime', {
      until: '2026-12-31',
      code: 'services-late',
      basis: 'Terms 10',
      text: 'The line is late.',
    });
    story.on('2026-09-01').do('a', head, 'suspend', { reason: 'regime-suspended', basis: 'SRO 1' });
    expect([story.at(id), story.holder(id), story.due(id, 'date')]).toEqual([{ halted: 'bySifc' }, 'sifc', null]);
    expect(story.standing(plot())).toBe('valid');
    story.on('2026-10-01').do('a', head, 'resume');
    expect([story.at(id), story.due(id, 'date')]).toEqual([{ pending: { owed: 'dated' } }, '2027-01-31']);
  });

  it('runs on while its application is suspended for any other cause', () => {
    const id = allotted();
    story.on('2026-03-01').do('a', head, 'suspend', { reason: 'inquiry', basis: 'Letter 4' });
    story.on('2026-08-15').do('a', head, 'resume');
    expect(story.at(id)).toEqual({ pending: 'breached' });
  });

  it('stays with the permit when the application is withdrawn, and goes when the permit is given up', () => {
    const id = allotted();
    story.do('a', ann, 'withdraw');
    expect(story.tasks(id)).toEqual(['Do it, and report it']);
    story.do(plot(), ann, 'surrender');
    expect(story.at(id)).toBe('withdrawn');
  });

  it('that counts from something else begins when an officer records that', () => {
    allotted();
    expect(() => story.do(plot(), officer, 'beginDuty', { duty: 'build', text: 'Twice.' })).toThrow('is not possible');
    const entrusted = { duty: 'entrusted', text: '25 kg.' };
    story.on('2026-03-01').do(plot(), officer, 'beginDuty', entrusted).do(plot(), officer, 'beginDuty', entrusted);
    const [first, second] = ['duty/entrusted.1', 'duty/entrusted.2'].map((key) => story.child(plot(), key));
    expect([story.due(first ?? '', 'term'), story.due(second ?? '', 'term')]).toEqual(['2026-08-28', '2026-08-28']);
  });
});
