import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/engine/index.js';
import { ann, clock, PERMIT_CLOCKS, staff, type Clocks } from './country.js';
import { Story } from './story.js';

/* A decision counts when it is communicated; what it is subject to has dates, and each date explains itself. */

const bob = staff('bob', 'officer', 'epa');
const cara = staff('cara', 'officer', 'epa');
const mia = staff('mia', 'manager', 'epa');
const GRANT = { basis: 'Act 1997 s. 12', text: 'No significant effect.' };
const REFUSAL = { code: 'environmental-harm', basis: 'Act 1997 s. 12', text: 'The stream cannot bear it.' };
const NOTHING = { text: 'It is done.' };

let story: Story;
function examined(clocks: Clocks = {}, approval: JsonObject = {}): Story {
  story = new Story({ ...PERMIT_CLOCKS, showCause: clock(15), ...clocks }, { approval });
  story.open('p', { workflow: 'permit', agency: 'epa', data: { approval: 'environment' }, rules: 'environment' });
  story.on('2026-01-05').do('p', ann, 'lodge').do('p', bob, 'declareComplete');
  return story.on('2026-02-01').do('p', bob, 'recommend', { outcome: 'grant', text: 'Harmless.' });
}
const mark = (name: string): string => new Date(story.state('p').marks[name] ?? 0).toISOString().slice(0, 10);

afterEach(() => story.audit());

describe('service', () => {
  const appeal = { appeal: { first: 'Secretary', second: 'Tribunal' } };
  const clocks = { service: clock(3), appealPeriod: clock(30, { start: 'served', onReturn: 'reset' }) };

  it('through the portal is the act that signs', () => {
    examined(clocks, appeal).do('p', cara, 'refuse', REFUSAL);
    expect(story.data('p')['service']).toMatchObject({ how: 'portal', by: 'cara.epa' });
    expect([mark('decided'), mark('served')]).toEqual(['2026-02-01', '2026-02-01']);
    expect(story.due('p', 'appealPeriod')).toBe('2026-03-03');
  });

  it('by post is a task with a date until there is proof of it, and the decision counts from that day', () => {
    examined(clocks, appeal).do('p', cara, 'refuse', { ...REFUSAL, service: 'post' });
    expect([story.stage('p'), story.tasks('p')]).toEqual(['pending', ['Serve the decision']]);
    expect(story.due('p', 'service')).toBe('2026-02-04');
    expect(story.holder('p')).toBe('epa');
    story
      .on('2026-02-10')
      .paper('p', [bob, cara], '2026-02-08', ['serve', { how: 'post', number: 'RL 9', proof: 'Receipt' }]);
    expect(story.data('p')['service']).toMatchObject({ how: 'post', number: 'RL 9', proof: 'Receipt' });
    expect([mark('decided'), mark('served')]).toEqual(['2026-02-01', '2026-02-08']);
    expect(story.state('p').clocks['appealPeriod']).toMatchObject({ startedAt: Date.parse('2026-02-08T10:00+05:00') });
    expect(story.due('p', 'appealPeriod')).toBe('2026-03-10');
  });

  it('leaves out what is sealed of the reasons: the case knows its digest, and who keeps it', () => {
    const sealed = { digest: 'ab'.repeat(32), custodian: 'moi' };
    examined();
    expect(() => story.do('p', cara, 'refuse', { ...REFUSAL, sealed: { ...sealed, text: 'The text.' } })).toThrow(
      'does not fit',
    );
    story.do('p', cara, 'refuse', { ...REFUSAL, sealed });
    expect(story.data('p')['refusal']).toMatchObject({ ...REFUSAL, sealed });
  });

  it('that is late is told to the agency', () => {
    examined(clocks)
      .do('p', cara, 'grant', { ...GRANT, service: 'hand' })
      .on('2026-02-04');
    expect(story.notices('p')).toContain('decision-not-served');
    story.do('p', bob, 'serve', { how: 'hand' });
    expect(story.standing('p')).toBe('valid');
  });
});

