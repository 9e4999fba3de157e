import { afterEach, describe, expect, it } from '@jest/globals';
import { ann, clock, PERMIT_CLOCKS, staff, type Clocks } from './country.js';
import { Story } from './story.js';
import { missing } from '../support/missing.js';

const bob = staff('bob', 'officer', 'epa');
const cara = staff('cara', 'officer', 'epa');
const QUERY = {
  ground: 'incomplete-papers',
  basis: 'Regulation 9',
  text: 'The noise study is not readable.',
  items: ['Noise study'],
};
const GRANT = { basis: 'Act 1997 s. 12', text: 'No significant effect.' };
const REFUSAL = { code: 'environmental-harm', basis: 'Act 1997 s. 12', text: 'The stream cannot bear it.' };

let story: Story;
function lodged(clocks: Clocks = PERMIT_CLOCKS): Story {
  story = new Story(clocks);
  story.open('p', { workflow: 'permit', agency: 'epa', data: { approval: 'environment' }, rules: 'environment' });
  return story.on('2026-01-05').do('p', ann, 'lodge', { papers: ['IEE report'] });
}
const complete = (clocks?: Clocks): Story => lodged(clocks).on('2026-01-10').do('p', bob, 'declareComplete');
const recommended = (): Story =>
  complete().on('2026-02-01').do('p', bob, 'recommend', { outcome: 'grant', text: 'Harmless.' });

afterEach(() => story.audit());

describe('a filing', () => {
  it('is the investor’s to lodge, with its challan where a fee is due', () => {
    story = new Story();
    story.open('p', { workflow: 'permit', agency: 'epa', data: { approval: 'environment' }, rules: 'environment' });
    expect(story.tasks('p')).toEqual(['Lodge the filing']);
    expect(story.holder('p')).toBe('investor');
    const challan = { number: 'C-17', amount: 10_000, paidOn: '2025-12-30' };
    story.do('p', ann, 'lodge', { challan });
    expect(story.data('p')['lodging']).toMatchObject({ challan, by: 'ann' });
  });

  it('is complete when the officer says so, and the decision counts from that day', () => {
    complete();
    expect(story.work('p')).toEqual({ scrutiny: 'unasked' });
    expect(story.due('p', 'decision')).toBe('2026-02-24');
    expect(story.due('p', 'deemed')).toBe('2026-05-10');
  });

  it('is complete by silence when the limit of the check runs out, and the decision counts from that moment', () => {
    lodged().on('2026-01-20');
    expect(story.work('p')).toEqual({ scrutiny: 'unasked' });
    expect(story.data('p')['completeness']).toMatchObject({ how: 'silence', by: 'clock' });
    expect(story.due('p', 'decision')).toBe('2026-03-01');
    expect(story.due('p', 'deemed')).toBe('2026-05-15');
  });

  it('is not complete by a silence whose limit nobody confirmed', () => {
    lodged({ ...PERMIT_CLOCKS, completeness: clock(10, { start: 'lodged', onReturn: 'reset', confirmed: false }) });
    story.on('2026-01-20');
    expect(story.at('p')).toEqual({ pending: { completeness: 'asking' } });
    expect(story.events('p')).toContain('clock.passed');
  });

  it('is asked for everything that is missing once, and checked anew from the day it is supplied', () => {
    lodged().on('2026-01-12').do('p', bob, 'declareIncomplete', missing('Site plan', 'Affidavit'));
    expect(story.holder('p')).toBe('investor');
    story.on('2026-01-20').do('p', ann, 'supply', { text: 'Both enclosed.' });
    expect(story.due('p', 'completeness')).toBe('2026-01-30');
    expect(() => story.do('p', bob, 'declareIncomplete', missing('One more'))).toThrow('is not possible in state');
    story.on('2026-01-30');
    expect(story.data('p')['completeness']).toMatchObject({ how: 'silence' });
  });

  it('may be returned only when the investor has let the time to supply run out', () => {
    lodged().do('p', bob, 'declareIncomplete', missing('Site plan'));
    const reasons = { code: 'papers-not-supplied', basis: 'Regulations r. 7', text: 'Nothing came in fifteen days.' };
    expect(() => story.do('p', bob, 'returnFiling', reasons)).toThrow('is not possible in state');
    story.on('2026-01-21');
    expect(story.notices('p')).toContain('show-cause-papers-not-supplied');
    expect(story.holder('p')).toBe('epa');
    story.do('p', bob, 'returnFiling', reasons);
    expect(story.at('p')).toBe('returned');
  });

  it('may still be supplied after its time, as long as it is not returned', () => {
    lodged().do('p', bob, 'declareIncomplete', missing('Site plan'));
    story.on('2026-02-01').do('p', ann, 'supply', { text: 'Late, with apologies.' });
    expect(story.at('p')).toEqual({ pending: { completeness: 'spent' } });
  });

  it('is withdrawn by the investor at any time before the decision', () => {
    recommended().do('p', ann, 'withdraw');
    expect(story.at('p')).toBe('withdrawn');
    expect(story.state('p').deadlines).toEqual([]);
  });
});

