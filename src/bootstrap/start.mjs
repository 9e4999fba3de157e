// @ts-check
// npm start: installs, builds, provides Redis, then runs the service until it ends or is told to.
import { join } from 'node:path';
import { buildAssets } from './assets.mjs';
import { build, isBuilt } from './build.mjs';
import { install } from './install.mjs';
import { passSignalsTo, runScript } from './lifetime.mjs';
import { startOwned } from './owned.mjs';
import { installedCommand, root } from './paths.mjs';
import { provideRedis } from './redis-provision.mjs';
import { SERVICE_OPTIONS } from './service-options.mjs';

const watching = process.argv.includes('--watch');

/** @param {string} line */
const log = (line) => console.log(line);

async function start() {
  await install({ log, withDev: watching || !isBuilt() });
  await (watching ? buildAssets({ log }) : build({ log }));
  const { REDIS_URL: _, ...env } = process.env;
  const redis = await provideRedis({ env: process.env, log });
  try {
    const command = watching
      ? [installedCommand('nest'), 'start', '--watch', '--watchAssets']
      : [join(root, 'dist', 'src', 'main.js')];
    const service = await startOwned(
      process.execPath,
      [...SERVICE_OPTIONS, ...command],
      {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: redis.url ? { ...env, REDIS_URL: redis.url } : env,
      },
      { signal: 'KILL', group: true },
    );
    passSignalsTo(service);
    return await service.ended;
  } finally {
    await redis.stop();
  }
}

await runScript(start);
