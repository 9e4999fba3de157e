import { describe, expect, it } from '@jest/globals';
import { Rejection } from '../../src/engine/index.js';
import { DaySettings, powersOf, withCalendar } from '../../src/settings/index.js';
import { withProvinces } from '../../src/settings/provincial.js';
import { day } from './fixtures.js';

const PROVINCES = ['punjab', 'sindh', 'kp', 'balochistan', 'ict', 'gb'];
const PROVINCIAL = ['bca', 'boiler', 'cim', 'ei', 'epa', 'essi', 'fire', 'lab', 'loa', 'mmd', 'pfa', 'sr', 'wasa'];

describe('the agencies', () => {
  it('are of 31 types, 13 of them with an office in each province', () => {
    expect(day.agencyTypes.size).toBe(31);
    expect(day.agencies).toHaveLength(18 + 13 * 6 + 1);
  });

  it.each(PROVINCIAL)('%s has its instance for each province', (type) => {
    expect(PROVINCES.map((province) => day.agencyFor(type, province))).toEqual(
      PROVINCES.map((province) => `${type}-${province}`),
    );
  });

  it.each(['sifc', 'secp', 'fbr', 'sezc', 'disco', 'zone'])('%s has one for all', (type) => {
    expect(day.agencyFor(type, 'punjab')).toBe(type);
    expect(day.agencyFor(type, undefined)).toBe(type);
    expect(day.agencyFor(type, 'atlantis')).toBe(type);
  });

  it('of a zone that is known by name is its own, and of another the one for all', () => {
    expect(day.agencyFor('zone', 'sindh', 'karachi-industrial-park')).toBe('zone-karachi-industrial-park');
    expect(day.agencyFor('zone', 'sindh', 'another-park')).toBe('zone');
    expect(day.agencyFor('epa', 'sindh', 'karachi-industrial-park')).toBe('epa-sindh');
  });

  it('have an office in every province, or one for all', () => {
    expect([...day.agencyTypes].flatMap((type) => day.provincesWithout(type))).toEqual([]);
    const agencies = day.source.agencies.map((agency) =>
      agency.type === 'epa'
        ? { ...agency, instances: agency.instances.filter(({ province }) => province !== 'gb') }
        : agency,
    );
    expect(new DaySettings({ ...day.source, agencies }).provincesWithout('epa')).toEqual(['gb']);
  });

  it('may be named by the id of an instance', () => {
    expect(day.agencyFor('epa-sindh', 'punjab')).toBe('epa-sindh');
  });

  it.each([
    [
      'epa',
      'atlantis',
      'the agency epa has no office for "atlantis"; expected one of punjab, sindh, kp, balochistan, ict, gb',
    ],
    ['epa', undefined, 'the agency epa has no office for ""'],
    ['nasa', 'punjab', 'there is no agency "nasa"'],
  ])('refuse %s in %s', (type, province, message) => {
    expect(() => day.agencyFor(type, province)).toThrow(Rejection);
    expect(() => day.agencyFor(type, province)).toThrow(message);
  });
});

