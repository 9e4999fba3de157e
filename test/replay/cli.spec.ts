import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from '@jest/globals';
import { needsTheBuiltService } from '../setup/built.js';
import { eventually } from '../setup/eventually.js';
import { temporaryFolder } from '../setup/folder.js';
import { Program } from '../setup/program.js';
import { openDatabase } from '../../src/store/database.js';
import { readLog } from '../../src/replay/receipt-log.js';
import { csv, manyCases } from './logs.js';

const CLI = join(import.meta.dirname, '../../dist/src/replay/cli.js');
const folder = temporaryFolder();
const programs: Program[] = [];

needsTheBuiltService();
afterEach(() => programs.splice(0).forEach((program) => program.killAll()));

function replay(data: string, ...args: string[]): Program {
  const program = new Program(process.execPath, [CLI, ...args], { env: { IJAZAT_DATA: join(folder, data) } });
  programs.push(program);
  return program;
}

/** What must be the same after every run: all lines but those of the run itself. */
function lasting(output: string): string {
  return output.replace(/^(database|run) .*\n/gm, '');
}

describe('npm run replay', () => {
  it('says what it was not given, and what it cannot find or read', async () => {
    const bad = join(folder, 'bad.csv');
    writeFileSync(bad, 'a,b\n1,2\n');
    const nothing = replay('none');
    const missing = replay('none', '/no/such/receipt.csv');
    const malformed = replay('none', bad);
    expect([await nothing.ended, await missing.ended, await malformed.ended]).toEqual([2, 2, 2]);
    expect(nothing.output).toContain('usage: npm run replay -- <file.csv>');
    expect(missing.output).toContain('The log /no/such/receipt.csv cannot be read: there is no such file.');
    expect(malformed.output).toContain(`${bad}:1: expected the columns case:concept:name`);
  }, 60_000);

  it('killed at any moment and run again, gives the same figures and the same history', async () => {
    const file = join(folder, 'many.csv');
    const bytes = csv(manyCases(1_500));
    writeFileSync(file, bytes);
    const whole = replay('whole', file);
    expect(await whole.ended).toBe(0);
    const database = databaseOf('killed', bytes);
    let before = 0;
    for (let kill = 0; kill < 2; kill += 1) {
      const program = replay('killed', file);
      await eventually('another commit', () => keysIn(database) > before, 60_000);
      program.killAll();
      expect(await program.ended).toBe('SIGKILL');
      before = keysIn(database);
    }
    const again = replay('killed', file);
    expect(await again.ended).toBe(0);
    expect(again.output).toMatch(/were there from an earlier run/);
    expect(lasting(again.output)).toBe(lasting(whole.output));
  }, 180_000);

  it('leaves alone a database that another process has open', async () => {
    const file = join(folder, 'two.csv');
    const bytes = csv(manyCases(20));
    writeFileSync(file, bytes);
    const held = await openDatabase(`sqlite:${databaseOf('two', bytes)}`);
    const program = replay('two', file);
    expect(await program.ended).toBe(1);
    expect(program.output).toContain('another process has');
    await held.close();
  }, 60_000);
});

function databaseOf(data: string, bytes: Buffer): string {
  return join(folder, data, 'replay', `${readLog('', bytes).hash.slice(0, 16)}.db`);
}

function keysIn(file: string): number {
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true });
    try {
      return Number(database.prepare('select count(*) from idempotency_keys').pluck().get());
    } finally {
      database.close();
    }
  } catch {
    // Not there yet.
    return 0;
  }
}
