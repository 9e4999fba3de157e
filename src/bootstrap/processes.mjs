// @ts-check
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** How a process is asked to end. @type {NodeJS.Signals[]} */
export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * A shell's exit code: 128 and the number of the signal, for a process that died of one.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function exitCode(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}

/** Does a process of this id run? One that has ended and waits for its parent to notice does not. @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
  return stat(pid)?.state !== 'Z';
}

/** Known on Linux only. @param {number} pid */
export function parentOf(pid) {
  return stat(pid)?.parent;
}

/** @param {number} pid @returns {{ state?: string, parent?: string } | undefined} */
function stat(pid) {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name in brackets that may hold anything.
    const [state, parent] = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return { state, parent };
  } catch {
    return undefined;
  }
}
