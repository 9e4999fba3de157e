// @ts-check
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installCommand, installPackage, mayInstallPackages } from './apt.mjs';
import { withLock } from './lock.mjs';
import { findPrograms } from './programs.mjs';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const LOCK = join(tmpdir(), 'ijazat-chromium.lock');

/**
 * Finds the browser that pages are tested in, installing it where we may.
 * @param {{ env: NodeJS.ProcessEnv, log: (line: string) => void }} options
 */
export async function findOrInstallChromium({ env, log }) {
  const [found] = findPrograms(PROGRAMS);
  if (found) return found;
  if (mayInstallPackages(env)) {
    // Suites that run beside each other must not install it twice.
    await withLock(LOCK, { log }, async () => {
      if (findPrograms(PROGRAMS).length === 0) await installPackage('chromium', { log });
    });
  }
  const [installed] = findPrograms(PROGRAMS);
  if (!installed) throw new Error(`Pages are tested in Chromium. To install it: ${chromiumInstallCommand()}`);
  return installed;
}

function chromiumInstallCommand() {
  return installCommand({ debian: 'chromium', brew: '--cask chromium', other: 'chromium' });
}
