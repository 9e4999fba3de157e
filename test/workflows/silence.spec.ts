import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/engine/index.js';
import { ann, clock, PERMIT_CLOCKS, staff, type Clocks } from './country.js';
import { Story } from './story.js';

/* The five rules of silence as a court would read them: who said nothing, until when, and what the law made of it. */

const bob = staff('bob', 'officer', 'lda');
const cara = staff('cara', 'officer', 'lda');
const mia = staff('mia', 'manager', 'lda');
const GRANT = { basis: 'Regulations', text: 'In order.' };
const REFUSAL = { code: 'land-use', basis: 'Regulations', text: 'The plot is a park.' };
const REASONS = { code: 'other', basis: 'Regulations', text: 'So counsel advises.' };

let story: Story;
function examined(approval: JsonObject, clocks: Clocks = PERMIT_CLOCKS, data: JsonObject = {}): Story {
  story = new Story(clocks, { approval });
  story.open('p', { workflow: 'permit', agency: 'lda', data: { approval: 'plan', ...data }, rules: 'plan' });
  return story.on('2026-01-05').do('p', ann, 'lodge').do('p', bob, 'declareComplete');
}
const recommend = (outcome = 'grant'): Story => story.do('p', bob, 'recommend', { outcome, text: 'Looked into.' });

afterEach(() => story.audit());

describe('deemed after its limit', () => {
  it('asks the head of the agency where nobody has confirmed that the limit is law, and grants by that finding alone', () => {
    const deemed = clock(120, { start: 'complete', confirmed: false });
    examined({}, { ...PERMIT_CLOCKS, deemed }).on('2026-05-05');
    expect(story.tasks('p')).toContain('Say whether silence has granted the permit');
    expect(story.notices('p')).toContain('silence-to-be-judged');
    expect(() => story.do('p', bob, 'confirmSilence', REASONS)).toThrow('is for manager of lda');
    story.on('2026-05-11').do('p', mia, 'confirmSilence', REASONS);
    expect(story.standing('p')).toBe('valid');
    expect(story.data('p')['grant']).toMatchObject({ how: 'deemed', by: 'mia.lda', text: 'So counsel advises.' });
  });

  it('may be found to have granted nothing: then the agency decides as before', () => {
    const deemed = clock(120, { start: 'complete', confirmed: false });
    examined({}, { ...PERMIT_CLOCKS, deemed })
      .on('2026-05-05')
      .do('p', mia, 'denySilence', REASONS);
    recommend().do('p', cara, 'grant', GRANT);
    expect(story.data('p')['grant']).toMatchObject({ how: 'signed' });
  });

  it('is not kept away by a refusal that was signed and not yet served: a decision counts when it is communicated', () => {
    examined({}).on('2026-05-01');
    recommend('refuse').do('p', cara, 'refuse', { ...REFUSAL, service: 'post' });
    expect(story.work('p')).toBe('communication');
    story.on('2026-05-06');
    expect(story.data('p')['grant']).toMatchObject({ how: 'deemed', by: 'clock' });
    expect(story.data('p')['annulments']).toMatchObject([
      { by: 'silence', annulled: { refusal: { code: 'land-use' } } },
    ]);
    expect(() => story.do('p', bob, 'serve', { how: 'post', number: 'RL 7' })).toThrow('is not possible in state');
  });
});

