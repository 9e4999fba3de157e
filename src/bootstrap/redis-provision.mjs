// @ts-check
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from './lock.mjs';
import { dataFolder } from './paths.mjs';
import { isAlive } from './processes.mjs';
import { findRunning, forget, record } from './redis-folder.mjs';
import { findOrInstallRedis, redisInstallCommand } from './redis-program.mjs';
import { startRedis, urlOf } from './redis.mjs';

/**
 * @typedef {object} Provided
 * @property {string} [url]  none: the service runs on its reconciler alone
 * @property {() => Promise<void>} stop
 *
 * @typedef {{ env: NodeJS.ProcessEnv, log: (line: string) => void }} Options
 * @typedef {{ program: string, folder: string, port?: number, log: (line: string) => void }} Private
 */

const RESTART_AFTER_MS = 1000;
const OWNER_CHECK_MS = 500;

/** @returns {Promise<void>} */
const nothingToStop = async () => undefined;

/**
 * The Redis of the service: the one given, or a private one in the data folder, or none.
 * @param {Options} options
 * @returns {Promise<Provided>}
 */
export async function provideRedis({ env, log }) {
  if (env.REDIS_URL) return { url: env.REDIS_URL, stop: nothingToStop };
  const folder = join(dataFolder(env), 'redis');
  const program = await findOrInstallRedis({ env, log });
  if (program) return shareOrStart({ program, folder, log });
  log(
    `redis: none found; serving without it (deadlines fire by the reconciler). To install it: ${redisInstallCommand()}`,
  );
  return { stop: nothingToStop };
}

/**
 * Several processes of one data folder share one server: the first owns it, and another takes over when that one goes.
 * @param {Private} options
 * @returns {Promise<Provided>}
 */
function shareOrStart(options) {
  const { folder, log } = options;
  return withLock(`${folder}.lock`, { log }, async () => {
    const running = await findRunning(folder);
    if (!running) return startPrivate(options);
    log(`redis: sharing the private server of process ${running.owner} on 127.0.0.1:${running.port}`);
    return share(running, options);
  });
}

/**
 * @param {import('./redis-folder.mjs').Running} running
 * @param {Private} options
 * @returns {Provided}
 */
function share({ owner, port }, options) {
  let next = nothingToStop;
  const watch = setInterval(() => {
    if (isAlive(owner)) return;
    clearInterval(watch);
    shareOrStart({ ...options, port }).then(
      (provided) => (next = provided.stop),
      (error) => options.log(`redis: gone with its owner; ${error.message}`),
    );
  }, OWNER_CHECK_MS).unref();
  const stop = async () => {
    clearInterval(watch);
    await next();
  };
  return { url: urlOf(port), stop };
}

/**
 * Starts it and keeps it up, on the same port, until stopped.
 * @param {Private} options
 * @returns {Promise<Provided>}
 */
async function startPrivate(options) {
  const { folder, log } = options;
  let server = await startRedis(options);
  const { url, port } = server;
  let wanted = true;
  const stop = async () => {
    wanted = false;
    await server.stop();
    forget(folder);
  };
  const keepUp = async () => {
    while (wanted) {
      record(folder, { pid: server.pid, port, owner: process.pid });
      await server.ended;
      await sleep(RESTART_AFTER_MS, undefined, { ref: false });
      if (!wanted) return;
      log('redis: ended unexpectedly, starting it again');
      server = await startRedis({ ...options, port });
      if (!wanted) await server.stop();
    }
  };
  keepUp().catch((error) => log(`redis: gone; the service goes on without it. ${error.message}`));
  log(`redis: private server on 127.0.0.1:${port}, data in ${folder}`);
  return { url, stop };
}
