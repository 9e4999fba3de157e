import { randomUUID } from 'node:crypto';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';

const FACT = 'installation';

/** Id of this installation, the same for all processes on one database; made by the first. */
export async function installationId(database: OpenDatabase): Promise<string> {
  await database.write((query) =>
    query('insert into facts (name, value) values ($1, $2) on conflict (name) do nothing', [FACT, randomUUID()]),
  );
  const [fact] = await read<{ value: string }>(database, 'select value from facts where name = $1', [FACT]);
  return String(fact?.value);
}

/**
 * Prefix of this installation's keys in Redis. Two installations may share a Redis: under one prefix each would take the other's jobs, find no
 * such case, and let deadlines wait for the reconciler.
 */
export async function installationPrefix(database: OpenDatabase): Promise<string> {
  return `ijazat-${(await installationId(database)).slice(0, 8)}`;
}