describe('a deferral', () => {
  it('comes up again on its date, and stops no clock of the law', () => {
    examined({ deferral: clock(0, { start: 'deferredTo', onReturn: 'reset' }) });
    story.do('p', cara, 'defer', { until: '2026-02-20', text: 'The committee meets on the 20th.' });
    expect(story.tasks('p')).toEqual(['Take up the deferred decision']);
    expect([story.due('p', 'deferral'), story.due('p', 'deemed')]).toEqual(['2026-02-21', '2026-05-05']);
    story.on('2026-02-21');
    expect(story.work('p')).toBe('decision');
    story.do('p', cara, 'defer', { until: '2026-03-20', text: 'No quorum.' });
    expect(story.due('p', 'deferral')).toBe('2026-03-21');
    story.on('2026-05-05');
    expect(story.data('p')['grant']).toMatchObject({ how: 'deemed' });
  });
});

describe('a condition precedent', () => {
  const conditions = [{ kind: 'precedent', text: 'A bank guarantee of Rs 5m.' }];

  it('keeps the permit without effect until it is discharged; the investor has a date', () => {
    examined({ precedent: clock(90, { start: 'served' }) }).do('p', cara, 'grant', { ...GRANT, conditions });
    expect(story.standing('p')).toEqual({ precedent: 'open' });
    expect([story.tasks('p'), story.holder('p'), story.due('p', 'precedent')]).toEqual([
      ['Discharge the conditions precedent'],
      'investor',
      '2026-05-02',
    ]);
    story.on('2026-03-01').do('p', ann, 'reportDischarge', { text: 'Guarantee enclosed.', papers: ['Guarantee'] });
    expect(story.holder('p')).toBe('epa');
    story.do('p', bob, 'denyDischarge', { text: 'It is for Rs 4m.' });
    story.on('2026-03-10').do('p', ann, 'reportDischarge', NOTHING).do('p', bob, 'confirmDischarge');
    expect([story.standing('p'), story.tasks('p')]).toEqual(['valid', []]);
  });

  it('that is late is told to both sides, and takes nothing away', () => {
    examined({ precedent: clock(90, { start: 'served' }) }).do('p', cara, 'grant', { ...GRANT, conditions });
    story.on('2026-05-02');
    expect(story.notices('p').filter((template) => template === 'conditions-overdue')).toHaveLength(2);
    expect(story.standing('p')).toEqual({ precedent: 'open' });
  });
});

