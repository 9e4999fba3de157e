import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { loadSettings } from '../../src/settings/index.js';
import { offsetMistake } from '../../src/settings/offset.js';
import { folderWith, messagesOf, type Mistake, mistakes, problemsOf, spoilt, told } from '../ruleset/sample.js';
import { file } from './fixtures.js';

const SOUND = {
  'agencies.yaml': `agencies:
  - type: sifc
    title: Desk
    level: federal
    calendar: federal
    instances: [{ id: sifc, title: Desk }]
  - type: epa
    title: Environment
    level: provincial
    calendar: federal
    instances:
      - { id: epa-punjab, province: punjab, title: Punjab }
      - { id: epa-sindh, province: sindh, title: Sindh }
posts:
  agency: [{ id: officer, title: Officer, roles: [officer] }]
  service: [{ id: auditor, title: Auditor, roles: [auditor], alone: true }]
routing: claim
`,
  'calendars.yaml': `calendars:
  - id: federal
    title: Federal
    timezone: Asia/Karachi
    weeks:
      - { from: '2022-06-08', to: null, days: [Mon, Tue], hours: { default: ['08:00', '16:00'] }, source: a, confidence: b }
    closures:
      - { date: '2025-02-05', name: Day, kind: national, closes: true, source: a, confidence: b }
`,
  'ladders.yaml': `desk: sifc
ladders:
  officer:
    - { at: T-25%, title: Reminder, to: [{ role: officer, agency: case }], source: a }
    - { at: T+5 working days, title: Desk, to: [{ role: officer, agency: sifc }], source: a }
  manager: []
  member: []
  investor: []
vacancy:
  - { at: V+5 working days, title: Desk, to: [{ role: manager, agency: case }], source: a }
`,
};

const AGENCIES = mistakes(`
a level nobody knows | level: federal => level: national | 4:12 | expected one of federal, provincial, zone (found "national")
an unknown key | calendar: federal => calender: federal | 5:5 | expected one of the keys type, title, level, calendar, role, posts, routing, instances (found the key "calender")
no office at all | [{ id: sifc, title: Desk }] => [] | 6:16 | expected at least 1 of them (found an empty list)
two offices without provinces | [{ id: sifc, title: Desk }] => [{ id: sifc, title: Desk }, { id: sifc2, title: Desk }] | 6:44 | expected one instance for all zones of an agency of the level federal (found 2)
two offices for one zone | [{ id: sifc, title: Desk }] => [{ id: sifc, title: Desk }, { id: a, zone: x, title: A }, { id: b, zone: x, title: B }] | 6:89 | expected each name once (found "x" again)
a type with a calendar nobody knows | calendar: federal => calendar: moon | 5:15 | expected one of the calendars federal (found "moon")
an office with a calendar nobody knows | title: Sindh } => title: Sindh, calendar: moon } | 13:67 | expected one of the calendars federal (found "moon")
an id given twice | id: epa-sindh => id: epa-punjab | 13:15 | expected each name once (found "epa-punjab" again)
a province with two offices | province: sindh => province: punjab | 13:36 | expected each name once (found "punjab" again)
a post given twice | roles: [officer] }] => roles: [officer] }, { id: officer, title: B, roles: [manager] }] | 15:69 | expected each name once (found "officer" again)
a post without power | roles: [officer] => roles: [] | 15:50 | expected at least 1 of them (found an empty list)
a post with the power of no agency | roles: [officer] => roles: [auditor] | 15:51 | expected one of officer, manager, member (found "auditor")
an office without a province | province: sindh, => | 13:9 | expected the key "province" in a provincial agency (found none in epa-sindh)
`);

const CALENDARS = mistakes(`
no federal calendar | id: federal => id: lunar | 2:3 | expected a calendar "federal", which holds where none is named (found none)
a time that is none | '08:00' => '8 am' | 6:78 | expected a time of day such as 08:00, in quotes (found "8 am")
offices that close before they open | '16:00' => '07:00' | 2:5 | expected a sound calendar (found: Calendar federal:
a date that is none | '2025-02-05' => '2025-02-30' | 8:17 | expected a date such as 2026-03-20 (found "2025-02-30")
text for truth | closes: true => closes: perhaps | 8:66 | expected true or false (found "perhaps")
`);

