// @ts-check
import { installCommand, installPackage, mayInstallPackages } from './apt.mjs';
import { run } from './command.mjs';
import { findPrograms } from './programs.mjs';

const PROGRAMS = ['redis-server', 'valkey-server'];
const OLDEST = { major: 6, minor: 2 };

/** The first server on this machine that is new enough. @returns {Promise<string | undefined>} */
export async function findRedis() {
  for (const program of findPrograms(PROGRAMS)) {
    if (isNewEnough((await run(program, ['--version'])).output)) return program;
  }
  return undefined;
}

/** @param {string} version  as in `Redis server v=7.0.15 sha=…` */
export function isNewEnough(version) {
  const [, major, minor] = /v=(\d+)\.(\d+)/.exec(version)?.map(Number) ?? [];
  if (major === undefined || minor === undefined) return false;
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}

/**
 * Finds a server, installing one where we may.
 * @param {{ env: NodeJS.ProcessEnv, log: (line: string) => void }} options
 */
export async function findOrInstallRedis({ env, log }) {
  const found = await findRedis();
  if (found || !mayInstallPackages(env)) return found;
  for (const name of PROGRAMS) {
    try {
      await installPackage(name, { log });
    } catch (error) {
      log(/** @type {Error} */ (error).message);
    }
    const installed = await findRedis();
    if (installed) return installed;
  }
  return undefined;
}

/** The one command that installs a server on this machine. */
export function redisInstallCommand() {
  return installCommand({ debian: 'redis-server', brew: 'redis', other: 'valkey' });
}
