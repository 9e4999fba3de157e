// @ts-check
import { existsSync, lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { npm } from './npm.mjs';
import { root } from './paths.mjs';

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage */

const QUIET = ['--loglevel=error', '--no-audit', '--no-fund', '--no-progress'];
const LOCK = join(root, 'var', 'install.lock');
const PACKAGES = join(root, 'node_modules');

/**
 * Installs what the lock file says, unless it is there already.
 * @param {{ log: (line: string) => void, withDev: boolean }} options  withDev: also what only building and testing need
 */
export async function install({ log, withDev }) {
  if (isInstalled(withDev) && nativeCodeLoads()) return;
  refuseForeignPackages();
  await withLock(LOCK, { log }, async () => {
    if (!isInstalled(withDev)) {
      log('installing packages (once, a minute or two)');
      await npm('installing packages', ['ci', ...(withDev ? ['--include=dev'] : []), ...QUIET]);
    }
    if (!nativeCodeLoads()) {
      log('rebuilding better-sqlite3 for this version of Node');
      await npm('rebuilding better-sqlite3', ['rebuild', 'better-sqlite3', ...QUIET]);
    }
  });
}

/** npm empties node_modules before it installs; where that is a link, it would empty somebody else's. */
function refuseForeignPackages() {
  const link = lstatSync(PACKAGES, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (!link) return;
  throw new Error(
    `node_modules is a link to ${readlinkSync(PACKAGES)}, which does not fit package-lock.json: remove the link.`,
  );
}

/** Is every package of the lock file in node_modules, in its version? npm keeps a list of what it installed. @param {boolean} withDev */
function isInstalled(withDev) {
  const installed = readLock(join(PACKAGES, '.package-lock.json'));
  if (!installed) return false;
  const locked = readLock(join(root, 'package-lock.json')) ?? {};
  return Object.entries(locked).every(([path, { version, dev, optional, devOptional }]) => {
    if (path === '' || optional || devOptional || (dev && !withDev)) return true;
    return installed[path]?.version === version;
  });
}

/** @param {string} file @returns {Record<string, LockedPackage> | undefined} */
function readLock(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

/** Compiled code belongs to one version of Node; changing Node leaves it behind. */
function nativeCodeLoads() {
  try {
    const Database = createRequire(join(root, 'package.json'))('better-sqlite3');
    new Database(':memory:').close();
    return true;
  } catch {
    return false;
  }
}
