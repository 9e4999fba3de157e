// @ts-check
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallPostgres } from './postgres-program.mjs';
import { startPostgres } from './postgres.mjs';
import { findOrInstallRedis, redisInstallCommand } from './redis-program.mjs';
import { startRedis } from './redis.mjs';

/** What a developer's shell may say about a service that is not the tests' business. */
const NOT_OURS = /^(DATABASE_URL|REDIS_URL|HOST|PORT|ROLE|IJAZAT_.*)$/;

/**
 * Private Redis and PostgreSQL in a temporary folder, gone afterwards however we end.
 * @param {{ log: (line: string) => void, durable: boolean }} options
 * @param {(env: NodeJS.ProcessEnv) => Promise<number>} work  gets the environment with their addresses
 */
export async function withTestServers({ log, durable }, work) {
  const folder = mkdtempSync(join(tmpdir(), 'ijazat-'));
  // The user that runs PostgreSQL must be able to pass through.
  chmodSync(folder, 0o711);
  try {
    const programs = {
      redis: await redisProgram(log),
      postgres: await findOrInstallPostgres({ env: process.env, log }),
    };
    return await withServers(programs, { folder, durable }, work);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {{ redis: string, postgres: string }} programs
 * @param {{ folder: string, durable: boolean }} options
 * @param {(env: NodeJS.ProcessEnv) => Promise<number>} work
 */
async function withServers(programs, { folder, durable }, work) {
  const redis = await startRedis({ program: programs.redis, folder: join(folder, 'redis'), remove: folder });
  try {
    const own = join(folder, 'postgres');
    const postgres = await startPostgres({ program: programs.postgres, folder: own, durable, remove: folder });
    try {
      const urls = { TEST_REDIS_URL: redis.url, TEST_POSTGRES_URL: postgres.url };
      return await work({ ...withoutServiceSettings(), ...urls, TMPDIR: scratchFolder(folder) });
    } finally {
      await postgres.stop();
    }
  } finally {
    await redis.stop();
  }
}

/** @param {(line: string) => void} log */
async function redisProgram(log) {
  const program = await findOrInstallRedis({ env: process.env, log });
  if (!program)
    throw new Error(`The tests need Redis or Valkey, 6.2 or newer. To install it: ${redisInstallCommand()}`);
  return program;
}

function withoutServiceSettings() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_OURS.test(name)));
}

/** What the work leaves lying about goes with the rest. @param {string} folder */
function scratchFolder(folder) {
  const scratch = join(folder, 'tmp');
  mkdirSync(scratch);
  chmodSync(scratch, 0o1777);
  return scratch;
}
