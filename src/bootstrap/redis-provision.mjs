// @ts-check
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from './lock.mjs';
import { dataFolder } from './paths.mjs';
import { findRunning, forget, record } from './redis-folder.mjs';
import { findOrInstallRedis, redisInstallCommand } from './redis-program.mjs';
import { startRedis } from './redis.mjs';

/**
 * @typedef {object} Provided
 * @property {string} [url]  none: the service runs on its reconciler alone
 * @property {() => Promise<void>} stop
 *
 * @typedef {{ env: NodeJS.ProcessEnv, log: (line: string) => void }} Options
 */

const RESTART_AFTER_MS = 1000;
const nothingToStop = async () => undefined;

/** The Redis of the service: the one given, or a private one in the data folder, or none. @param {Options} options @returns {Promise<Provided>} */
export async function provideRedis({ env, log }) {
  if (env.REDIS_URL) return { url: env.REDIS_URL, stop: nothingToStop };
  const folder = join(dataFolder(env), 'redis');
  return withLock(`${folder}.lock`, { log }, async () => {
    const running = await findRunning(folder);
    if (running) {
      log(`redis: using the private server that process ${running.owner} runs on ${folder}`);
      return { url: `redis://127.0.0.1:${running.port}`, stop: nothingToStop };
    }
    const program = await findOrInstallRedis({ env, log });
    return program ? startPrivate({ program, folder, log }) : goWithout(log);
  });
}

/**
 * Starts it and keeps it up, on the same port, until stopped.
 * @param {{ program: string, folder: string, log: (line: string) => void }} options
 * @returns {Promise<Provided>}
 */
async function startPrivate({ program, folder, log }) {
  let server = await startRedis({ program, folder, log });
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
      server = await startRedis({ program, folder, port, log });
    }
  };
  keepUp().catch((error) => log(`redis: gone; the service goes on without it. ${error.message}`));
  log(`redis: private server on 127.0.0.1:${port}, data in ${folder}`);
  return { url, stop };
}

/** @param {(line: string) => void} log @returns {Provided} */
function goWithout(log) {
  log(
    `redis: none found; serving without it (deadlines fire by the reconciler). To install it: ${redisInstallCommand()}`,
  );
  return { stop: nothingToStop };
}
