import { describe, expect, it } from '@jest/globals';
import { readLog } from '../../src/replay/receipt-log.js';
import { CHECK, csv, RECEIPT } from './logs.js';

const GOOD = csv([
  {
    name: 'case-1',
    start: '2011-03-01T10:00:00.000+01:00',
    deadline: '2011-04-26T10:00:00.000+02:00',
    steps: [
      ['2011-03-01T11:00:00.000+01:00', RECEIPT],
      ['2011-03-02T11:00:00.000+01:00', CHECK],
    ],
  },
]).toString();

const reading = (text: string | Uint8Array) => () => readLog('log.csv', Buffer.from(text));

describe('reading a log', () => {
  it('takes instants with the offset they were written with', () => {
    const log = reading(GOOD)();
    expect(log.cases).toHaveLength(1);
    expect(log.cases[0]).toMatchObject({
      name: 'case-1',
      line: 2,
      end: null,
      start: { offset: '+01:00' },
      deadline: { offset: '+02:00' },
    });
    expect(log.cases[0]?.steps.map(({ line, activity }) => [line, activity])).toEqual([
      [2, RECEIPT],
      [3, CHECK],
    ]);
    expect(log.lastStep).toBe(Date.UTC(2011, 2, 2, 10));
  });

  it('takes a byte order mark, quoted cells, other line ends and further columns', () => {
    const lines = GOOD.trimEnd().split('\n');
    const dressed = lines.map((line, index) =>
      index === 0 ? `${line},more` : `${line.replace('General', '"Gen, ""eral"""')},x`,
    );
    const log = reading(`\uFEFF${dressed.join('\r\n')}\r\n`)();
    expect(log.cases[0]).toMatchObject({ department: 'Gen, "eral"', steps: [{ line: 2 }, { line: 3 }] });
  });

  it.each([
    ['nothing', '', 'log.csv:1: expected the columns case:concept:name,'],
    ['no event', GOOD.slice(0, GOOD.indexOf('\n') + 1), 'log.csv:2: expected at least one event'],
    ['another table', 'a,b\n1,2\n', 'log.csv:1: expected the columns case:concept:name,'],
    ['a missing column', GOOD.replace('org:group', 'group'), 'log.csv:1: expected the columns org:group as well'],
    ['a short line', GOOD.replace(',General', ''), 'log.csv:2: expected 13 columns as in the first line, found 12'],
    ['an open quote', GOOD.replace('General', '"General'), 'log.csv:3: expected CSV (RFC 4180)'],
    [
      'a day there is not',
      GOOD.replace('2011-03-02T', '2011-02-31T'),
      'log.csv:3: time:timestamp: expected an instant with its offset',
    ],
    [
      'an instant without offset',
      GOOD.replace('T11:00:00.000+01:00', 'T11:00:00.000'),
      'such as 2011-10-11T13:42:22.688+02:00, found "2011-03-01T11:00:00.000"',
    ],
    [
      'no deadline',
      GOOD.replaceAll('2011-04-26T10:00:00.000+02:00', ''),
      'log.csv:2: case:deadline: expected an instant',
    ],
    ['no activity', GOOD.replace(RECEIPT, ''), 'log.csv:2: concept:name: expected a text, found nothing'],
    [
      'a case with two deadlines',
      GOOD.replace('2011-04-26', '2011-04-27'),
      'log.csv:3: case:deadline: expected "2011-04-27T10:00:00.000+02:00" as on line 2 of the same case',
    ],
    ['a NUL', GOOD.replace(CHECK, 'T02\0'), 'log.csv:3: expected text, found a NUL character'],
    ['another encoding', Uint8Array.of(0xff, 0xfe, 0x41), 'log.csv:1: expected text in UTF-8'],
  ])('refuses %s by file and line', (_, text, message) => {
    expect(reading(text)).toThrow(message);
  });
});
