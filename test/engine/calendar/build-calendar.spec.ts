import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildCalendar, CalendarError, type CalendarSource } from '../../../src/engine/calendar/index.js';
import { dates, sources } from './arbitraries.js';
import { closure, federal, office, settings, week } from './fixtures.js';
import { isOpenDate } from './oracle.js';

const told = { source: 'test', confidence: 'sourced' };

describe('the calendars in the settings', () => {
  it.each(settings.calendars)('are sound: $id', (source) => {
    expect(buildCalendar(source).id).toBe(source.id);
  });

  it.each([
    ['2022-05-14', true, 'a Saturday of the six-day week'],
    ['2022-06-11', false, 'a Saturday of the five-day week'],
    ['2025-12-12', true, 'a Friday of the five-day week'],
    ['2026-03-09', true, 'the last day before the four-day week'],
    ['2026-03-13', false, 'a Friday of the four-day week'],
    ['2025-03-31', false, 'Eid-ul-Fitr'],
    ['2025-04-03', true, 'the day after Eid'],
    ['2026-03-23', false, 'Pakistan Day'],
    ['2026-01-01', true, 'a bank holiday, on which offices work'],
    ['2025-12-26', true, 'a day for one community'],
    ['2027-05-17', false, 'Eid-ul-Azha as predicted'],
  ])('%s open: %s (%s)', (date, open) => {
    expect(federal.isOpenDay(date)).toBe(open);
  });

  it('know nothing before their first week, and say so', () => {
    expect(() => federal.isOpenDay('2022-04-11')).toThrow(CalendarError);
    expect(() => federal.isOpenDay('2022-04-11')).toThrow('Calendar federal: no working week is known for 2022-04-11');
  });
});

describe('a calendar', () => {
  it('agrees with the settings read by hand on every date', () => {
    fc.assert(
      fc.property(sources, dates, (source, date) => {
        expect(buildCalendar(source).isOpenDay(date)).toBe(isOpenDate(source, date));
      }),
    );
  });

  it('has no answer for a gap between weeks or after the last', () => {
    const calendar = buildCalendar(
      office({ weeks: [week({ to: '2026-01-31' }), week({ from: '2026-02-10', to: '2026-12-31' })] }),
    );
    expect(() => calendar.isOpenDay('2026-02-01')).toThrow(/office: no working week is known for 2026-02-01/);
    expect(() => calendar.isOpenDay('2027-01-01')).toThrow(CalendarError);
    expect(calendar.isOpenDay('2026-12-31')).toBe(true);
  });

  it('refuses what is no date', () => {
    expect(() => federal.isOpenDay('2026-02-30')).toThrow("'2026-02-30' is no date");
    expect(() => federal.isOpenDay('5 March')).toThrow(CalendarError);
  });

  it('opens on a day that is closed by one entry only where no other closes it', () => {
    const withdrawn = { ...closure('2026-05-01', false), name: 'Withdrawn' };
    expect(buildCalendar(office({ closures: [withdrawn] })).isOpenDay('2026-05-01')).toBe(true);
    expect(buildCalendar(office({ closures: [closure('2026-05-01'), withdrawn] })).isOpenDay('2026-05-01')).toBe(false);
  });

  it('works to midnight and in Friday-Saturday weekends', () => {
    const port = buildCalendar(
      office({
        weeks: [
          week({ days: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu'], hours: { default: ['00:00', '24:00'] }, breaks: {} }),
        ],
      }),
    );
    expect(port.isOpenDay('2026-03-06')).toBe(false);
    expect(port.isOpenDay('2026-03-08')).toBe(true);
  });
});

describe('buildCalendar names what is wrong', () => {
  const season = { from: '2026-02-18', to: '2026-03-19', hours: { default: ['09:00', '15:00'] }, ...told } as const;
  const wrong: [string, Partial<CalendarSource>, string][] = [
    ['no weeks', { weeks: [] }, 'Calendar office: has no weeks'],
    ['a time zone nobody knows', { timezone: 'Asia/Nowhere' }, "Calendar office: 'Asia/Nowhere' is no IANA time zone"],
    [
      'overlapping weeks',
      { weeks: [week({ from: '2026-03-10' }), week({ to: '2026-03-10' })] },
      'the weeks from 2020-01-01 and from 2026-03-10 overlap',
    ],
    ['an open end before another week', { weeks: [week(), week({ from: '2026-03-10' })] }, 'overlap'],
    [
      'overlapping seasons',
      { seasons: [season, { ...season, from: '2026-03-19', to: '2026-04-01' }] },
      'the seasons from',
    ],
    ['a week that ends first', { weeks: [week({ to: '2019-12-31' })] }, 'ends on 2019-12-31, before it begins'],
    ['a bad date', { weeks: [week({ from: '2026-3-1' })] }, "'2026-3-1' is no date"],
    ['no working days', { weeks: [week({ days: [] })] }, 'week from 2020-01-01: expected one working day or more'],
    ['a day twice', { weeks: [week({ days: ['Mon', 'Mon'] })] }, 'each once'],
    [
      'a bad time',
      { weeks: [week({ hours: { default: ['8:00', '16:00'] } })] },
      "hours of Mon: '8:00' is no time of day",
    ],
    [
      'minutes past the day',
      { weeks: [week({ hours: { default: ['08:00', '24:01'] } })] },
      "'24:01' is no time of day",
    ],
    ['hours that end first', { weeks: [week({ hours: { default: ['16:00', '08:00'] } })] }, 'got 16:00 to 08:00'],
    ['a day without hours', { weeks: [week({ hours: { Mon: ['08:00', '16:00'] } })] }, 'no hours for Tue'],
    [
      'a break outside its own day',
      { weeks: [week({ breaks: { Fri: ['07:00', '07:30'] } })] },
      'the break of Fri (07:00 to 07:30) is not within its hours',
    ],
    ['a break all day', { weeks: [week({ breaks: { default: ['07:00', '17:00'] } })] }, 'leaves no office time'],
    [
      'a season without a day worked',
      { seasons: [{ ...season, hours: { Mon: ['09:00', '15:00'] } }] },
      'no hours for Tue',
    ],
    [
      'a closure listed twice',
      { closures: [closure('2026-05-01'), closure('2026-05-01')] },
      '2026-05-01 is listed twice',
    ],
    ['a closure on no date', { closures: [closure('2026-02-29')] }, "'2026-02-29' is no date"],
  ];
  it.each(wrong)('%s', (_, changes, message) => {
    expect(() => buildCalendar(office(changes))).toThrow(CalendarError);
    expect(() => buildCalendar(office(changes))).toThrow(message);
  });

  it('a day that is none', () => {
    const source = office({ weeks: [week({ days: JSON.parse('["Mon", "Montag"]') })] });
    expect(() => buildCalendar(source)).toThrow("'Montag' is no weekday");
  });
});
