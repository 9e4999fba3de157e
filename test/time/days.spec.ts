import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { beginningOf, dateAt, endOf, isDate, monthOf, monthStart } from '../../src/time/days.js';

const instants = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2200, 0, 1) });
const inPakistan = (instant: number) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO('Asia/Karachi');

describe('days of Pakistan', () => {
  it('are those of its time zone', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const zoned = inPakistan(instant);
        const day = zoned.toPlainDate();
        expect(dateAt(instant)).toBe(day.toString());
        expect(beginningOf(day.toString())).toBe(zoned.startOfDay().epochMilliseconds);
        expect(endOf(day.toString())).toBe(zoned.startOfDay().add({ days: 1 }).epochMilliseconds);
        expect(monthOf(instant)).toBe(day.toPlainYearMonth().toString());
        expect(monthStart(monthOf(instant))).toBe(zoned.with({ day: 1 }).startOfDay().epochMilliseconds);
      }),
    );
  });

  it.each(['2027-02-29', '2027-13-01', '2027-00-10', '27-01-01', '2027-1-1', ' 2027-01-01', '2027-01-01T00:00', ''])(
    'are none: %j',
    (text) => {
      expect([isDate(text), beginningOf(text), endOf(text)]).toEqual([false, undefined, undefined]);
    },
  );
});
