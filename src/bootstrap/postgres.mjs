// @ts-check
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mustRun } from './command.mjs';
import { startOwned } from './owned.mjs';
import { freePort } from './programs.mjs';

/**
 * @typedef {object} PostgresServer
 * @property {string} url  of the superuser `ijazat` on the database `postgres`
 * @property {number} port
 * @property {number} pid
 * @property {() => Promise<void>} stop
 *
 * @typedef {object} PostgresOptions
 * @property {string} program  the folder of initdb and postgres
 * @property {string} folder  made here, and made over to the user the server runs as
 * @property {boolean} [durable]  waits for the disk, as in production; else a crash of the machine, and only that, loses commits
 * @property {string} [remove]  a folder to delete should we be killed
 *
 * @typedef {{ uid?: number, gid?: number }} RunAs
 */

const POLL_MS = 20;
const READY_MS = 60_000;
const ATTEMPTS = 3;
const MAX_CONNECTIONS = 200;
const USER = 'ijazat';

/**
 * Starts a private PostgreSQL on 127.0.0.1 that ends with us.
 * @param {PostgresOptions} options
 * @returns {Promise<PostgresServer>}
 */
export async function startPostgres(options) {
  const password = randomBytes(16).toString('hex');
  const as = unprivileged();
  await createCluster(options, password, as);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const port = await freePort();
    const owned = await tryToStart(options, port, as);
    if (!owned) continue;
    const stop = async () => void (await owned.stop('SIGINT'));
    return { url: `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`, port, pid: owned.pid, stop };
  }
  throw new Error(`PostgreSQL does not start:\n${readLog(options.folder)}`);
}

/** @param {PostgresOptions} options @param {number} port @param {RunAs} as */
async function tryToStart({ program, folder, durable = false, remove }, port, as) {
  const args = [...serverArguments(folder, port), ...(durable ? [] : UNSAFE_ONLY_FOR_THE_MACHINE)];
  const log = openSync(logFile(folder), 'w');
  /** @type {import('node:child_process').SpawnOptions} */
  const spawnOptions = { cwd: folder, env: ENV, stdio: ['ignore', log, log], ...as };
  const owned = await startOwned(join(program, 'postgres'), args, spawnOptions, { signal: 'QUIT', remove });
  closeSync(log);
  if (await becomesReady(owned, folder)) return owned;
  await owned.stop('SIGQUIT');
  return undefined;
}

/** Messages in English, for we read them. */
const ENV = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

/**
 * A test kills our processes, never the machine: what the kernel has is safe, so waiting for the disk proves nothing.
 * Commits stay synchronous, so that the order of what is acknowledged is that of production.
 */
const UNSAFE_ONLY_FOR_THE_MACHINE = ['-c', 'fsync=off', '-c', 'full_page_writes=off'];

/** @param {string} folder @param {number} port */
function serverArguments(folder, port) {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    max_connections: MAX_CONNECTIONS,
    synchronous_commit: 'on',
  };
  return [
    '-D',
    join(folder, 'data'),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** @param {PostgresOptions} options @param {string} password @param {RunAs} as */
async function createCluster({ program, folder }, password, as) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  const secret = join(folder, 'password');
  writeFileSync(secret, password);
  if (as.uid !== undefined && as.gid !== undefined) {
    for (const path of [folder, secret]) chownSync(path, as.uid, as.gid);
  }
  const settings = [
    '-U',
    USER,
    '--auth=scram-sha-256',
    `--pwfile=${secret}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  await mustRun('initdb', join(program, 'initdb'), ['-D', join(folder, 'data'), ...settings], {
    cwd: folder,
    env: ENV,
    ...as,
  });
  rmSync(secret);
}

/** PostgreSQL refuses to run as root: another user of this machine it is then. @returns {RunAs} */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = ['postgres', 'nobody'].map((name) => users.find(([found]) => found === name)).find(Boolean);
  if (!user) throw new Error('PostgreSQL refuses to run as root, and this machine has no user postgres or nobody.');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** @param {import('./owned.mjs').Owned} owned @param {string} folder */
async function becomesReady(owned, folder) {
  const until = Date.now() + READY_MS;
  while (owned.running() && Date.now() < until) {
    if (/ready to accept connections/.test(readLog(folder))) return true;
    await sleep(POLL_MS);
  }
  return false;
}

/** @param {string} folder */
function readLog(folder) {
  try {
    return readFileSync(logFile(folder), 'utf8');
  } catch {
    return '';
  }
}

/** @param {string} folder */
function logFile(folder) {
  return join(folder, 'postgres.log');
}
