// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetsAreBuilt, buildAssets } from './assets.mjs';
import { mustRun } from './command.mjs';
import { withLock } from './lock.mjs';
import { installedCommand, root } from './paths.mjs';

const SOURCES = ['src', 'workflows'];
const SETTINGS = ['package.json', 'package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];
const STAMP = join(root, 'dist', '.built-from');
const LOCK = join(root, 'var', 'build.lock');

/** Are dist and dist-assets built from the sources as they stand? */
export function isBuilt() {
  return assetsAreBuilt() && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hashOfSources();
}

/** Builds dist and dist-assets unless they are up to date. @param {{ log: (line: string) => void }} options */
export async function build({ log }) {
  if (isBuilt()) return;
  await withLock(LOCK, { log }, async () => {
    if (isBuilt()) return;
    log('building');
    // Taken first: what is edited during the build is built next time.
    const hash = hashOfSources();
    await mustRun('building', process.execPath, [installedCommand('nest'), 'build'], { cwd: root });
    await buildAssets({ log });
    writeFileSync(STAMP, hash);
  });
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of [...SOURCES.flatMap(filesUnder), ...SETTINGS]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} folder */
function filesUnder(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(import.meta.dirname))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
