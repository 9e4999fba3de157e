// @ts-check
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startOwned } from './owned.mjs';
import { freePort } from './programs.mjs';
import { isReady } from './redis-wire.mjs';

/**
 * @typedef {object} RedisServer
 * @property {string} url
 * @property {number} port
 * @property {number} pid
 * @property {Promise<number>} ended
 * @property {() => Promise<void>} stop
 */

const ATTEMPTS = 3;
const POLL_MS = 20;
const READY_MS = 60_000;

/**
 * @typedef {object} RedisOptions
 * @property {string} program
 * @property {string} folder  its data
 * @property {number} [port]  by default a free one
 * @property {string} [remove]  a folder to delete should we be killed
 * @property {(line: string) => void} [log]
 */

/**
 * Starts a private Redis on 127.0.0.1: append-only, never evicting, ending with us.
 * @param {RedisOptions} options
 * @returns {Promise<RedisServer>}
 */
export async function startRedis(options) {
  const { folder, log = () => undefined } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const server = await tryToStart(options, options.port ?? (await freePort()));
    if (server) return server;
    setAsideDamage(folder, log);
  }
  throw new Error(`Redis does not start; the reason is in ${logFile(folder)}:\n${tail(folder)}`);
}

/** @param {number} port */
export function urlOf(port) {
  return `redis://127.0.0.1:${port}`;
}

/**
 * @param {RedisOptions} options
 * @param {number} port
 * @returns {Promise<RedisServer | undefined>}
 */
async function tryToStart({ program, folder, remove }, port) {
  const owned = await startOwned(program, redisArguments(folder, port), { cwd: folder }, { signal: 'TERM', remove });
  const until = Date.now() + READY_MS;
  while (owned.running() && Date.now() < until) {
    if (await isReady(port)) {
      const stop = async () => void (await owned.stop('SIGTERM'));
      return { url: urlOf(port), port, pid: owned.pid, ended: owned.ended, stop };
    }
    await sleep(POLL_MS);
  }
  await owned.stop('SIGTERM');
  return undefined;
}

/**
 * @param {string} folder
 * @param {number} port
 */
function redisArguments(folder, port) {
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    logfile: logFile(folder),
    daemonize: 'no',
    save: '',
    appendonly: 'yes',
    appendfsync: 'everysec',
    'maxmemory-policy': 'noeviction',
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

/**
 * A damaged append-only file must not keep the service down: Redis only wakes, the database knows.
 * @param {string} folder
 * @param {(line: string) => void} log
 */
function setAsideDamage(folder, log) {
  const data = join(folder, 'appendonlydir');
  if (!existsSync(data) || !/Bad file format|Fatal error loading|Unrecoverable error/.test(tail(folder))) return;
  const aside = `${data}.damaged-${Date.now()}`;
  renameSync(data, aside);
  log(`redis: its data was damaged and is set aside in ${aside}; the database will re-create the jobs`);
}

/** @param {string} folder */
function logFile(folder) {
  return join(folder, 'redis.log');
}

/** @param {string} folder */
function tail(folder) {
  return existsSync(logFile(folder))
    ? readFileSync(logFile(folder), 'utf8').trim().split('\n').slice(-5).join('\n')
    : '';
}
