// @ts-check
import { SIGNALS, parentOf } from './processes.mjs';

/** @typedef {import('./owned.mjs').Owned} Owned */

const SAME_REQUEST_MS = 1000;
const PARENT_CHECK_MS = 100;

/**
 * Passes a request to end on to a process; a second one, later, kills it.
 * A terminal and npm both tell us of one Ctrl-C, hence "later".
 * @param {Owned} owned
 */
export function passSignalsTo(owned) {
  let first = 0;
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    if (first === 0) {
      first = Date.now();
      owned.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    } else if (Date.now() - first > SAME_REQUEST_MS) {
      owned.kill('SIGKILL');
    }
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  const watch = whenNpmDies(() => first === 0 && owned.kill('SIGKILL'));
  void owned.ended.then(() => {
    clearInterval(watch);
    for (const signal of SIGNALS) process.off(signal, pass);
  });
}

/**
 * npm killed with -9 tells nobody, but we, or its shell, get another parent. Who kills npm means all of it.
 * @param {() => void} then
 */
function whenNpmDies(then) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const family = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const before = family();
  const watch = setInterval(() => {
    if (family() === before) return;
    clearInterval(watch);
    then();
  }, PARENT_CHECK_MS);
  return watch.unref();
}

/**
 * Runs the whole of a script; what goes wrong is said in one message, without a stack.
 * @param {() => Promise<number>} work  gives the exit code
 */
export async function runScript(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    console.error(/** @type {Error} */ (error).message);
    process.exitCode = 1;
  }
}