describe('deemed after a reminder', () => {
  const approval = { silence: { rule: 'deemed-after-reminder', basis: 'LDA Regulations, silence' } };
  const { deemed: _, ...common } = PERMIT_CLOCKS;
  const clocks = { ...common, afterReminder: clock(15, { start: 'reminded' }) };
  const REMINDER = { how: 'post', number: 'RL 4711', proof: 'Receipt of the post office' };

  it('does nothing by itself when the first time is over', () => {
    examined(approval, clocks).on('2027-01-01');
    expect(story.work('p')).toEqual({ scrutiny: 'unasked' });
  });

  it('cannot be begun before the first time is over', () => {
    examined(approval, clocks).on('2026-02-18');
    expect(() => story.do('p', ann, 'remind', REMINDER)).toThrow('is not possible in state');
  });

  it('grants when the second time has run from the reminder, whose proof the case keeps', () => {
    examined(approval, clocks).on('2026-03-02').do('p', ann, 'remind', REMINDER);
    expect(story.notices('p')).toContain('reminded-by-investor');
    expect(story.due('p', 'afterReminder')).toBe('2026-03-17');
    story.on('2026-03-16');
    expect(story.work('p')).toEqual({ scrutiny: 'unasked' });
    story.on('2026-03-17');
    expect(story.data('p')).toMatchObject({
      grant: { how: 'deemed', basis: 'LDA Regulations, silence', by: 'clock' },
      reminder: { how: 'post', number: 'RL 4711', proof: 'Receipt of the post office', by: 'ann' },
    });
  });

  it('is kept away by a decision that reaches the investor within the second time', () => {
    examined(approval, clocks).on('2026-03-02').do('p', ann, 'remind', REMINDER).on('2026-03-10');
    recommend('refuse').do('p', cara, 'refuse', REFUSAL).on('2026-06-01');
    expect(story.stage('p')).toBe('refused');
  });

  it('asks a person where the second time is no confirmed law', () => {
    const afterReminder = clock(15, { start: 'reminded', confirmed: false });
    examined(approval, { ...clocks, afterReminder })
      .on('2026-03-02')
      .do('p', ann, 'remind', REMINDER);
    story.on('2026-03-17');
    expect(story.tasks('p')).toContain('Say whether silence has granted the permit');
  });

  it('knows no reminder where the ruleset has another rule', () => {
    examined({}).on('2026-03-02');
    expect(() => story.do('p', ann, 'remind', REMINDER)).toThrow('is not possible in state');
  });
});

describe('silence of the consulted', () => {
  const approval = {
    silence: { rule: 'no-objection', basis: 'BOI practice' },
    consults: [{ agency: 'ib' }, { agency: 'fia' }],
  };
  const { deemed: _, ...common } = PERMIT_CLOCKS;
  const clocks = { ...common, consultation: clock(28), showCause: clock(15) };
  const consulted = (given = clocks): Story =>
    examined(approval, given).on('2026-01-10').do('p', bob, 'consult', { text: 'Any objection to the visa?' });
  const of = (agency: string): string => story.child('p', `consultation/${agency}`);
  const spy = (agency: string) => staff('sara', 'officer', agency);

  it('gives each agency a case, a task and a clock of its own, and charges its time to it', () => {
    consulted();
    expect(story.holder('p')).toBe('children');
    expect(
      [of('ib'), of('fia')].map((id) => [story.holder(id), story.due(id, 'consultation'), story.tasks(id)]),
    ).toEqual([
      ['ib', '2026-02-07', ['Give the view of your agency']],
      ['fia', '2026-02-07', ['Give the view of your agency']],
    ]);
  });

  it('counts as no objection, is recorded as silence, and lets the agency decide', () => {
    consulted().on('2026-01-20').do(of('fia'), spy('fia'), 'noObjection');
    expect(() => recommend()).toThrow('is not possible in state');
    story.on('2026-02-07');
    expect(story.data('p')['views']).toMatchObject({
      fia: { outcome: 'no-objection' },
      ib: { outcome: 'no-objection-by-silence' },
    });
    expect(story.holder('p')).toBe('lda');
    recommend().do('p', cara, 'grant', GRANT);
    expect(story.standing('p')).toBe('valid');
  });

  it('does not keep a later objection from being heard: the investor is asked to show cause, and the visa may be revoked', () => {
    consulted().on('2026-02-07');
    recommend().do('p', cara, 'grant', GRANT);
    story
      .on('2026-04-01')
      .do(of('ib'), spy('ib'), 'object', { code: 'security', basis: 'Act', text: 'A false passport.' });
    expect(story.tasks('p')).toEqual(['Show cause']);
    expect(story.holder('p')).toBe('investor');
    expect(story.standing('p')).toBe('valid');
    story.on('2026-04-16');
    expect(story.tasks('p')).toEqual(['Decide what follows from the notice']);
    story.do('p', mia, 'revoke', { code: 'objection', basis: 'Act', text: 'A false passport.' });
    expect(story.stage('p')).toBe('revoked');
  });

  it('says nothing where the limit is no law: the officer goes on without the view, and says on what ground', () => {
    consulted({ ...clocks, consultation: clock(28, { confirmed: false }) }).on('2026-02-07');
    expect(story.tasks(of('ib'))).toEqual(['Give the view of your agency']);
    expect(story.tasks('p')).toContain('Go on without the views that are outstanding, or wait for them');
    story.do('p', bob, 'proceedWithoutViews', { basis: 'Regulations', text: 'So counsel advises.' });
    expect(story.data('p')['views']).toMatchObject({ ib: { outcome: 'not-awaited', by: 'bob.lda' } });
    expect(story.at(of('ib'))).toBe('released');
    recommend();
    expect(story.work('p')).toBe('decision');
  });
});
