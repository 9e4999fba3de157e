// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedis } from './redis-program.mjs';
import { startRedis } from './redis.mjs';

/**
 * A Redis for one piece of work, in a folder that is gone afterwards however we end; none where the machine has no server.
 * @param {(env: NodeJS.ProcessEnv) => Promise<number>} work  gets the environment with its address
 */
export async function withOwnRedis(work) {
  const { REDIS_URL: _, ...env } = process.env;
  const program = await findRedis();
  if (!program) return work(env);
  const folder = mkdtempSync(join(tmpdir(), 'ijazat-redis-'));
  try {
    const redis = await startRedis({ program, folder, remove: folder });
    try {
      return await work({ ...env, REDIS_URL: redis.url });
    } finally {
      await redis.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
