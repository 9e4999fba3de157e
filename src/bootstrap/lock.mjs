// @ts-check
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './processes.mjs';

const RETRY_MS = 100;

/**
 * Does one thing at a time among processes. The lock is a file that names its holder; that of a dead holder is void.
 * @template T
 * @param {string} file
 * @param {{ log: (line: string) => void }} options
 * @param {() => Promise<T>} work
 */
export async function withLock(file, { log }, work) {
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; !take(file); told = true) {
    if (!told) log(`waiting for process ${holder(file) ?? '?'}, which holds ${file}`);
    await sleep(RETRY_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function take(file) {
  const pid = holder(file);
  if (pid !== undefined && !isAlive(pid)) rmSync(file, { force: true });
  // Linked, not written in place: the lock is never seen without its holder's name.
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** @param {string} file */
function holder(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
