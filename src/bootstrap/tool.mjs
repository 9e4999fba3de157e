// @ts-check
// npm run replay|verify|model-check|bench -- …: installs and builds first, then runs the tool with these arguments.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { mustRun } from './command.mjs';
import { writeComponents } from './components.mjs';
import { install } from './install.mjs';
import { passSignalsTo, runScript } from './lifetime.mjs';
import { startOwned } from './owned.mjs';
import { withOwnRedis } from './own-redis.mjs';
import { installedCommand, root } from './paths.mjs';
import { withTestServers } from './test-servers.mjs';

const [tool = '', ...toolArguments] = process.argv.slice(2);

/** What a tool prints is its own: we speak on the other stream. @param {string} line */
const log = (line) => console.error(line);

async function runTool() {
  await install({ log, withDev: true });
  await build({ log });
  if (tool === 'build') {
    await writeComponents(join(root, 'dist'));
    return 0;
  }
  if (tool === 'bench') return bench();
  const script = join('dist', 'src', tool, 'cli.js');
  if (!existsSync(join(root, script))) throw new Error(`There is no tool ${tool}.`);
  return tool === 'demo' ? withOwnRedis((env) => runNode(script, env)) : runNode(script, process.env);
}

async function bench() {
  log('building the benchmarks');
  await mustRun('building the benchmarks', process.execPath, [installedCommand('tsc'), '-p', 'tsconfig.bench.json'], {
    cwd: root,
  });
  return withTestServers({ log, durable: true }, (env) => runNode(join('dist-bench', 'test', 'bench', 'main.js'), env));
}

/**
 * @param {string} script
 * @param {NodeJS.ProcessEnv} env
 */
async function runNode(script, env) {
  const options = /** @type {const} */ ({ cwd: root, env, stdio: 'inherit', detached: false });
  const owned = await startOwned(process.execPath, [script, ...toolArguments], options, { signal: 'TERM' });
  passSignalsTo(owned);
  return owned.ended;
}

await runScript(runTool);
