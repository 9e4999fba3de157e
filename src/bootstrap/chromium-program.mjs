// @ts-check
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installCommand, installPackage, mayInstallPackages } from './apt.mjs';
import { withLock } from './lock.mjs';
import { findPrograms } from './programs.mjs';

/** The browser that draws no window and needs half the processor time; it shows no notifications. */
const SHELL = 'chromium-headless-shell';
const WHOLE = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const LOCK = join(tmpdir(), 'ijazat-chromium.lock');

/**
 * Finds the browser that pages are tested in, installing it where we may.
 * @param {{ env: NodeJS.ProcessEnv, log: (line: string) => void, whole?: boolean }} options
 *   whole: the one with all that a window has, where a test needs it.
 */
export async function findOrInstallChromium({ env, log, whole = false }) {
  const wanted = whole ? WHOLE : [SHELL];
  if (findPrograms(wanted).length === 0 && mayInstallPackages(env)) {
    // Suites that run beside each other must not install it twice.
    await withLock(LOCK, { log }, () => installFirstOf(whole ? ['chromium'] : [SHELL, 'chromium'], { wanted, log }));
  }
  const [found] = findPrograms(whole ? WHOLE : [SHELL, ...WHOLE]);
  if (!found) throw new Error(`Pages are tested in Chromium. To install it: ${chromiumInstallCommand()}`);
  return found;
}

/**
 * Not every child of Debian has a package of the shell alone.
 * @param {string[]} packages
 * @param {{ wanted: string[], log: (line: string) => void }} options
 */
async function installFirstOf(packages, { wanted, log }) {
  for (const name of packages) {
    if (findPrograms([name, ...wanted]).length > 0) return;
    try {
      return await installPackage(name, { log });
    } catch (error) {
      if (name === packages.at(-1)) throw error;
      log(`${name} could not be installed`);
    }
  }
}

function chromiumInstallCommand() {
  return installCommand({ debian: 'chromium', brew: '--cask chromium', other: 'chromium' });
}
