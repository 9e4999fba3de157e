import { describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { parse } from 'csv-parse/sync';
import { sheetFile } from '../../src/insight/sheet.js';

const SHEET = {
  head: ['Company', 'Days'],
  rows: [
    ['=HYPERLINK("http://x.test","Bonus")', 3],
    ['+1', -2],
    ['-1', 0],
    ['@SUM(A1)', null],
    ['\tTab, "quoted"\r\nand a line', 0.5],
    ['خانہ & <br> 公司\u0007', 1],
  ],
};

describe('a sheet', () => {
  it('is CSV of which no text is a formula', async () => {
    const text = (await sheetFile(SHEET, 'csv')).toString();
    expect(text.startsWith('\uFEFFCompany,Days\r\n')).toBe(true);
    const rows = parse(text, { bom: true }) as string[][];
    expect(rows.slice(1).map(([company]) => company)).toEqual([
      `'=HYPERLINK("http://x.test","Bonus")`,
      "'+1",
      "'-1",
      "'@SUM(A1)",
      '\'\tTab, "quoted"\r\nand a line',
      'خانہ & <br> 公司 ',
    ]);
    // Numbers stay numbers, those below zero as well.
    expect(rows.slice(1).map(([, days]) => days)).toEqual(['3', '-2', '0', '', '0.5', '1']);
  });

  it('is XLSX of which every text says that it is one', async () => {
    const parts = unzipSync(await sheetFile(SHEET, 'xlsx'));
    const all = Object.entries(parts).map(([name, bytes]) => [name, strFromU8(bytes)] as const);
    const sheet = all.find(([name]) => name.endsWith('sheet1.xml'))?.[1] ?? '';
    expect(sheet).not.toContain('<f>');
    expect(sheet).toContain('<v>-2</v>');
    const texts = all.map(([, text]) => text).join('');
    expect(texts).toContain('=HYPERLINK(');
    expect(texts).toContain('خانہ &amp; &lt;br&gt; 公司');
    expect(texts).not.toContain('\u0007');
  });
});
