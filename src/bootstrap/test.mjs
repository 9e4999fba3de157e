// @ts-check
// npm test: installs, builds, checks, then runs every test against private servers.
// npm test -- test/cases: only these tests; whatever follows is for jest.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssets } from './assets.mjs';
import { build } from './build.mjs';
import { passesChecks } from './checks.mjs';
import { install } from './install.mjs';
import { runScript } from './lifetime.mjs';
import { root } from './paths.mjs';
import { runJest } from './run-jest.mjs';
import { withTestServers } from './test-servers.mjs';

/** Several times what all tests take on two busy cores. */
const MOST_MINUTES = 25;
const jestArguments = process.argv.slice(2);

/** @param {string} line */
const log = (line) => console.log(line);

async function test() {
  const everything = jestArguments.length === 0;
  await install({ log, withDev: true });
  // A chosen suite that starts the service builds it itself (test/setup/built.ts); the others need not wait.
  if (everything || !existsSync(join(root, 'dist'))) await build({ log });
  await buildAssets({ log });
  if (everything && !(await passesChecks({ log }))) return 1;
  return withTestServers({ log, durable: false }, (env) =>
    runJest(jestArguments, { env, folder: env.TMPDIR ?? tmpdir(), minutes: MOST_MINUTES, log }),
  );
}

await runScript(test);
