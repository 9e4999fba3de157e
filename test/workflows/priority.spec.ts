import { afterEach, describe, expect, it } from '@jest/globals';
import { ann, PERMIT_CLOCKS, staff } from './country.js';
import { Story } from './story.js';

/* Two ask for the same mineral ground: whoever was received first comes first, to the minute. */

const bob = staff('bob', 'officer', 'mmd');
const cara = staff('cara', 'officer', 'mmd');
const mia = staff('mia', 'manager', 'mmd');
const GRANT = { basis: 'Rules 2002 r. 10', text: 'Sheet 30 B/7.' };
const REFUSAL = { code: 'capacity', basis: 'Rules 2002', text: 'No means shown.' };
const { deemed: _, ...CLOCKS } = PERMIT_CLOCKS;

let story: Story;
const filed = (id: string): Story =>
  story.do(id, bob, 'declareComplete').do(id, bob, 'recommend', { outcome: 'grant', text: 'Sound.' });
const lodge = (id: string, subject: string): Story => story.do(id, ann, 'lodge', { subject });
function opened(confirmed = true): Story {
  const priority = { over: 'Mineral ground', source: 'Rules 2002 r. 10', confirmed };
  story = new Story(CLOCKS, { approval: { priority, silence: { rule: 'none' } } });
  for (const [id, province] of [
    ['p', 'balochistan'],
    ['q', 'balochistan'],
    ['r', 'sindh'],
  ] as const) {
    const data = { approval: 'licence', application: { province } };
    story.open(id, { workflow: 'permit', agency: 'mmd', data, rules: 'licence' });
  }
  return story;
}

/** `p` was received a day before `q`. */
function both(): Story {
  opened().on('2026-01-05');
  lodge('p', 'Sheet 30 B/7').on('2026-01-06');
  return lodge('q', ' sheet 30  b/7 ');
}

afterEach(() => story.audit());

describe('priority by receipt', () => {
  it('refuses to the second what the first still asks for, however far that one is', () => {
    both();
    filed('q');
    expect(() => story.do('q', cara, 'grant', GRANT)).toThrow(
      '"grant" is for the first that asked for licence/balochistan/sheet 30 b/7; received before: p',
    );
    expect(() => story.do('q', ann, 'grant', GRANT)).toThrow('is for officer of mmd');
    filed('p').do('p', cara, 'grant', GRANT);
    expect(() => story.do('q', cara, 'grant', GRANT)).toThrow('received before: p');
    story.do('q', cara, 'refuse', REFUSAL);
  });

  it.each([
    ['withdrawn', () => story.do('p', ann, 'withdraw')],
    ['refused', () => filed('p').do('p', cara, 'refuse', REFUSAL)],
    ['granted and given up', () => filed('p').do('p', cara, 'grant', GRANT).do('p', ann, 'surrender')],
  ])('goes to the second when the first is %s', (_end, end) => {
    both();
    end();
    filed('q').do('q', cara, 'grant', GRANT);
    expect(story.standing('q')).toBe('valid');
  });

  it('is the first’s again when its refusal is set aside', () => {
    both();
    filed('p').do('p', cara, 'refuse', REFUSAL);
    story.do('p', mia, 'setAside', { code: 'order-of-court', basis: 'W.P. 9/2026', text: 'No hearing.' });
    filed('q');
    expect(() => story.do('q', cara, 'grant', GRANT)).toThrow('received before: p');
  });

  it('is held through a stay by a court', () => {
    both().do('p', bob, 'stay', { court: 'High Court', number: '7', date: '2026-01-06' });
    filed('q');
    expect(() => story.do('q', cara, 'grant', GRANT)).toThrow('received before: p');
  });

  it('counts from the stamp on paper, also against what was granted by paper', () => {
    opened().on('2026-01-06');
    lodge('q', 'Sheet 30 B/7').on('2026-01-07');
    story.paper('p', [bob, cara], '2026-01-05', ['lodge', { subject: 'Sheet 30 B/7' }]);
    expect(story.state('p').rank).toEqual({ subject: 'licence/balochistan/sheet 30 b/7', at: 1_767_589_200_000 });
    filed('q').on('2026-01-09');
    expect(() => story.paper('q', [cara, mia], '2026-01-08', ['grant', GRANT])).toThrow('received before: p');
  });

  it('says nothing of other ground, nor of another province', () => {
    both();
    lodge('r', 'Sheet 30 B/7');
    filed('r').do('r', cara, 'grant', GRANT);
    expect(story.standing('r')).toBe('valid');
  });

  it('is none where no law gives it', () => {
    opened(false).on('2026-01-05');
    lodge('p', 'Sheet 30 B/7').on('2026-01-06');
    lodge('q', 'Sheet 30 B/7');
    filed('q').do('q', cara, 'grant', GRANT);
    expect(story.state('q')).not.toHaveProperty('rank');
  });
});
