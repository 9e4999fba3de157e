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
  story = new Story(
    { ...PERMIT_CLOCKS, showCause: clock(15), obligation: clock(0, { start: 'dated', onReturn: 'reset' }), ...clocks },
    { approval },
  );
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
  const plant = (): string => story.child('p', 'obligation/1.1');

  it('with a date is an obligation of its own, whose time is the investor’s; the permit is in force meanwhile', () => {
    granted();
    expect(Object.keys(story.state('p').children)).toEqual(['obligation/1.1', 'obligation/1.3']);
    expect(story.standing('p')).toBe('valid');
    expect([story.tasks(plant()), story.holder(plant()), story.due(plant(), 'obligation')]).toEqual([
      ['Keep the condition and report it'],
      'investor',
      '2026-07-01',
    ]);
  });

  it('that is kept in time is found so by the officer', () => {
    granted()
      .on('2026-06-20')
      .do(plant(), ann, 'reportKept', { text: 'Running.', papers: ['Photograph 12'] });
    expect(story.holder(plant())).toBe('epa');
    story.on('2026-07-10').do(plant(), bob, 'confirmKept');
    expect(story.data('p')['obligations']).toMatchObject({ 'obligation/1.1': { outcome: 'kept' } });
  });

  it('that is not kept leads over a notice to show cause to a finding, and the head of the agency decides what follows', () => {
    granted().on('2026-07-01');
    expect(story.notices(plant())).toEqual(['show-cause-condition-not-kept']);
    expect([story.tasks(plant()), story.holder(plant())]).toEqual([
      ['Show cause why the condition was not kept'],
      'investor',
    ]);
    story.on('2026-07-16');
    expect(story.tasks(plant())).toEqual(['Say whether the condition is broken']);
    story.do(plant(), mia, 'declareBroken', { basis: 'Condition 1', text: 'Nothing was built.' });
    expect(story.tasks('p')).toEqual(['Decide what follows from the notice']);
    expect(story.standing('p')).toBe('valid');
    story.do('p', mia, 'suspend', { code: 'breach-of-conditions', basis: 'Act s. 16', text: 'Nothing was built.' });
    expect(story.standing('p')).toBe('suspended');
  });

  it('that is reported too early, and found not kept, has its time until the date; reported late, it is asked for at once', () => {
    granted().on('2026-05-01').do(plant(), ann, 'reportKept', { text: 'Nearly.' });
    story.do(plant(), bob, 'denyKept', { text: 'There are no pumps.' });
    expect([story.at(plant()), story.due(plant(), 'obligation')]).toEqual(['due', '2026-07-01']);
    story.on('2026-07-05').do(plant(), ann, 'reportKept', { text: 'Now.' });
    story.do(plant(), bob, 'denyKept', { text: 'Still no pumps.' });
    expect(story.at(plant())).toBe('noticed');
  });

  it('may be excused to another date', () => {
    granted().on('2026-07-01').do(plant(), ann, 'showCause', { text: 'The pumps are at sea.' });
    story.do(plant(), mia, 'excuse', { until: '2026-08-31', text: 'The bill of lading was seen.' });
    expect([story.holder(plant()), story.due(plant(), 'obligation')]).toEqual(['investor', '2026-09-01']);
  });

  it('is no obligation any more when the permit is given up', () => {
    granted().do('p', ann, 'surrender');
    expect([story.at(plant()), story.at(story.child('p', 'obligation/1.3'))]).toEqual(['released', 'released']);
    expect(story.state(plant()).deadlines).toEqual([]);
  });

  it('has a date that calendars reach, and one that is over already is that of the day', () => {
    examined();
    const dated = (by: string) => ({ ...GRANT, conditions: [{ kind: 'subsequent', text: 'A report.', by }] });
    expect(() => story.do('p', cara, 'grant', dated('2300-01-01'))).toThrow('does not fit');
    expect(() => story.do('p', cara, 'grant', dated('1999-12-31'))).toThrow('does not fit');
    story.do('p', cara, 'grant', dated('2019-01-01'));
    expect(story.due(plant(), 'obligation')).toBe('2026-02-02');
  });

  it('is that of the new grant where a mistaken one was corrected', () => {
    granted().do('p', cara, 'proposeCorrection', { seq: 5, text: 'Another plant’s conditions.' });
    story.do('p', mia, 'countersignCorrection');
    expect(story.at(plant())).toBe('released');
    story.do('p', cara, 'grant', {
      ...GRANT,
      conditions: [{ kind: 'subsequent', text: 'A chimney.', by: '2026-12-31' }],
    });
    expect(story.state(story.child('p', 'obligation/2.1')).tasks).toHaveLength(1);
  });
});
