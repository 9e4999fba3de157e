import { afterEach, describe, expect, it } from '@jest/globals';
import { ann, clock, PERMIT_CLOCKS, staff } from './country.js';
import { Story } from './story.js';

/* One machine for all kinds of approvals: which of its parts a case goes through is what the ruleset says. */

const bob = staff('bob', 'officer', 'sbp');
const ENTERED = { basis: 'Foreign Exchange Manual', text: 'Entered.' };

let story: Story;
function opened(kind: string): Story {
  story = new Story({ ...PERMIT_CLOCKS, duty: clock(30) }, { approval: { kind, silence: { rule: 'none' } } });
  story.open('p', { workflow: 'permit', agency: 'sbp', data: { approval: 'report' }, rules: 'report' });
  return story;
}

afterEach(() => story.audit());

describe('a duty of the investor', () => {
  it('has a clock on the investor from the day on which it arises', () => {
    opened('duty');
    expect([story.tasks('p'), story.holder('p'), story.due('p', 'duty')]).toEqual([
      ['Lodge the filing'],
      'investor',
      '2026-01-31',
    ]);
  });

  it('that is not kept may be kept late, and is weighed beside that: notice to show cause, then a consequence', () => {
    opened('duty').on('2026-01-31');
    expect(story.notices('p')).toEqual(['permit-may-be-lodged', 'duty-overdue', 'duty-overdue']);
    expect([story.holder('p'), story.tasks('p')]).toEqual(['investor', ['Lodge the filing']]);
    const breach = story.child('p', 'overdue');
    expect([story.at(breach), story.tasks(breach)]).toEqual([
      { pending: 'breached' },
      ['Ask the investor to show cause'],
    ]);
    story.do(breach, bob, 'serveNotice', ENTERED).do(breach, ann, 'answer', { text: 'The bank was late.' });
    story.on('2026-02-10').do('p', ann, 'lodge').do('p', bob, 'register', ENTERED);
    expect(story.standing('p')).toBe('valid');
    story.do(breach, bob, 'proposeConsequence', { consequence: 'penalty', ...ENTERED });
    story.do(breach, staff('mia', 'manager', 'sbp'), 'decideConsequence', { text: 'Rs 10,000.' });
    expect(story.data('p')['duties']).toMatchObject({ overdue: { outcome: 'enforced', consequence: 'penalty' } });
    expect(story.tasks('p')).toEqual([]);
  });
});

describe('a registration', () => {
  it('is given by one officer without recommendation, from the filing alone', () => {
    opened('registration')
      .do('p', ann, 'lodge')
      .do('p', bob, 'register', { ...ENTERED, number: 'R-1' });
    expect(story.data('p')['grant']).toMatchObject({
      how: 'registered',
      by: 'bob.sbp',
      basis: 'Foreign Exchange Manual',
    });
    expect(story.state('p').marks).toMatchObject({ granted: story.state('p').marks['served'] });
  });

  it('that needs an inspection is given after it, on the clock that the ruleset has for it', () => {
    const rules = { kind: 'registration', silence: { rule: 'none' }, needs: ['inspection'] };
    const clocks = { ...PERMIT_CLOCKS, inspection: clock(15, { start: 'lodged' }) };
    story = new Story(clocks, { approval: rules });
    story.open('p', { workflow: 'permit', agency: 'boiler', data: { approval: 'boiler' }, rules: 'boiler' });
    const inspector = staff('bob', 'officer', 'boiler');
    story.do('p', ann, 'lodge');
    expect(() => story.do('p', inspector, 'register', ENTERED)).toThrow('is not possible in state');
    story.on('2026-01-03').do('p', inspector, 'declareComplete');
    expect(story.due('p', 'inspection')).toBe('2026-01-16');
    story.do('p', inspector, 'appointInspection', { date: '2026-01-05', place: 'The boiler house' });
    expect(story.state('p').tasks.find(({ title }) => title === 'Inspect and report')).toMatchObject({
      dueAt: story.state('p').clocks['inspection']?.dueAt,
    });
    story.on('2026-01-05').do('p', inspector, 'passInspection', { on: '2026-01-05', text: 'Sound.' });
    story.do('p', inspector, 'register', ENTERED);
    expect(story.standing('p')).toBe('valid');
  });

  it('may be examined and refused as any approval', () => {
    opened('registration').do('p', ann, 'lodge').do('p', bob, 'declareComplete');
    story.do('p', bob, 'recommend', { outcome: 'refuse', text: 'No such company.' });
    story.do('p', staff('cara', 'officer', 'sbp'), 'refuse', {
      code: 'not-eligible',
      basis: 'Manual',
      text: 'No such company.',
    });
    expect(story.stage('p')).toBe('refused');
  });
});

describe('a permit', () => {
  it('is not registered: it is weighed by two', () => {
    opened('permit').do('p', ann, 'lodge');
    expect(() => story.do('p', bob, 'register', ENTERED)).toThrow('is not possible in state');
  });
});
