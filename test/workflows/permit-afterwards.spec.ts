import { afterEach, describe, expect, it } from '@jest/globals';
import { ann, clock, PERMIT_CLOCKS, staff, type Clocks } from './country.js';
import { Story } from './story.js';

const bob = staff('bob', 'officer', 'epa');
const cara = staff('cara', 'officer', 'epa');
const mia = staff('mia', 'manager', 'epa');
const GRANT = { basis: 'Act 1997 s. 12', text: 'No significant effect.' };
const REFUSAL = { code: 'environmental-harm', basis: 'Act 1997 s. 12', text: 'The stream cannot bear it.' };
const BREACH = { code: 'breach-of-conditions', basis: 'Act 1997 s. 16', text: 'Effluent above the standard.' };
const STAY = { court: 'Lahore High Court', number: 'W.P. 113/2026', date: '2026-02-10' };
const LIFTED = { number: 'W.P. 113/2026', date: '2026-03-10' };

let story: Story;
function examined(clocks: Clocks = PERMIT_CLOCKS): Story {
  story = new Story(clocks);
  story.open('p', { workflow: 'permit', agency: 'epa', data: { approval: 'environment' }, rules: 'environment' });
  story.do('p', ann, 'lodge').do('p', bob, 'declareComplete');
  return story.on('2026-02-01');
}
const recommended = (clocks?: Clocks): Story =>
  examined(clocks).do('p', bob, 'recommend', { outcome: 'grant', text: 'Harmless.' });
const granted = (clocks?: Clocks): Story => recommended(clocks).do('p', cara, 'grant', GRANT);

afterEach(() => story.audit());

describe('a stay by a court', () => {
  it('stops the examination and its clocks, and is charged to the court', () => {
    recommended().on('2026-02-10').do('p', bob, 'stay', STAY);
    expect(story.state('p').charge).toMatchObject({ holder: 'court', cause: 'court-stay' });
    story.on('2027-01-01');
    expect(story.at('p')).toEqual({ halted: 'byCourt' });
  });

  it('brings the case back to the very place it met, with the time that was left', () => {
    recommended().on('2026-02-10').do('p', bob, 'stay', STAY).on('2026-03-10').do('p', bob, 'liftStay', LIFTED);
    expect(story.work('p')).toBe('decision');
    expect(story.due('p', 'deemed')).toBe('2026-05-29');
    expect(story.due('p', 'decision')).toBe('2026-03-15');
    expect(story.tasks('p')).toEqual(['Decide']);
  });

  it('during a query leaves the clocks standing for the query afterwards', () => {
    examined().do('p', bob, 'query', {
      ground: 'incomplete-papers',
      basis: 'Regulation 9',
      text: 'Papers, please.',
      items: ['Map'],
    });
    story.on('2026-02-10').do('p', bob, 'stay', STAY).on('2026-03-10').do('p', bob, 'liftStay', LIFTED);
    expect(story.work('p')).toEqual({ query: 'asked' });
    expect(story.due('p', 'deemed')).toBeNull();
    expect(story.due('p', 'answer')).toBe('2026-03-16');
    story.on('2026-03-12').do('p', ann, 'answer', { text: 'Map enclosed.' });
    expect(story.due('p', 'deemed')).toBe('2026-06-09');
  });

  it('does not make a filing complete: the check has the days it had', () => {
    story = new Story();
    story.open('p', { workflow: 'permit', agency: 'epa', data: { approval: 'environment' }, rules: 'environment' });
    story.do('p', ann, 'lodge').on('2026-01-04').do('p', bob, 'stay', STAY);
    story.on('2026-03-10').do('p', bob, 'liftStay', LIFTED);
    expect(story.at('p')).toEqual({ pending: { completeness: 'asking' } });
    expect(story.due('p', 'completeness')).toBe('2026-03-17');
  });

  it('on a permit in force suspends its effect and gives back what there was before', () => {
    granted().do('p', mia, 'suspend', BREACH).do('p', bob, 'stay', STAY);
    expect(story.holder('p')).toBe('court');
    story.on('2026-03-10').do('p', bob, 'liftStay', LIFTED);
    expect(story.standing('p')).toBe('suspended');
  });
});

