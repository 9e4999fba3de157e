// @ts-check
// npm test: installs, builds, checks, then runs every test against private servers.
// npm test -- test/cases: only these tests; whatever follows is for jest.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { passesChecks } from './checks.mjs';
import { install } from './install.mjs';
import { passSignalsTo, runScript } from './lifetime.mjs';
import { startOwned } from './owned.mjs';
import { root } from './paths.mjs';
import { withTestServers } from './test-servers.mjs';

const JEST = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const jestArguments = process.argv.slice(2);

/** @param {string} line */
const log = (line) => console.log(line);

async function test() {
  const everything = jestArguments.length === 0;
  await install({ log, withDev: true });
  // A chosen suite that starts the service builds it itself (test/setup/built.ts); the others need not wait.
  if (everything || !existsSync(join(root, 'dist'))) await build({ log });
  if (everything && !(await passesChecks({ log }))) return 1;
  return withTestServers({ log, durable: false }, runJest);
}

/** @param {NodeJS.ProcessEnv} env */
async function runJest(env) {
  const options = /** @type {const} */ ({ cwd: root, env, stdio: 'inherit', detached: false });
  const jest = await startOwned(process.execPath, [...JEST, ...jestArguments], options, { signal: 'TERM' });
  passSignalsTo(jest);
  return jest.ended;
}

await runScript(test);
