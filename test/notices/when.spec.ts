import { describe, expect, it } from '@jest/globals';
import { sentAt } from '../../src/notices/when.js';

const at = (text: string): number => Date.parse(`${text}:00+05:00`);
const NIGHT = { quietFrom: '21:00', quietTo: '08:00' } as const;

describe('what is told is sent', () => {
  it.each([
    ['at once by day', 'each', '2026-11-23T10:00', '2026-11-23T10:00'],
    ['when the quiet hours end, in the evening', 'each', '2026-11-23T21:00', '2026-11-24T08:00'],
    ['when they end, after midnight', 'each', '2026-11-24T03:15', '2026-11-24T08:00'],
    ['at once when they have ended', 'each', '2026-11-24T08:00', '2026-11-24T08:00'],
    ['the next morning, in one mail', 'daily', '2026-11-23T10:00', '2026-11-24T08:00'],
    ['the same morning, if it is early', 'daily', '2026-11-23T07:59', '2026-11-23T08:00'],
  ] as const)('%s', (_, email, now, expected) => {
    expect(sentAt(at(now), false, { email, ...NIGHT })).toBe(at(expected));
  });

  it('at night too where it is urgent, whatever was chosen', () => {
    expect(sentAt(at('2026-11-24T03:00'), true, { email: 'daily', ...NIGHT })).toBe(at('2026-11-24T03:00'));
  });

  it.each([
    ['', ''],
    ['08:00', '08:00'],
  ])('at any time where quiet hours are from "%s" to "%s"', (quietFrom, quietTo) => {
    expect(sentAt(at('2026-11-24T03:00'), false, { email: 'each', quietFrom, quietTo })).toBe(at('2026-11-24T03:00'));
  });

  it('after a digest that would come in quiet hours', () => {
    const late = { email: 'daily', quietFrom: '22:00', quietTo: '10:30' } as const;
    expect(sentAt(at('2026-11-23T12:00'), false, late)).toBe(at('2026-11-24T10:30'));
  });
});