describe('a permit in force', () => {
  it('is nobody’s time and nobody’s task', () => {
    granted();
    expect(story.tasks('p')).toEqual([]);
    expect(story.holder('p')).toBe('nobody');
  });

  it('is suspended by the head of the agency, for a reason, and reinstated', () => {
    granted();
    expect(() => story.do('p', bob, 'suspend', BREACH)).toThrow('is for manager of epa');
    story.do('p', mia, 'suspend', BREACH);
    expect(story.standing('p')).toBe('suspended');
    story.do('p', mia, 'reinstate', { basis: 'Act 1997 s. 16', text: 'The plant was mended.' });
    expect(story.standing('p')).toBe('valid');
  });

  it('is revoked, a grant by silence too', () => {
    examined().on('2026-06-01').do('p', bob, 'giveNotice', BREACH);
    expect(() => story.do('p', mia, 'revoke', BREACH)).toThrow('is not possible in state');
    story.on('2026-06-05').do('p', ann, 'answerNotice', { text: 'The filter is mended.' });
    story.do('p', mia, 'revoke', BREACH);
    expect(story.stage('p')).toBe('revoked');
    expect(story.data('p')).toMatchObject({ grant: { how: 'deemed' }, ending: { code: 'breach-of-conditions' } });
  });

  it('is set aside by a higher authority', () => {
    granted().do('p', mia, 'setAside', {
      code: 'order-of-court',
      basis: 'W.P. 113/2026',
      text: 'No hearing was given.',
    });
    expect(story.at('p')).toEqual({ setAside: 'none' });
  });

  it('is surrendered by the investor', () => {
    granted().do('p', ann, 'surrender');
    expect(story.at('p')).toBe('surrendered');
  });

  it('expires where the ruleset gives it a time, suspended or not', () => {
    granted({ ...PERMIT_CLOCKS, expiry: clock(365, { start: 'granted' }) }).do('p', mia, 'suspend', BREACH);
    expect(story.due('p', 'expiry')).toBe('2027-02-01');
    story.on('2027-02-01');
    expect(story.at('p')).toBe('expired');
  });

  it('does not expire while a court stays it', () => {
    granted({ ...PERMIT_CLOCKS, expiry: clock(365, { start: 'granted' }) });
    story.on('2026-02-10').do('p', bob, 'stay', STAY).on('2028-02-10').do('p', bob, 'liftStay', LIFTED);
    expect(story.due('p', 'expiry')).toBe('2029-01-31');
  });
});

describe('a correction', () => {
  const mistake = { seq: 5, text: 'The file of another plant was decided on.' };

  it('leaves the act standing until another person countersigns it', () => {
    granted().do('p', cara, 'proposeCorrection', mistake);
    expect(story.standing('p')).toBe('valid');
    expect(story.tasks('p')).toEqual(['Countersign or dismiss a correction']);
    expect(() => story.do('p', cara, 'countersignCorrection')).toThrow('needs another person');
    story.do('p', mia, 'countersignCorrection');
    expect(story.at('p')).toEqual({ pending: { reconsideration: 'deciding' } });
  });

  it('names the event it corrects and keeps what it annuls', () => {
    granted().do('p', cara, 'proposeCorrection', mistake).do('p', mia, 'countersignCorrection');
    expect(story.data('p')['annulments']).toMatchObject([
      { act: { seq: 5, by: 'cara.epa', countersigned: { by: 'mia.epa' } }, annulled: { grant: { how: 'signed' } } },
    ]);
    expect(story.data('p')).not.toHaveProperty('grant');
  });

  it('brings the decision back, and long silence on it grants nothing', () => {
    recommended().do('p', cara, 'refuse', REFUSAL).on('2027-01-01');
    story.do('p', bob, 'proposeCorrection', mistake).do('p', mia, 'countersignCorrection').on('2028-01-01');
    expect(story.at('p')).toEqual({ pending: { reconsideration: 'deciding' } });
    story.do('p', cara, 'grant', GRANT);
    expect(story.standing('p')).toBe('valid');
    expect(story.data('p')).not.toHaveProperty('refusal');
  });

  it('may be dismissed, and all is as it was', () => {
    granted().do('p', cara, 'proposeCorrection', mistake);
    story.do('p', mia, 'dismissCorrection', { text: 'It was the right file.' });
    expect(story.standing('p')).toBe('valid');
  });

  it('waits for the court where the permit is stayed', () => {
    granted().do('p', bob, 'stay', STAY).do('p', cara, 'proposeCorrection', mistake);
    expect(() => story.do('p', mia, 'countersignCorrection')).toThrow('is not possible in state');
    story.on('2026-03-10').do('p', bob, 'liftStay', LIFTED).do('p', mia, 'countersignCorrection');
    expect(story.at('p')).toEqual({ pending: { reconsideration: 'deciding' } });
  });
});

describe('a refusal', () => {
  it('that a higher authority sets aside is decided anew', () => {
    recommended().do('p', cara, 'refuse', REFUSAL);
    story.do('p', mia, 'setAside', { code: 'order-of-authority', basis: 'Appeal 4/2026', text: 'Remanded.' });
    expect(story.tasks('p')).toEqual(['Decide anew']);
    expect(story.data('p')['annulments']).toMatchObject([
      { by: 'authority', annulled: { refusal: { code: 'environmental-harm' } } },
    ]);
  });
});