describe('the calendar', () => {
  it.each(['epa-ict', 'sifc', 'secp', null, 'court', 'nobody'])('of %s is the federal one', (agency) => {
    expect(day.calendarOf(agency).id).toBe('federal');
  });

  it('of an office of a province is that of the province, with the weeks and days of the federal one until it says otherwise', () => {
    const [federal, sindh] = [day.calendarOf(null), day.calendarOf('epa-sindh')];
    expect([sindh.id, day.calendarOf('bca-gb').id, day.calendarOf('epa-kp').id]).toEqual(['sindh', 'gb', 'kp']);
    const { closures, weeks } = day.source.calendars.find(({ id }) => id === 'federal') ?? {};
    for (const { provincial, ...one } of day.source.calendars.filter((calendar) => calendar.provincial)) {
      expect([one.closures, one.weeks]).toEqual([closures, weeks]);
      expect(provincial?.confirmed).toBe(false);
    }
    for (let at = Date.UTC(2025, 0, 1); at < Date.UTC(2028, 0, 1); at += 86_400_000) {
      const date = new Date(at).toISOString().slice(0, 10);
      expect([date, sindh.isOpenDay(date)]).toEqual([date, federal.isOpenDay(date)]);
    }
  });

  it('of a province says otherwise of a day by its own list', () => {
    const [federal] = day.source.calendars;
    if (!federal) throw new Error('no calendar');
    const own = { kind: 'provincial', source: 'test', confidence: 'sourced' };
    const closures = [
      { ...own, date: '2026-12-15', name: 'Day of the province', closes: true },
      { ...own, date: '2026-12-25', name: 'No holiday here', closes: false },
    ];
    const said = {
      id: 'sindh',
      title: 'Sindh',
      extends: 'federal',
      province: 'sindh',
      confirmed: true,
      source: 'test',
    };
    const calendars = withProvinces([federal], [{ ...said, closures }]);
    const other = new DaySettings({ ...day.source, calendars });
    const open = (agency: string): boolean[] =>
      ['2026-12-15', '2026-12-24'].map((date) => other.calendarOf(agency).isOpenDay(date));
    expect([open('epa-sindh'), open('epa-punjab')]).toEqual([
      [false, true],
      [true, true],
    ]);
    expect(calendars[1]?.closures.filter(({ date }) => date === '2026-12-25')).toEqual([closures[1]]);
  });

  it('can be replaced: the settings of another day, the old ones as they were', () => {
    const [federal] = day.source.calendars;
    if (!federal) throw new Error('no calendar');
    const closure = {
      date: '2026-12-14',
      name: 'Flood',
      kind: 'national',
      closes: true,
      source: 'test',
      confidence: 'sourced',
    };
    const other = withCalendar(day, { ...federal, closures: [...federal.closures, closure] });
    expect(other.calendarOf('secp').isOpenDay('2026-12-14')).toBe(false);
    expect(day.calendarOf('secp').isOpenDay('2026-12-14')).toBe(true);
    expect(other.agencyFor('epa', 'kp')).toBe('epa-kp');
  });

  it('can be added, and then kept by an agency', () => {
    const [federal] = day.source.calendars;
    if (!federal) throw new Error('no calendar');
    expect(withCalendar(day, { ...federal, id: 'court' }).source.calendars.map(({ id }) => id)).toEqual([
      ...day.source.calendars.map(({ id }) => id),
      'court',
    ]);
  });
});

describe('the posts', () => {
  const named = {
    id: 'officer',
    title: 'Officer, north',
    roles: ['officer'],
    within: { zones: ['rashakai'] },
  } as const;
  const director = { id: 'director', title: 'Director', roles: ['officer', 'manager'] } as const;

  it('of every agency are an officer and a manager, of the lead agency members too; two belong to none', () => {
    const count = day.agencies.length;
    expect(day.offices.size).toBe(2 * count + 1 + 2);
    expect(day.offices.get('officer.epa-punjab')).toMatchObject({ name: 'officer', agency: 'epa-punjab' });
    expect(day.offices.get('member.sifc')).toMatchObject({ roles: ['member'], personal: true });
    expect(day.offices.get('auditor')).toMatchObject({ agency: null, alone: true });
  });

  it('of an instance take the place of those of its type, and these of those of every agency', () => {
    const agencies = day.source.agencies.map((type) =>
      type.type === 'epa'
        ? { ...type, posts: [director], instances: type.instances.map((one) => ({ ...one, posts: [named] })) }
        : type,
    );
    const { offices } = new DaySettings({ ...day.source, agencies });
    expect([...offices.keys()].filter((id) => id.endsWith('.epa-kp'))).toEqual([
      'officer.epa-kp',
      'manager.epa-kp',
      'director.epa-kp',
    ]);
    const [officer, head] = ['officer.epa-kp', 'director.epa-kp'].map((id) => offices.get(id));
    if (!officer || !head) throw new Error('an office is missing');
    expect(powersOf(officer)).toEqual([{ role: 'officer', agency: 'epa-kp', within: { zones: ['rashakai'] } }]);
    expect(powersOf(head)).toEqual([
      { role: 'officer', agency: 'epa-kp', office: 'director' },
      { role: 'manager', agency: 'epa-kp', office: 'director' },
    ]);
  });
});
