import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/engine/index.js';
import { ann, clock, PERMIT_CLOCKS, staff, type Clocks } from './country.js';
import { desk } from './mill.js';
import { Story } from './story.js';

/* Appeals: filed within the period from service, decided by authorities that do not log in, each on its own clock and in its own time. */

const bob = staff('bob', 'officer', 'epa');
const cara = staff('cara', 'officer', 'epa');
const mia = staff('mia', 'manager', 'epa');
const GRANT = { basis: 'Act 1997 s. 12', text: 'No significant effect.' };
const REFUSAL = { code: 'environmental-harm', basis: 'Act 1997 s. 12', text: 'The stream cannot bear it.' };
const GROUNDS = { text: 'The study of the stream was not read.' };
const ORDER = { number: 'Appeal 4/2026', date: '2026-03-20', text: 'Heard the parties.' };
const BREACH = { code: 'breach-of-conditions', basis: 'Act 1997 s. 16', text: 'Effluent above the standard.' };

const CLOCKS: Clocks = {
  ...PERMIT_CLOCKS,
  showCause: clock(15, { onReturn: 'reset' }),
  appealPeriod: clock(30, { start: 'served', onReturn: 'reset' }),
  appealFirst: clock(40, { start: 'appealed', onReturn: 'reset', force: 'target' }),
  secondAppealPeriod: clock(30, { start: 'appealDecided', onReturn: 'reset' }),
  appealSecond: clock(60, { start: 'appealed', onReturn: 'reset', force: 'target' }),
  reconsideration: clock(20, { onReturn: 'reset', force: 'target' }),
};
const BOTH = { appeal: { first: 'Secretary, Environment', second: 'Environmental Tribunal' } };

let story: Story;
function examined(approval: JsonObject, clocks: Clocks): Story {
  story = new Story(clocks, { approval });
  story.open('p', { workflow: 'permit', agency: 'epa', data: { approval: 'environment' }, rules: 'environment' });
  story.on('2026-01-05').do('p', ann, 'lodge').do('p', bob, 'declareComplete');
  return story.on('2026-02-01').do('p', bob, 'recommend', { outcome: 'refuse', text: 'Harmful.' });
}
const refused = (approval: JsonObject = BOTH, clocks = CLOCKS): Story =>
  examined(approval, clocks).do('p', cara, 'refuse', REFUSAL);
const appealed = (approval?: JsonObject): Story =>
  refused(approval).on('2026-02-20').do('p', ann, 'fileAppeal', GROUNDS);
function revoked(): Story {
  examined(BOTH, CLOCKS).do('p', cara, 'grant', GRANT).on('2026-06-01').do('p', bob, 'giveNotice', BREACH);
  return story.on('2026-06-16').do('p', mia, 'revoke', BREACH);
}
const at = (against = 'refused'): unknown => story.within('p', against, 'appeal');

afterEach(() => story.audit());

describe('the time to appeal', () => {
  it('runs from service, and is over with it', () => {
    refused();
    expect(story.due('p', 'appealPeriod')).toBe('2026-03-03');
    expect(story.holder('p')).toBe('nobody');
    story.on('2026-03-03');
    expect(at()).toBe('closed');
    expect(() => story.do('p', ann, 'fileAppeal', GROUNDS)).toThrow('is not possible in state');
  });

  it('takes no appeal away where it is no confirmed law', () => {
    const appealPeriod = clock(30, { start: 'served', onReturn: 'reset', confirmed: false });
    refused(BOTH, { ...CLOCKS, appealPeriod })
      .on('2026-04-01')
      .do('p', ann, 'fileAppeal', GROUNDS);
    expect(story.events('p')).toContain('clock.passed');
    expect(at()).toEqual({ first: 'pending' });
  });

  it('is nobody’s where the ruleset knows no appeal', () => {
    refused({});
    expect(at()).toBe('none');
  });
});

