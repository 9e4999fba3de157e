import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/* docs/security.md claims nothing without a test that shows it. */

const PAGE = readFileSync('docs/security.md', 'utf8');
const NAMES = /`([a-z][a-z0-9-]*(?:\/[a-z0-9-]+)?)`/g;
/** Words of other trades in the same form. */
const NO_TESTS = ['eval', 'no-store', 'sslmode'];

const rows = PAGE.split('\n').filter((line) => /^\| V\d+ /.test(line));
const namedIn = (text: string): string[] =>
  [...text.matchAll(NAMES)].map(([, name = '']) => name).filter((name) => !NO_TESTS.includes(name));

/** A folder of tests, or the beginning of the name of one. */
function isTest(name: string): boolean {
  const path = join('test', name);
  if (existsSync(path)) return true;
  const folder = dirname(path);
  const begins = name.split('/').at(-1) ?? '';
  return existsSync(folder) && readdirSync(folder).some((file) => file.startsWith(begins) && file.endsWith('.spec.ts'));
}

describe('the page on security', () => {
  it('goes through all chapters of the standard', () => {
    expect(rows.map((row) => /V\d+/.exec(row)?.[0])).toEqual(Array.from({ length: 17 }, (_, n) => `V${n + 1}`));
  });

  it('names for each chapter that is met, also in part, a test that is there', () => {
    const met = rows.filter((row) => /\| (met|part) +\|/.test(row));
    expect(met.length).toBeGreaterThan(12);
    expect(met.filter((row) => namedIn(row).filter(isTest).length === 0)).toEqual([]);
  });

  it('names no test that is not there', () => {
    expect(namedIn(PAGE).filter((name) => !isTest(name))).toEqual([]);
  });
});
