// @ts-check
import { spawn } from 'node:child_process';
import { guard } from './guardian.mjs';
import { exitCode } from './processes.mjs';

/**
 * @typedef {object} Owned  a process that ends with us, even when we are killed
 * @property {number} pid
 * @property {Promise<number>} ended  its exit code
 * @property {() => boolean} running
 * @property {(signal: NodeJS.Signals) => void} kill
 * @property {(signal: NodeJS.Signals, graceMs?: number) => Promise<number>} stop  asks it to end, kills it when it does not
 */

const STOP_GRACE_MS = 10_000;

/**
 * Starts a process with a guardian beside it, by default in a group of its own: a Ctrl-C reaches us alone.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @param {import('./guardian.mjs').LastWill} lastWill
 * @returns {Promise<Owned>}
 */
export async function startOwned(program, args, options, lastWill) {
  const child = spawn(program, args, { stdio: 'ignore', detached: true, ...options });
  /** @type {Promise<number>} */
  const ended = new Promise((done) => child.once('exit', (code, signal) => done(exitCode(code, signal))));
  await new Promise((done, fail) => child.once('spawn', done).once('error', fail));
  const pid = /** @type {number} */ (child.pid);
  void ended.then(guard(pid, lastWill));
  const running = () => child.exitCode === null && child.signalCode === null;
  /** @param {NodeJS.Signals} signal */
  const kill = (signal) => void (running() && process.kill(lastWill.group ? -pid : pid, signal));
  return { pid, ended, running, kill, stop: (signal, graceMs) => stop({ ended, running, kill }, signal, graceMs) };
}

/**
 * @param {Pick<Owned, 'ended' | 'running' | 'kill'>} owned
 * @param {NodeJS.Signals} signal
 * @param {number} graceMs
 */
async function stop(owned, signal, graceMs = STOP_GRACE_MS) {
  if (owned.running()) owned.kill(signal);
  const timer = setTimeout(() => owned.kill('SIGKILL'), graceMs);
  const code = await owned.ended;
  clearTimeout(timer);
  return code;
}
