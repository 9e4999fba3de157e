import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/engine/index.js';
import { ann, clock, PERMIT_CLOCKS, staff } from './country.js';
import { desk } from './mill.js';
import { Story } from './story.js';

/* How an agency comes to know what it decides on: a hearing of those concerned, a look at the place. Only where the approval needs it. */

const bob = staff('bob', 'officer', 'epa');
const cara = staff('cara', 'officer', 'epa');
const CLOCKS = {
  ...PERMIT_CLOCKS,
  hearingNotice: clock(30, { start: 'noticed', onReturn: 'reset' }),
  adjournment: clock(0, { start: 'adjournedTo', onReturn: 'reset' }),
  cure: clock(15, { onReturn: 'reset' }),
};

let story: Story;
function examined(needs: readonly string[]): Story {
  story = new Story(CLOCKS, { approval: { needs } });
  story.open('p', { workflow: 'permit', agency: 'epa', data: { approval: 'eia' }, rules: 'eia' });
  return story.on('2026-01-05').do('p', ann, 'lodge').do('p', bob, 'declareComplete');
}
const recommend = (): Story => story.do('p', bob, 'recommend', { outcome: 'grant', text: 'Harmless.' });
const at = (part: string): unknown => story.within('p', 'pending', 'examination', part);

afterEach(() => story.audit());

it('an approval that needs neither has neither', () => {
  examined([]);
  expect([at('hearing'), at('inspection'), at('consultation')]).toEqual(['none', 'none', 'none']);
  expect(story.tasks('p')).toEqual(['Examine and recommend']);
  recommend();
  expect(story.work('p')).toBe('decision');
});

describe('a public hearing', () => {
  const CALL = { place: 'Town hall, Sheikhupura', date: '2026-02-20', text: 'Dyeing house on the canal.' };
  const PUBLISHED = { how: 'publication', number: 'Dawn, 12 Jan 2026', proof: 'Page of the newspaper' };
  const MINUTES = { on: '2026-02-20', present: ['A. Khan'], text: 'The water was discussed.' };
  const noticed = (): Story =>
    examined(['hearing'])
      .on('2026-01-08')
      .do('p', bob, 'callHearing', CALL)
      .on('2026-01-15')
      .paper('p', [bob, cara], '2026-01-12', ['serveHearingNotice', PUBLISHED]);
  const open = (): Story => noticed().on('2026-02-20');

  it('is held no sooner than the notice has run, counted from its publication and not from its recording', () => {
    noticed();
    expect(story.due('p', 'hearingNotice')).toBe('2026-02-11');
    story.on('2026-02-10');
    expect(() => story.do('p', bob, 'recordMinutes', MINUTES)).toThrow('is not possible in state');
    story.on('2026-02-11');
    expect(story.tasks('p')).toContain('Hold the hearing and record its minutes');
  });

  it('registers objectors while it is announced and while it is open', () => {
    noticed().do('p', bob, 'registerObjector', { name: 'A. Khan', address: 'Canal Road', text: 'The water.' });
    story.on('2026-02-11').do('p', desk, 'registerObjector', { name: 'B. Bibi', text: 'The smell.' });
    expect(story.data('p')['hearing']).toMatchObject({
      objectors: [{ name: 'A. Khan' }, { name: 'B. Bibi', by: desk.id }],
    });
  });

  it('is adjourned to a date, for a reason', () => {
    open().do('p', bob, 'adjournHearing', { until: '2026-03-06', text: 'The hall was under water.' });
    expect(story.due('p', 'adjournment')).toBe('2026-03-07');
    expect(() => story.do('p', bob, 'recordMinutes', MINUTES)).toThrow('is not possible in state');
    story.on('2026-03-07').do('p', bob, 'recordMinutes', MINUTES);
    expect(story.data('p')['hearing']).toMatchObject({
      adjournments: [{ until: '2026-03-06', text: 'The hall was under water.' }],
    });
  });

  it('is needed for the recommendation, and its minutes are kept', () => {
    open();
    expect(() => recommend()).toThrow('is not possible in state');
    story.do('p', bob, 'recordMinutes', MINUTES);
    recommend();
    expect(story.data('p')['hearing']).toMatchObject({ minutes: { present: ['A. Khan'], by: 'bob.epa' } });
  });

  it('that is called anew is announced anew', () => {
    noticed().do('p', bob, 'callHearing', { ...CALL, date: '2026-03-30' });
    story.on('2026-02-15').do('p', bob, 'serveHearingNotice', PUBLISHED);
    expect(story.due('p', 'hearingNotice')).toBe('2026-03-17');
  });

  it('does not keep the law’s silence from granting', () => {
    noticed().on('2026-05-05');
    expect(story.data('p')['grant']).toMatchObject({ how: 'deemed' });
  });
});

describe('an inspection', () => {
  const APPOINTED = { date: '2026-01-20', place: 'Plot 14' };
  const REPORT = { on: '2026-01-20', text: 'Looked at.', photographs: ['Photograph 1', 'Photograph 2'] };
  const failed = (): Story =>
    examined(['inspection'])
      .do('p', bob, 'appointInspection', APPOINTED)
      .on('2026-01-20')
      .do('p', bob, 'failInspection', { ...REPORT, items: ['No fire door'] });

  it('is appointed, told to the investor, and reported with photographs', () => {
    examined(['inspection']).do('p', bob, 'appointInspection', APPOINTED);
    expect(story.notices('p')).toContain('inspection-appointed');
    expect(() => recommend()).toThrow('is not possible in state');
    story.on('2026-01-20').do('p', bob, 'passInspection', REPORT);
    recommend();
    expect(story.data('p')['inspections']).toMatchObject([
      { result: 'appointed', date: '2026-01-20' },
      { result: 'passed', photographs: ['Photograph 1', 'Photograph 2'], by: 'bob.epa' },
    ]);
  });

  it('that finds faults gives the investor a time to cure them, in the investor’s time, and is held again', () => {
    failed();
    expect([story.holder('p'), story.due('p', 'cure')]).toEqual(['investor', '2026-02-04']);
    expect(story.tasks('p')).toContain('Cure what the inspection found');
    story.on('2026-01-30').do('p', ann, 'reportCured', { text: 'There is one now.' });
    expect([story.holder('p'), story.tasks('p')]).toEqual(['epa', ['Examine and recommend', 'Appoint an inspection']]);
    story.do('p', bob, 'appointInspection', APPOINTED).do('p', bob, 'passInspection', REPORT);
    recommend().do('p', cara, 'grant', { basis: 'Act', text: 'Safe.' });
    expect((story.data('p')['inspections'] as readonly JsonObject[]).map(({ result }) => result)).toEqual([
      'appointed',
      'failed',
      'cured',
      'appointed',
      'passed',
    ]);
  });

  it('whose faults are not cured is followed by a notice, and may still be cured', () => {
    failed().on('2026-02-04');
    expect(story.notices('p')).toContain('show-cause-faults-not-cured');
    story.on('2026-03-01').do('p', ann, 'reportCured', { text: 'Late, but done.' });
    expect(at('inspection')).toBe('due');
  });
});
