import { describe, expect, it } from '@jest/globals';
import { interestIn, isWithin, placeIn, type Interest } from '../../src/engine/index.js';

describe('the place of a case', () => {
  it.each([
    ['nothing', {}, { provinces: null, zones: null, sectors: null }],
    ['no object', 'x', { provinces: null, zones: null, sectors: null }],
    ['facts', { province: 'kp', zoneName: 'rashakai' }, { provinces: ['kp'], zones: ['rashakai'], sectors: null }],
    ['no zone', { zoneName: '' }, { provinces: null, zones: [], sectors: null }],
    [
      'an application',
      { application: { sector: 'mining' }, province: 'kp' },
      { provinces: null, zones: null, sectors: ['mining'] },
    ],
    [
      'sites, which say what differs there',
      {
        application: {
          province: 'kp',
          sector: 'mining',
          sites: { a: {}, b: { province: 'sindh' }, c: { sector: 'other' } },
        },
      },
      { provinces: ['kp', 'sindh'], zones: null, sectors: ['mining', 'other'] },
    ],
  ])('is found in %s', (_, data, place) => {
    expect(placeIn(data)).toEqual(place);
  });

  const place = placeIn({ province: 'kp', zoneName: '', sites: { a: { zoneName: 'rashakai' }, b: {} } });
  it.each([
    [undefined, true],
    [{}, true],
    [{ provinces: ['kp', 'gb'] }, true],
    [{ provinces: ['gb'] }, false],
    [{ zones: ['rashakai'] }, true],
    [{ zones: ['kip'] }, false],
    [{ zones: [] }, false],
    [{ provinces: ['kp'], zones: ['kip'] }, false],
    // The case does not say: its agency alone bounds.
    [{ sectors: ['mining'] }, true],
  ])('lies within %j: %s', (jurisdiction, within) => {
    expect(isWithin(jurisdiction, place)).toBe(within);
  });
});

describe('an interest', () => {
  const context = { application: { company: 'Ravi  Textiles (Pvt) Ltd' }, approval: { id: 'building-plan' } };
  const state = { id: 'c', root: 'r', owner: 'ann', snapshot: { context } };
  it.each<[Interest['about'], string, boolean]>([
    ['case', 'c', true],
    ['case', 'r', true],
    ['case', 'x', false],
    ['company', 'ravi textiles (PVT) ltd', true],
    ['company', 'ann', true],
    ['company', '', false],
    ['approval', 'building-plan', true],
    ['approval', 'fire-safety', false],
  ])('in the %s "%s" touches the case: %s', (about, of, touches) => {
    expect(interestIn([{ about, of, nature: 'family' }], state) !== null).toBe(touches);
  });

  it('in a company that has no name touches nothing', () => {
    const nameless = { ...state, snapshot: { context: {} } };
    expect(interestIn([{ about: 'company', of: '  ', nature: 'family' }], nameless)).toBeNull();
  });
});
