import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../setup/folder.js';
import { Program } from '../setup/program.js';

const folder = temporaryFolder();
writeFileSync(join(folder, 'quick.spec.js'), "test('ends', () => undefined);");
writeFileSync(join(folder, 'quicker.spec.js'), "test('ends', () => undefined);");
writeFileSync(join(folder, 'endless.spec.js'), "test('never ends', () => { for (;;); });");

/** Runs suites of the folder, in processes of their own or in that of Jest itself. */
function runJest(suites: string, minutes: number, where: string[]): Program {
  const args = [`/${suites}.spec`, `--config=${JSON.stringify({ rootDir: folder, transform: {} })}`, ...where];
  const options = `{ env: process.env, folder: '${folder}', minutes: ${minutes}, log: console.log }`;
  const script = `
    import { runJest } from '${join(process.cwd(), 'src/bootstrap/run-jest.mjs')}';
    process.exitCode = await runJest(${JSON.stringify(args)}, ${options});`;
  return new Program(process.execPath, ['--input-type=module', '-e', script]);
}

test('a suite that never ends is ended and named, whether it has a process of its own or that of Jest', async () => {
  const both = [runJest('(quick|endless)', 0.25, ['--maxWorkers=2']), runJest('endless', 0.25, ['--runInBand'])];
  for (const jest of both) {
    expect(await jest.ended).toBe(1);
    expect(jest.output).toContain('The tests did not end within 0.25 minutes. Under way were:');
    expect(jest.output).toContain(`\n${join(folder, 'endless.spec.js')}\n`);
  }
}, 60_000);

test('suites that end are left alone', async () => {
  const jest = runJest('(quick|quicker)', 1, ['--maxWorkers=2']);
  expect(await jest.ended).toBe(0);
  expect(jest.output).toContain('Test Suites: 2 passed, 2 total');
});
