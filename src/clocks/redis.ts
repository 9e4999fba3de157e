import { Redis } from 'ioredis';
import type { Outage } from './outage.js';

/** A command that takes longer will not be waited for: the reconciler does the work then. */
const COMMAND_TIMEOUT_MS = 5000;
const SLOWEST_RECONNECT_MS = 2000;

/**
 * Connects, and keeps trying for ever; `asking` fails at once while the connection is away, `working` (for BullMQ's worker, whose blocking
 * reads last long) waits for it.
 */
export function connectRedis(url: string, outage: Outage, use: 'asking' | 'working'): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    connectTimeout: 5000,
    retryStrategy: (tries) => Math.min(50 * 2 ** tries, SLOWEST_RECONNECT_MS),
    ...(use === 'asking' ? { enableOfflineQueue: false, commandTimeout: COMMAND_TIMEOUT_MS } : {}),
  });
  redis.on('error', (error) => outage.failed(error));
  return redis;
}

/** What in the set-up of a Redis makes it a poor alarm clock, in words for its keeper. */
export function complaintsAbout(info: string): string[] {
  const field = (name: string): string | undefined => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1];
  const policy = field('maxmemory_policy');
  const complaints: string[] = [];
  if (policy !== undefined && policy !== 'noeviction') {
    complaints.push(`Redis may evict alarms: set maxmemory-policy to noeviction, not ${policy}`);
  }
  if (field('aof_enabled') === '0') {
    complaints.push('Redis keeps no append-only file: after a restart of Redis all alarms are scheduled afresh');
  }
  return complaints;
}
