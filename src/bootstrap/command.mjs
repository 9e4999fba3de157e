// @ts-check
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { guard } from './guardian.mjs';
import { exitCode } from './processes.mjs';

/** @typedef {{ code: number, output: string }} Finished  exit code, and what was said on both streams */

/** @typedef {import('node:child_process').SpawnOptions & { outliveUs?: boolean }} RunOptions  outliveUs: not to be stopped halfway */

/**
 * Runs a command quietly to its end; if we are killed it ends too.
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Finished>}
 */
export function run(program, args, { outliveUs = false, ...options } = {}) {
  return new Promise((done, fail) => {
    // In a group of its own, for npm leaves its children running when it is told to end.
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    if (child.pid !== undefined && !outliveUs) child.once('exit', guard(child.pid, { signal: 'TERM', group: true }));
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', fail);
    child.on('close', (code, signal) =>
      done({ code: exitCode(code, signal), output: stripVTControlCharacters(output) }),
    );
  });
}

/**
 * Runs a command quietly; what it said is shown only if it fails.
 * @param {string} what  in words, for the message
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export async function mustRun(what, program, args, options) {
  const { code, output } = await run(program, args, options);
  if (code !== 0) throw new Error(`${what} failed (exit code ${code}):\n${output.trim()}`);
  return output;
}