describe('a query', () => {
  it('stops the clocks that list its ground, for as long as the investor is silent', () => {
    complete().on('2026-01-20').do('p', bob, 'query', QUERY);
    expect(story.state('p').charge).toMatchObject({ holder: 'investor', cause: 'incomplete-papers' });
    expect(story.due('p', 'deemed')).toBeNull();
    story.on('2026-01-30').do('p', ann, 'answer', { text: 'A readable one is enclosed.' });
    expect(story.due('p', 'deemed')).toBe('2026-05-20');
    expect(story.due('p', 'decision')).toBe('2026-03-06');
  });

  it('stops nothing on a ground that no clock lists', () => {
    complete()
      .on('2026-01-20')
      .do('p', bob, 'query', { ...QUERY, ground: 'clarification' });
    expect(story.holder('p')).toBe('investor');
    expect(story.due('p', 'deemed')).toBe('2026-05-10');
    expect(story.due('p', 'decision')).toBe('2026-02-24');
  });

  it('is put once: there is one round', () => {
    complete().do('p', bob, 'query', QUERY).do('p', ann, 'answer', { text: 'Here.' });
    expect(() => story.do('p', bob, 'query', QUERY)).toThrow('is not possible in state');
    story.do('p', bob, 'recommend', { outcome: 'grant', text: 'Harmless.' });
    story.do('p', cara, 'referBack', { text: 'What of the stream?' });
    expect(() => story.do('p', bob, 'query', QUERY)).toThrow('is not possible in state');
  });

  it('has a ground from the list, or is no query', () => {
    complete();
    expect(() => story.do('p', bob, 'query', { ...QUERY, ground: 'curiosity' })).toThrow('does not fit');
  });

  it('leaves it to the officer to go on or to return the file when the answer does not come; time is the agency’s again', () => {
    complete().on('2026-01-20').do('p', bob, 'query', QUERY).on('2026-02-04');
    expect(story.tasks('p')).toEqual(['Go on without an answer, or return the filing']);
    expect(story.holder('p')).toBe('epa');
    expect(story.due('p', 'deemed')).toBe('2026-05-25');
    story.do('p', bob, 'proceed');
    expect(story.work('p')).toEqual({ scrutiny: 'asked' });
  });

  it('gives the investor the whole time to answer, whatever was used up on papers before', () => {
    lodged().do('p', bob, 'declareIncomplete', missing('Site plan'));
    story.on('2026-01-25').do('p', ann, 'supply', { text: 'Five days late.' }).do('p', bob, 'declareComplete');
    story.on('2026-02-01').do('p', bob, 'query', QUERY);
    expect(story.due('p', 'answer')).toBe('2026-02-16');
  });
});

