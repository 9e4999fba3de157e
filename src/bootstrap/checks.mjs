// @ts-check
import { run } from './command.mjs';
import { installedCommand, root } from './paths.mjs';

/** @typedef {{ name: string, program: string, args: string[] }} Check */

/** @type {Check[]} */
const CHECKS = [
  { name: 'types', program: 'tsc', args: ['--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types of the pages’ scripts', program: 'tsc', args: ['-p', 'src/web/browser'] },
  { name: 'lint', program: 'oxlint', args: ['--type-aware', 'src', 'workflows', 'test'] },
  { name: 'format', program: 'prettier', args: ['--check', '--log-level=warn', '.'] },
  { name: 'unused code', program: 'knip', args: ['--no-progress'] },
];

/** Runs the static checks; true if all pass. What a failing one says is shown. @param {{ log: (line: string) => void }} options */
export async function passesChecks({ log }) {
  const results = await Promise.all(CHECKS.map((check) => passes(check, log)));
  return results.every(Boolean);
}

/**
 * @param {Check} check
 * @param {(line: string) => void} log
 */
async function passes({ name, program, args }, log) {
  const started = Date.now();
  const { code, output } = await run(process.execPath, [installedCommand(program), ...args], { cwd: root });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  log(code === 0 ? `${name}: ok (${seconds} s)` : `${name}: FAILED\n${output.trim()}`);
  return code === 0;
}
