// @ts-check
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installCommand, installPackage, mayInstallPackages } from './apt.mjs';
import { findPrograms } from './programs.mjs';

const DEBIAN_VERSIONS = '/usr/lib/postgresql';
const DEBIAN_SETTINGS = '/etc/postgresql-common/createcluster.d';

/** The folder that holds initdb and postgres. @returns {string | undefined} */
function findPostgres() {
  const newestFirst = existsSync(DEBIAN_VERSIONS)
    ? readdirSync(DEBIAN_VERSIONS).sort((one, other) => Number(other) - Number(one))
    : [];
  const places = newestFirst.map((version) => join(DEBIAN_VERSIONS, version, 'bin'));
  return findPrograms(['initdb'], places)
    .map((initdb) => dirname(initdb))
    .find((folder) => existsSync(join(folder, 'postgres')));
}

/**
 * Finds PostgreSQL, installing it where we may.
 * @param {{ env: NodeJS.ProcessEnv, log: (line: string) => void }} options
 */
export async function findOrInstallPostgres({ env, log }) {
  const found = findPostgres();
  if (found) return found;
  if (mayInstallPackages(env)) await withoutMainCluster(() => installPackage('postgresql', { log }));
  const installed = findPostgres();
  if (!installed) throw new Error(`The tests need PostgreSQL. To install it: ${postgresInstallCommand()}`);
  return installed;
}

/**
 * Debian's package makes a database of its own and starts it; we want the programs only.
 * @param {() => Promise<void>} work
 */
async function withoutMainCluster(work) {
  const file = join(DEBIAN_SETTINGS, 'ijazat.conf');
  mkdirSync(DEBIAN_SETTINGS, { recursive: true });
  writeFileSync(file, 'create_main_cluster = false\n');
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function postgresInstallCommand() {
  return installCommand({ debian: 'postgresql', brew: 'postgresql', other: 'postgresql-server' });
}