describe('a condition subsequent', () => {
  const conditions = [
    { kind: 'subsequent', text: 'A treatment plant.', by: '2026-06-30' },
    { kind: 'subsequent', text: 'A yearly report.' },
    { kind: 'subsequent', text: 'Two hundred trees.', by: '2026-09-30' },
  ];
  const granted = (): Story => examined().do('p', cara, 'grant', { ...GRANT, conditions });
  const plant = (): string => story.child('p', 'condition/1.1');
  const NOTICE = { basis: 'Condition 1', text: 'Nothing was built.' };

  it('with a date is a duty of its own, whose time is the investor’s; the permit is in force meanwhile', () => {
    granted();
    expect(Object.keys(story.state('p').children)).toEqual(['condition/1.1', 'condition/1.3']);
    expect(story.standing('p')).toBe('valid');
    expect([story.tasks(plant()), story.holder(plant()), story.due(plant(), 'date')]).toEqual([
      ['Do it, and report it'],
      'investor',
      '2026-07-01',
    ]);
  });

  it('that is kept in time is found so by the officer, also after its date', () => {
    granted()
      .on('2026-06-20')
      .do(plant(), ann, 'reportFulfilled', { text: 'Running.', papers: ['Photograph 12'] });
    expect(story.holder(plant())).toBe('epa');
    story.on('2026-07-10').do(plant(), bob, 'confirmFulfilment');
    expect(story.data('p')['duties']).toMatchObject({
      'condition/1.1': { title: 'A treatment plant.', outcome: 'fulfilled' },
      'condition/1.3': { outcome: null },
    });
  });

  it('that is not kept leads over a notice and a consequence to the head of the agency, who decides what follows for the permit', () => {
    granted().on('2026-07-01');
    expect([story.tasks(plant()), story.holder(plant())]).toEqual([['Ask the investor to show cause'], 'epa']);
    story.do(plant(), bob, 'serveNotice', NOTICE).on('2026-07-16');
    story.do(plant(), bob, 'proposeConsequence', { consequence: 'cancellation', ...NOTICE });
    story.do(plant(), mia, 'decideConsequence', { text: 'So be it.' });
    expect(story.tasks('p')).toEqual(['Decide what follows from the notice']);
    expect(story.standing('p')).toBe('valid');
    story.do('p', mia, 'suspend', { code: 'breach-of-conditions', basis: 'Act s. 16', text: 'Nothing was built.' });
    expect(story.standing('p')).toBe('suspended');
  });

  it('whose breach is fined leaves the permit as it is', () => {
    granted().on('2026-07-01').do(plant(), bob, 'serveNotice', NOTICE).on('2026-07-16');
    story.do(plant(), bob, 'proposeConsequence', { consequence: 'penalty', ...NOTICE });
    story.do(plant(), mia, 'decideConsequence', { text: 'Rs 100,000.' });
    expect(story.tasks('p')).toEqual([]);
    expect(story.data('p')['duties']).toMatchObject({
      'condition/1.1': { outcome: 'enforced', consequence: 'penalty', text: 'Rs 100,000.' },
    });
  });

  it('that is reported too early, and found not kept, has its time until the date; reported late, it is asked for at once', () => {
    granted().on('2026-05-01').do(plant(), ann, 'reportFulfilled', { text: 'Nearly.' });
    story.do(plant(), bob, 'rejectReport', { text: 'There are no pumps.' });
    expect([story.at(plant()), story.due(plant(), 'date')]).toEqual([{ pending: { owed: 'dated' } }, '2026-07-01']);
    story.on('2026-07-05').do(plant(), ann, 'reportFulfilled', { text: 'Now.' });
    story.do(plant(), bob, 'rejectReport', { text: 'Still no pumps.' });
    expect(story.at(plant())).toEqual({ pending: 'breached' });
  });

  it('may be given another date', () => {
    granted()
      .on('2026-07-01')
      .do(plant(), mia, 'giveTime', { until: '2026-08-31', code: 'financing', ...NOTICE });
    expect([story.holder(plant()), story.due(plant(), 'date')]).toEqual(['investor', '2026-09-01']);
  });

  it('is owed no more when the permit is given up', () => {
    granted().do('p', ann, 'surrender');
    expect([story.at(plant()), story.at(story.child('p', 'condition/1.3'))]).toEqual(['withdrawn', 'withdrawn']);
    expect(story.state(plant()).deadlines).toEqual([]);
  });

  it('is the court’s time while a court stays the permit, and its date is later by what the stay took', () => {
    const order = { court: 'High Court', number: '7', date: '2026-05-01' };
    granted().on('2026-05-01').do('p', bob, 'stay', order);
    expect([story.holder(plant()), story.due(plant(), 'date')]).toEqual(['court', null]);
    story.on('2026-05-11').do('p', bob, 'liftStay', { number: '8', date: '2026-05-11' });
    expect([story.holder(plant()), story.due(plant(), 'date')]).toEqual(['investor', '2026-07-11']);
    expect(Object.keys(story.state('p').children)).toHaveLength(2);
  });

  it('has a date that calendars reach, and one that is over already is that of the day', () => {
    examined();
    const dated = (by: string) => ({ ...GRANT, conditions: [{ kind: 'subsequent', text: 'A report.', by }] });
    expect(() => story.do('p', cara, 'grant', dated('2300-01-01'))).toThrow('does not fit');
    expect(() => story.do('p', cara, 'grant', dated('1999-12-31'))).toThrow('does not fit');
    story.do('p', cara, 'grant', dated('2019-01-01'));
    expect(story.due(plant(), 'date')).toBe('2026-02-02');
  });

  it('is that of the new grant where a mistaken one was corrected', () => {
    granted().do('p', cara, 'proposeCorrection', { seq: 5, text: 'Another plant’s conditions.' });
    story.do('p', mia, 'countersignCorrection');
    expect(story.at(plant())).toBe('withdrawn');
    story.do('p', cara, 'grant', {
      ...GRANT,
      conditions: [{ kind: 'subsequent', text: 'A chimney.', by: '2026-12-31' }],
    });
    expect(story.state(story.child('p', 'condition/2.1')).tasks).toHaveLength(1);
  });
});
