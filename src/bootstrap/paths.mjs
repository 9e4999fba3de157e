// @ts-check
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder of the project: the nearest one upwards that has a package.json. */
export const root = findRoot(import.meta.dirname);

/** @param {string} folder @returns {string} */
function findRoot(folder) {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

/** The script of an installed package's command, to be run by this very Node. @param {string} name */
export function installedCommand(name) {
  return join(root, 'node_modules', '.bin', name);
}

/** The data folder (IJAZAT_DATA, by default ./var). @param {NodeJS.ProcessEnv} env */
export function dataFolder(env) {
  return resolve(root, env.IJAZAT_DATA || 'var');
}
