// @ts-check
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './processes.mjs';
import { processBehind } from './redis-wire.mjs';

/** @typedef {{ pid: number, port: number, owner: number }} Running  the Redis of a folder, and the process that started it */

const POLL_MS = 50;
const STOP_MS = 10_000;

/** Two servers on one folder would spoil it, so a server leaves its name there. @param {string} folder @param {Running} running */
export function record(folder, running) {
  writeFileSync(noteOf(folder), JSON.stringify(running));
}

/** @param {string} folder */
export function forget(folder) {
  rmSync(noteOf(folder), { force: true });
}

/**
 * The Redis that runs on this folder now, if its owner lives; one whose owner is gone is stopped first.
 * @param {string} folder
 * @returns {Promise<Running | undefined>}
 */
export async function findRunning(folder) {
  const noted = readNote(folder);
  if (!noted) return undefined;
  const answers = (await processBehind(noted.port)) === noted.pid;
  if (answers && isAlive(noted.owner)) return noted;
  if (answers) await stop(noted.pid);
  forget(folder);
  return undefined;
}

/** @param {number} pid */
async function stop(pid) {
  const until = Date.now() + STOP_MS;
  signal(pid, 'SIGTERM');
  while (isAlive(pid) && Date.now() < until) await sleep(POLL_MS);
  signal(pid, 'SIGKILL');
}

/** @param {number} pid @param {NodeJS.Signals} name */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It has gone by itself.
  }
}

/** @param {string} folder @returns {Running | undefined} */
function readNote(folder) {
  try {
    return JSON.parse(readFileSync(noteOf(folder), 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {string} folder */
function noteOf(folder) {
  return join(folder, 'running.json');
}
