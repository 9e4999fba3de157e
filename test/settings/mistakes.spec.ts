import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { loadSettings } from '../../src/settings/index.js';
import { offsetMistake } from '../../src/settings/offset.js';
import { folderWith, problemsOf, spoilt } from '../ruleset/sample.js';
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
`,
};

type Name = keyof typeof SOUND;

const MISTAKES: readonly (readonly [Name, string, string, string, string])[] = [
  [
    'agencies.yaml',
    'level: federal',
    'level: national',
    '4:12',
    'expected one of federal, provincial, zone (found "national")',
  ],
  [
    'agencies.yaml',
    'title: Desk\n',
    'titel: Desk\n',
    '3:5',
    'expected one of the keys type, title, level, calendar, role, instances (found the key "titel")',
  ],
  ['agencies.yaml', '[{ id: sifc, title: Desk }]', '[]', '6:16', 'expected at least 1 of them (found an empty list)'],
  [
    'agencies.yaml',
    '[{ id: sifc, title: Desk }]',
    '[{ id: sifc, title: Desk }, { id: sifc2, title: Desk }]',
    '6:44',
    'expected one instance of an agency of the level federal (found 2)',
  ],
  [
    'agencies.yaml',
    'calendar: federal',
    'calendar: moon',
    '5:15',
    'expected one of the calendars federal (found "moon")',
  ],
  [
    'agencies.yaml',
    'title: Sindh }',
    'title: Sindh, calendar: moon }',
    '13:67',
    'expected one of the calendars federal (found "moon")',
  ],
  ['agencies.yaml', 'id: epa-sindh', 'id: epa-punjab', '13:15', 'expected each name once (found "epa-punjab" again)'],
  ['agencies.yaml', 'province: sindh', 'province: punjab', '13:36', 'expected each name once (found "punjab" again)'],
  [
    'agencies.yaml',
    'province: sindh, ',
    '',
    '13:9',
    'expected the key "province" in a provincial agency (found none in epa-sindh)',
  ],
  [
    'calendars.yaml',
    'id: federal',
    'id: lunar',
    '2:3',
    'expected a calendar "federal", which holds where none is named (found none)',
  ],
  ['calendars.yaml', "'08:00'", "'8 am'", '6:78', 'expected a time of day such as 08:00, in quotes (found "8 am")'],
  ['calendars.yaml', "'16:00'", "'07:00'", '2:5', 'expected a sound calendar (found: Calendar federal:'],
  ['calendars.yaml', "'2025-02-05'", "'2025-02-30'", '8:17', 'expected a date such as 2026-03-20 (found "2025-02-30")'],
  ['calendars.yaml', 'closes: true', 'closes: perhaps', '8:66', 'expected true or false (found "perhaps")'],
  ['ladders.yaml', 'desk: sifc', 'desk: nasa', '1:7', 'expected an agency of agencies.yaml (found "nasa")'],
  ['ladders.yaml', 'agency: sifc }', 'agency: epa }', '5:74', 'expected an agency of agencies.yaml (found "epa")'],
  ['ladders.yaml', 'at: T-25%', 'at: T-250%', '4:13', 'expected a part between 1% and 100% (found "T-250%")'],
  ['ladders.yaml', 'T+5 working days', 'T+5 moons', '5:13', "expected T-25%, T or T+5 working days: Length '5 moons'"],
  ['ladders.yaml', 'at: T-25%', 'at: breach', '4:13', 'expected T-25%, T or T+5 working days (found "breach")'],
  [
    'ladders.yaml',
    'at: T+5 working days,',
    'at: T, idle: T+5 days,',
    '5:22',
    'expected O+10 working days (found "T+5 days")',
  ],
  [
    'ladders.yaml',
    'at: T+5 working days,',
    'at: T, idle: O+5 days,',
    '5:22',
    'expected no "idle" above a rung that has none (found one)',
  ],
  [
    'ladders.yaml',
    '{ role: officer, agency: case }',
    '{ role: investor, agency: case }',
    '4:42',
    'expected the investor as owner, or a post of an agency (found investor of case)',
  ],
  [
    'ladders.yaml',
    '{ role: officer, agency: case }',
    '{ role: king, agency: case }',
    '4:50',
    'expected one of officer, manager, member, investor (found "king")',
  ],
  ['ladders.yaml', '  manager: []\n', '', '3:3', 'expected the key "manager" (found only officer, member, investor)'],
];

describe('settings with a mistake', () => {
  it('are not what these are', () => {
    expect(loadSettings(folderWith(SOUND)).agencyFor('epa', 'sindh')).toBe('epa-sindh');
  });

  it.each(MISTAKES)('%s: "%s" turned into "%s"', (name, part, other, place, message) => {
    const folder = folderWith({ ...SOUND, [name]: spoilt(SOUND[name], [part, other]) });
    const messages = problemsOf(() => loadSettings(folder)).map(
      ({ file: where, line, column, message: told }) => `${where}:${line}:${column}: ${told}`,
    );
    expect(
      messages.find((found) => found.startsWith(`${join(folder, name)}:${place}: `) && found.includes(message)) ??
        messages,
    ).toEqual(expect.any(String));
  });

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
