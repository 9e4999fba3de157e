import { afterEach, describe, expect, it } from '@jest/globals';
import { ann, clock, PERMIT_CLOCKS, staff } from './country.js';
import { desk, head } from './mill.js';
import { Story } from './story.js';

/* Paper first, in the case of a permit: what happened at a counter or by post counts from that day, once two persons stand for it. */

const bob = staff('bob', 'officer', 'lda');
const cara = staff('cara', 'officer', 'lda');
const mia = staff('mia', 'manager', 'lda');
const CLOCKS = {
  ...PERMIT_CLOCKS,
  afterReminder: clock(15, { start: 'reminded' }),
  appealPeriod: clock(30, { start: 'served', onReturn: 'reset' }),
};
const APPROVAL = {
  silence: { rule: 'deemed-after-reminder', basis: 'LDA Regulations' },
  appeal: { first: 'Director General' },
};
const REFUSAL = { code: 'land-use', basis: 'Regulations', text: 'The plot is a park.' };

let story: Story;
function opened(): Story {
  story = new Story(CLOCKS, { approval: APPROVAL });
  story.open('p', { workflow: 'permit', agency: 'lda', data: { approval: 'plan' }, rules: 'plan' });
  return story;
}
const examined = (): Story => opened().on('2026-01-05').do('p', ann, 'lodge').do('p', bob, 'declareComplete');

afterEach(() => story.audit());

describe('an investor who walks in', () => {
  it('has lodged on the day of the stamp, and has that day in the order of receipt', () => {
    opened()
      .on('2026-01-12')
      .paper('p', [desk, bob], '2026-01-07', ['lodge', { papers: ['Plan'] }]);
    expect(story.state('p').marks).toMatchObject({ received: Date.parse('2026-01-07T10:00+05:00') });
    expect(story.due('p', 'completeness')).toBe('2026-01-17');
    expect(story.state('p').charge).toMatchObject({ holder: 'lda', since: Date.parse('2026-01-07T10:00+05:00') });
  });

  it('has reminded the agency on the day on which the letter was served, not on which it was typed in', () => {
    examined()
      .on('2026-03-10')
      .paper('p', [desk, bob], '2026-03-01', ['remind', { how: 'post', number: 'RL 4711' }]);
    expect(story.due('p', 'afterReminder')).toBe('2026-03-16');
    story.on('2026-03-16');
    expect(story.data('p')['grant']).toMatchObject({ how: 'deemed' });
  });
});

describe('an agency that works on paper', () => {
  it('has refused when the letter was served, and the time to appeal counts from there', () => {
    examined().on('2026-02-01').do('p', bob, 'recommend', { outcome: 'refuse', text: 'A park.' });
    story.on('2026-02-20').paper('p', [bob, cara], '2026-02-10', ['refuse', REFUSAL]);
    expect(story.stage('p')).toBe('refused');
    expect(story.due('p', 'appealPeriod')).toBe('2026-03-12');
  });

  it('has refused nothing before a second person signs that the letter went out', () => {
    examined().on('2026-02-01').do('p', bob, 'recommend', { outcome: 'refuse', text: 'A park.' }).on('2026-02-20');
    const occurredAt = Date.parse('2026-02-10T10:00+05:00');
    const evidence = { document: 'Letter 12', register: 'Diary 4711' };
    story.act('p', bob, { type: 'paper.entered', event: 'refuse', data: REFUSAL, occurredAt, evidence });
    expect(story.work('p')).toBe('decision');
    expect(story.tasks('p')).toContain('Countersign what was recorded from paper: Refuse');
    expect(story.holder('p')).toBe('lda');
  });

  it('that does not log in at all is recorded and signed for by two of the lead desk', () => {
    opened().on('2026-01-12').paper('p', [desk, head], '2026-01-07', ['lodge', {}]);
    story.paper('p', [desk, head], '2026-01-09', ['declareComplete', {}]);
    story
      .on('2026-01-20')
      .paper('p', [desk, head], '2026-01-15', ['recommend', { outcome: 'grant', text: 'In order.' }]);
    expect(() => story.paper('p', [desk, head], '2026-01-18', ['grant', { basis: 'Act', text: 'In order.' }])).toThrow(
      'needs another person than the one who did "recommend"',
    );
    story.act('p', mia, {
      type: 'paper.countersigned',
      paper: story.state('p').papers?.[0]?.id ?? '',
    });
    expect([story.standing('p'), story.state('p').marks['served']]).toEqual([
      'valid',
      Date.parse('2026-01-18T10:00+05:00'),
    ]);
  });
});