describe('a decision', () => {
  it('is for another person than the one who recommended it', () => {
    recommended();
    expect(() => story.do('p', bob, 'grant', GRANT)).toThrow('needs another person than the one who did "recommend"');
    story.do('p', cara, 'grant', GRANT);
    expect(story.standing('p')).toBe('valid');
  });

  it('names who signed it, from which post, when, and on what basis', () => {
    recommended().on('2026-02-03').do('p', cara, 'grant', GRANT);
    expect(story.data('p')['grant']).toEqual({
      how: 'signed',
      by: 'cara.epa',
      post: 'officer.epa',
      at: Date.parse('2026-02-03T10:00:00+05:00'),
      basis: 'Act 1997 s. 12',
      text: 'No significant effect.',
      conditions: [],
      provisional: false,
    });
  });

  it('refuses with a coded reason, a basis and a text, or not at all', () => {
    recommended();
    expect(() => story.do('p', cara, 'refuse', { text: 'No.' })).toThrow('does not fit');
    expect(() => story.do('p', cara, 'refuse', { ...REFUSAL, text: '  ' })).toThrow('does not fit');
    story.do('p', cara, 'refuse', REFUSAL);
    expect(story.data('p')['refusal']).toMatchObject({ code: 'environmental-harm', by: 'cara.epa' });
  });

  it('that is late is told to both sides and decides nothing', () => {
    complete().on('2026-02-24');
    expect(story.notices('p').filter((template) => template === 'decision-overdue')).toHaveLength(2);
    expect(story.work('p')).toEqual({ scrutiny: 'unasked' });
  });
});

describe('silence', () => {
  it('grants the permit at the end of a confirmed limit, visibly not as a signature does', () => {
    complete().on('2026-05-10');
    expect(story.standing('p')).toBe('valid');
    expect(story.data('p')['grant']).toMatchObject({
      how: 'deemed',
      by: 'clock',
      at: Date.parse('2026-05-10T10:00:00+05:00'),
      basis: 'Regulations 2000, silence',
    });
    expect(story.notices('p')).toContain('permit-granted-by-silence');
    expect(story.notices('p')).not.toContain('permit-granted');
  });

  it('grants nothing at the end of a limit that nobody confirmed: it shows that the time has passed', () => {
    const unconfirmed = clock(120, { start: 'complete', confirmed: false });
    complete({ ...PERMIT_CLOCKS, deemed: unconfirmed }).on('2026-05-10');
    expect(story.work('p')).toEqual({ scrutiny: 'unasked' });
    expect(story.events('p').slice(-2)).toEqual(['deadline.fired', 'clock.passed']);
    expect(story.state('p').clocks['deemed']).toMatchObject({ status: 'passed' });
  });

  it('grants before a refusal that comes a day too late', () => {
    complete().on('2026-05-09').do('p', bob, 'recommend', { outcome: 'refuse', text: 'Harmful.' });
    story.on('2026-05-11');
    expect(() => story.do('p', cara, 'refuse', REFUSAL)).toThrow('is not possible in state');
    expect(story.data('p')['grant']).toMatchObject({ how: 'deemed' });
  });

  it('grants while the decision lies with the one who decides, and while the investor is asked on an unlisted ground', () => {
    recommended().on('2026-05-10');
    expect(story.data('p')['grant']).toMatchObject({ how: 'deemed' });
    story.audit();
    complete()
      .do('p', bob, 'query', { ...QUERY, ground: 'clarification' })
      .on('2026-05-10');
    expect(story.data('p')['grant']).toMatchObject({ how: 'deemed' });
  });

  it('means nothing where the ruleset gives it no meaning', () => {
    const { deemed: _, ...others } = PERMIT_CLOCKS;
    complete(others).on('2030-01-01');
    expect(story.work('p')).toEqual({ scrutiny: 'unasked' });
    expect(story.due('p', 'deemed')).toBeUndefined();
  });
});
