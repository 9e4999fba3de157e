import { randomUUID } from 'node:crypto';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';

const FACT = 'installation';

/**
 * Prefix of this installation's keys in Redis, the same for all processes on one database. Two installations may share a Redis: under one
 * prefix each would take the other's jobs, find no such case, and let deadlines wait for the reconciler.
 */
export async function installationPrefix(database: OpenDatabase): Promise<string> {
  await database.write((query) =>
    query('insert into facts (name, value) values ($1, $2) on conflict (name) do nothing', [FACT, randomUUID()]),
  );
  const [fact] = await read<{ value: string }>(database, 'select value from facts where name = $1', [FACT]);
  return `ijazat-${String(fact?.value).slice(0, 8)}`;
}
