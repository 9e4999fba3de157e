import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatLength, LengthError, parseLength } from '../../../src/engine/calendar/index.js';
import { lengths } from './arbitraries.js';

describe('parseLength', () => {
  it.each([
    ['30 days', { count: 30, unit: 'days' }],
    ['1 day', { count: 1, unit: 'days' }],
    ['10 working days', { count: 10, unit: 'working days' }],
    ['1 working day', { count: 1, unit: 'working days' }],
    ['4 months', { count: 4, unit: 'months' }],
    ['4 working hours', { count: 4, unit: 'working hours' }],
    ['90 seconds', { count: 90, unit: 'seconds' }],
    ['100 years', { count: 100, unit: 'years' }],
    ['0 days', { count: 0, unit: 'days' }],
  ])('reads %s', (text, length) => {
    expect(parseLength(text)).toEqual(length);
  });

  it.each([
    '',
    '30',
    'days',
    '-1 days',
    '1.5 days',
    '1,5 days',
    '1e3 days',
    '007 days',
    '30  days',
    ' 30 days',
    '30days',
  ])('says what it expected instead of %p', (text) => {
    expect(() => parseLength(text)).toThrow(LengthError);
    expect(() => parseLength(text)).toThrow('expected a whole number, a space and a unit');
  });

  it('lists the units where it knows none of that name', () => {
    expect(() => parseLength('3 fortnights')).toThrow(/'fortnights' is no unit; expected .*working days/);
    expect(() => parseLength('3 constructor')).toThrow(LengthError);
  });

  it.each(['101 years', '36526 days', '5001 working days', '99999999999999999999 seconds'])(
    'refuses %s as absurd',
    (text) => {
      expect(() => parseLength(text)).toThrow(/expected at most/);
    },
  );

  it('reads back what formatLength writes', () => {
    fc.assert(fc.property(lengths(), (length) => expect(parseLength(formatLength(length))).toEqual(length)));
  });

  it('is written in the singular for one', () => {
    expect(formatLength({ count: 1, unit: 'working days' })).toBe('1 working day');
    expect(formatLength({ count: 2, unit: 'working days' })).toBe('2 working days');
  });
});
