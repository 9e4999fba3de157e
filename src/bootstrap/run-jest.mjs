// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { passSignalsTo } from './lifetime.mjs';
import { startOwned } from './owned.mjs';
import { root } from './paths.mjs';

const JEST = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const REPORTERS = ['--reporters=default', `--reporters=${join(import.meta.dirname, 'unfinished.cjs')}`];

/**
 * Runs Jest; gives its exit code. A suite that never lets go of its process is out of reach of Jest's own timeouts: after so many minutes all
 * is ended, and said which suites had not.
 * @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, folder: string, minutes: number, log: (line: string) => void }} options
 */
export async function runJest(args, { env, folder, minutes, log }) {
  const file = join(folder, 'unfinished-suites');
  const options = /** @type {const} */ ({ cwd: root, env: { ...env, UNFINISHED_SUITES: file }, stdio: 'inherit' });
  // The reporters last, or what comes after them would be one too. In a group of its own, for the workers do not all end with it.
  const jest = await startOwned(process.execPath, [...JEST, ...args, ...REPORTERS], options, {
    signal: 'KILL',
    group: true,
  });
  passSignalsTo(jest);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    jest.kill('SIGKILL');
  }, minutes * 60_000);
  const code = await jest.ended;
  clearTimeout(timer);
  if (!late) return code;
  const suites = existsSync(file) ? readFileSync(file, 'utf8') : '';
  log(`The tests did not end within ${minutes} minutes. Under way were:\n${suites || 'none that had begun'}`);
  return 1;
}
