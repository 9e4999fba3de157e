// @ts-check
import { accessSync, constants, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

/** Where servers live that are not on everybody's PATH. */
const USUAL_PLACES = [
  '/usr/bin',
  '/usr/sbin',
  '/usr/local/bin',
  '/usr/local/sbin',
  '/opt/homebrew/bin',
  '/opt/local/bin',
  '/home/linuxbrew/.linuxbrew/bin',
  '/snap/bin',
];

/**
 * Full path of the first of these programs found on PATH or in the usual places.
 * @param {string[]} names  in order of preference
 * @param {string[]} [places]  further folders, looked at last
 */
export function findPrograms(names, places = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...USUAL_PLACES, ...places].filter(Boolean);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name)).filter(isExecutable));
  return [...new Set(found.map((path) => resolveLink(path, names)))];
}

/**
 * Links are followed only where they keep the name: Debian's redis-server is a link to redis-check-rdb and goes by its name.
 * @param {string} path
 * @param {string[]} names
 */
function resolveLink(path, names) {
  const real = realpathSync(path);
  return names.some((name) => real.endsWith(`/${name}`)) ? real : path;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A port of 127.0.0.1 that was free a moment ago. @returns {Promise<number>} */
export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });
}
