import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { main } from '../../src/ruleset/cli.js';
import { folderWith, SAMPLE } from './sample.js';
import { pakistan } from './pakistan.js';

function printed(...args: string[]): { code: number; lines: string[] } {
  let said = '';
  const code = main(['table', ...args], (text) => (said += text));
  return { code, lines: said.split('\n') };
}

/** The cells of the row in whose first cell a name stands. */
function rowOf(lines: readonly string[], name: string): string[] {
  const row = lines.find((line) => line.startsWith('|') && line.split('|')[1]?.includes(name));
  return (row ?? '').split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, ''));
}

describe('the table of approvals', () => {
  it('is the page that is committed', () => {
    const { code, lines } = printed('pk-2026-11', 'config/rulesets');
    expect([code, lines.join('\n')]).toEqual([0, readFileSync('docs/approvals.md', 'utf8')]);
  });

  it('has a row for each approval and each variant, and in each the same columns', () => {
    const { lines } = printed('pk-2026-11', 'config/rulesets');
    const sight = lines.findIndex((line) => line.startsWith('## What each agency sees'));
    expect(lines.slice(sight).filter((line) => line.startsWith('| `'))).toHaveLength(pakistan.approvals.length);
    const rows = lines.slice(0, sight).filter((line) => line.startsWith('| '));
    const bold = rows.filter((line) => line.startsWith('| **'));
    expect(bold).toHaveLength(5);
    expect(rows.length - bold.length - 2).toBe(pakistan.layers.length);
    expect(new Set(rows.map((line) => line.split(' | ').length))).toEqual(new Set([8]));
    for (const { id } of pakistan.approvals)
      expect(rows.filter((line) => line.includes(`(\`${id}\`)`))).toHaveLength(1);
  });

  it('tells limit from target, and what a variant states itself', () => {
    const { lines } = printed('sample', folderWith({ 'sample.yaml': SAMPLE }));
    expect(rowOf(lines, '`company`')).toEqual([
      'Company (`company`)',
      'secp',
      'registration, project',
      '**20 working days** target: planning',
      '',
      'means nothing',
      'on challan: amount unverified',
      'a page; partly-sourced',
    ]);
    expect(rowOf(lines, '`examination`').slice(3, 6)).toEqual([
      '**45 days** limit ✓: a page',
      'deemed **4 months** limit ✓',
      'granted after 4 months from a complete filing',
    ]);
    expect(rowOf(lines, '`punjab`').slice(3)).toEqual(['**30 days** limit ✓: another page', '', '', '', '']);
  });

  it('is of a ruleset that is there', () => {
    expect(printed('nowhere', 'config/rulesets')).toMatchObject({ code: 1 });
    expect(printed()).toMatchObject({ code: 2 });
  });
});