describe('the first authority', () => {
  it('has a clock and a ledger of its own; the desk records what it decides', () => {
    appealed();
    expect([story.holder('p'), story.due('p', 'appealFirst')]).toEqual(['appeal-authority', '2026-04-01']);
    expect(story.tasks('p')).toEqual(['Record what the first authority decides on the appeal']);
    expect(story.data('p')['appeals']).toMatchObject([
      { what: 'filed', authority: 'Secretary, Environment', by: 'ann' },
    ]);
    expect(() => story.do('p', ann, 'dismissAppeal', ORDER)).toThrow('is for manager of epa or officer of sifc');
  });

  it('upholds the refusal, and a second appeal is open for a time from that decision', () => {
    appealed().on('2026-03-20').do('p', desk, 'dismissAppeal', ORDER);
    expect([at(), story.due('p', 'secondAppealPeriod'), story.holder('p')]).toEqual([
      'between',
      '2026-04-19',
      'nobody',
    ]);
    story.on('2026-04-19');
    expect(at()).toBe('closed');
  });

  it('ends the matter where there is no second', () => {
    appealed({ appeal: { first: 'Secretary, Environment' } }).do('p', desk, 'dismissAppeal', ORDER);
    expect(at()).toBe('closed');
  });

  it('that lets its time pass has decided nothing: the second may be asked', () => {
    appealed();
    expect(() => story.do('p', ann, 'fileSecondAppeal', GROUNDS)).toThrow('is not possible in state');
    story.on('2026-04-01');
    expect(at()).toEqual({ first: 'overdue' });
    expect(story.notices('p').filter((template) => template === 'appeal-overdue')).toHaveLength(2);
    story.on('2026-04-05').do('p', ann, 'fileSecondAppeal', GROUNDS);
    expect([at(), story.due('p', 'appealSecond')]).toEqual([{ second: 'pending' }, '2026-06-04']);
  });

  it('remands the case: it is examined again under its directions, and the clocks that ran grant nothing', () => {
    appealed()
      .on('2026-03-20')
      .do('p', desk, 'remand', { ...ORDER, text: 'Read the study; hear the mill.' });
    expect(story.at('p')).toEqual({ pending: { reconsideration: 'examining' } });
    expect([story.tasks('p'), story.holder('p')]).toEqual([['Examine again, as the authority directs'], 'epa']);
    expect(story.due('p', 'reconsideration')).toBe('2026-04-09');
    expect(story.data('p')['annulments']).toMatchObject([
      {
        by: 'authority',
        act: { number: 'Appeal 4/2026', text: 'Read the study; hear the mill.' },
        annulled: { refusal: { code: 'environmental-harm' } },
      },
    ]);
    story.on('2027-01-01').do('p', bob, 'recommend', { outcome: 'grant', text: 'Read, and harmless.' });
    story.do('p', cara, 'grant', GRANT);
    expect(story.standing('p')).toBe('valid');
  });

  it('sets the refusal aside: the agency decides anew', () => {
    appealed().do('p', desk, 'setAside', { code: 'order-of-authority', basis: 'Appeal 4/2026', text: 'No reasons.' });
    expect(story.at('p')).toEqual({ pending: { reconsideration: 'deciding' } });
    expect(story.data('p')['appeals']).toMatchObject([{ what: 'filed' }, { what: 'set-aside' }]);
  });
});

describe('the second authority', () => {
  it('is the last', () => {
    appealed().on('2026-03-20').do('p', desk, 'dismissAppeal', ORDER);
    story.on('2026-04-01').do('p', ann, 'fileSecondAppeal', GROUNDS);
    expect(story.data('p')['appeals']).toMatchObject([{}, { what: 'upheld' }, { authority: 'Environmental Tribunal' }]);
    story.do('p', desk, 'dismissAppeal', ORDER);
    expect([at(), story.holder('p')]).toEqual(['closed', 'nobody']);
  });
});

describe('a revocation', () => {
  it('that is stayed pending appeal lets the permit work meanwhile, and works again when it is upheld', () => {
    revoked();
    expect(() => story.do('p', desk, 'stayDecision', ORDER)).toThrow('is not possible in state');
    story.do('p', ann, 'fileAppeal', GROUNDS).do('p', desk, 'stayDecision', ORDER);
    expect(story.within('p', 'revoked', 'effect')).toBe('stayed');
    story.on('2026-07-01').do('p', desk, 'dismissAppeal', ORDER);
    expect([story.within('p', 'revoked', 'effect'), at('revoked')]).toEqual(['operative', 'between']);
  });

  it('that is set aside leaves the permit standing as it was granted', () => {
    revoked().do('p', desk, 'setAside', { code: 'order-of-court', basis: 'W.P. 9/2026', text: 'No hearing.' });
    expect([story.standing('p'), story.data('p')['grant']]).toMatchObject(['valid', { by: 'cara.epa' }]);
    expect(story.data('p')).not.toHaveProperty('ending');
  });

  it('that is remanded is weighed again by the head of the agency', () => {
    revoked().do('p', ann, 'fileAppeal', GROUNDS).do('p', desk, 'remand', ORDER);
    expect(story.tasks('p')).toEqual(['Decide what follows from the notice']);
    story.do('p', mia, 'dropNotice', { text: 'The standard was misread.' });
    expect([story.standing('p'), story.tasks('p')]).toEqual(['valid', []]);
  });
});
