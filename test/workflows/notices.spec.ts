import { afterEach, describe, expect, it } from '@jest/globals';
import { ann, PERMIT_CLOCKS, staff, clock } from './country.js';
import { Story } from './story.js';
import { missing } from '../support/missing.js';

/* Punjab's EPA gives three notices of seven days for missing papers, and returns the file after them. */

const bob = staff('bob', 'officer', 'epa');
const MISSING = missing('Site plan');
const REASONS = { code: 'papers-not-supplied', basis: 'Regulations r. 7', text: 'Nothing came.' };

let story: Story;
function lodged(notices: { rounds: number; confirmed: boolean }): Story {
  const clocks = { ...PERMIT_CLOCKS, answer: clock(7, { onReturn: 'reset' }) };
  story = new Story(clocks, { approval: { notices } });
  story.open('p', { workflow: 'permit', agency: 'epa', data: { approval: 'environment' }, rules: 'environment' });
  return story.on('2026-01-05').do('p', ann, 'lodge');
}
const notify = (date: string): Story => story.on(date).do('p', bob, 'declareIncomplete', MISSING);

afterEach(() => story.audit());

describe('notices of missing papers', () => {
  it('are as many as law gives, each with its own days, and then the file may be returned', () => {
    lodged({ rounds: 3, confirmed: true });
    for (const [given, over] of [
      ['2026-01-06', '2026-01-13'],
      ['2026-01-13', '2026-01-20'],
    ] as const) {
      notify(given);
      expect([story.holder('p'), story.due('p', 'answer')]).toEqual(['investor', over]);
      story.on(over);
      expect(() => story.do('p', bob, 'returnFiling', REASONS)).toThrow('is not possible in state');
    }
    notify('2026-01-20').on('2026-01-27');
    expect(story.data('p')['notices']).toBe(3);
    expect(() => story.do('p', bob, 'declareIncomplete', MISSING)).toThrow('is not possible in state');
    story.do('p', bob, 'returnFiling', REASONS);
    expect(story.at('p')).toBe('returned');
  });

  it('that are answered leave the others: what is still missing is asked for again', () => {
    lodged({ rounds: 3, confirmed: true });
    for (const day of ['06', '08', '10']) notify(`2026-01-${day}`).do('p', ann, 'supply', { text: 'Enclosed.' });
    expect(() => story.do('p', bob, 'declareIncomplete', MISSING)).toThrow('is not possible in state');
    story.do('p', bob, 'declareComplete');
    expect(story.work('p')).toEqual({ scrutiny: 'unasked' });
  });

  it('are one where nobody confirmed that law gives more', () => {
    lodged({ rounds: 3, confirmed: false });
    notify('2026-01-06').do('p', ann, 'supply', { text: 'Enclosed.' });
    expect(() => story.do('p', bob, 'declareIncomplete', MISSING)).toThrow('is not possible in state');
  });
});