const LADDERS = mistakes(`
a desk nobody knows | desk: sifc => desk: nasa | 1:7 | expected an agency of agencies.yaml (found "nasa")
a type of agency for an office | agency: sifc } => agency: epa } | 5:74 | expected an agency of agencies.yaml (found "epa")
more than the whole time | at: T-25% => at: T-250% | 4:13 | expected a part between 1% and 100% (found "T-250%")
a length of no known unit | T+5 working days => T+5 moons | 5:13 | expected T-25%, T or T+5 working days: Length '5 moons'
an offset that is none | at: T-25% => at: breach | 4:13 | expected T-25%, T or T+5 working days (found "breach")
an idle rung counted from the due date | at: T+5 working days, => at: T, idle: T+5 days, | 5:22 | expected O+10 working days (found "T+5 days")
a gap in the idle rungs | at: T+5 working days, => at: T, idle: O+5 days, | 5:22 | expected no "idle" above a rung that has none (found one)
an investor in an office | { role: officer, agency: case } => { role: investor, agency: case } | 4:42 | expected the investor as owner, or a post of an agency (found investor of case)
a role nobody knows | { role: officer, agency: case } => { role: king, agency: case } | 4:50 | expected one of officer, manager, member, investor (found "king")
a vacancy counted from the due date | at: V+5 working days => at: T+5 working days | 10:11 | expected V or V+5 working days (found "T+5 working days")
a part of a vacancy | at: V+5 working days => at: V-25% | 10:11 | expected V or V+5 working days (found "V-25%")
a vacancy told to an office nobody knows | manager, agency: case => manager, agency: nasa | 10:72 | expected an agency of agencies.yaml (found "nasa")
a role without a ladder | ⏎  manager: [] => | 3:3 | expected the key "manager" (found only officer, member, investor)
`);

function expectTold(name: keyof typeof SOUND, { change, place, message }: Mistake): void {
  const folder = folderWith({ ...SOUND, [name]: spoilt(SOUND[name], change) });
  const messages = messagesOf(() => loadSettings(folder)).map((found) => found.replace(join(folder, '/'), ''));
  expect(told(messages, `${name}:${place}`, message)).toEqual(expect.any(String));
}

describe('settings with a mistake', () => {
  it('are not what these are', () => {
    expect(loadSettings(folderWith(SOUND)).agencyFor('epa', 'sindh')).toBe('epa-sindh');
  });

  it.each(AGENCIES)('in the agencies: $what', (mistake) => expectTold('agencies.yaml', mistake));
  it.each(CALENDARS)('in the calendars: $what', (mistake) => expectTold('calendars.yaml', mistake));
  it.each(LADDERS)('in the ladders: $what', (mistake) => expectTold('ladders.yaml', mistake));

  it('are told of all files at once, a missing one too', () => {
    const folder = folderWith({
      'ladders.yaml': spoilt(SOUND['ladders.yaml'], ['desk: sifc', 'desk: 5']),
      'calendars.yaml': file('calendars.yaml'),
    });
    expect(problemsOf(() => loadSettings(folder)).map(({ file: where, message }) => [where, message])).toEqual([
      [join(folder, 'agencies.yaml'), 'expected a file to read (found ENOENT)'],
      [join(folder, 'ladders.yaml'), 'expected text (found the number 5; put it in quotes)'],
    ]);
  });
});

describe('an offset', () => {
  it.each(['T', 'T-25%', 'T-100%', 'T+5 working days', 'T+90 seconds'])('from the due date may be %s', (text) => {
    expect(offsetMistake(text, 'T')).toBeNull();
  });

  it.each(['', 't', 'T+', 'T-', 'T-0%', 'T-25', 'T-5 days', 'O+5 days', 'T 5 days', 'T+-5 days'])(
    'from the due date may not be "%s"',
    (text) => {
      expect(offsetMistake(text, 'T')).toEqual(expect.any(String));
    },
  );

  it.each(['O', 'T', 'O-25%', 'O+soon'])('from the opening may not be "%s"', (text) => {
    expect(offsetMistake(text, 'O')).toEqual(expect.any(String));
  });
});
