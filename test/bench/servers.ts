import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import Database from 'better-sqlite3';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Figure } from './report.js';

/** The private servers of the run. */
export function redisUrl(): string {
  return given('TEST_REDIS_URL');
}

export function postgresUrl(): string {
  return given('TEST_POSTGRES_URL');
}

function given(name: string): string {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set: run the benchmark by "npm run bench"`);
  return url;
}

/** Redis as new: no part inherits the jobs of another. */
export async function emptyRedis(): Promise<void> {
  const redis = new Redis(redisUrl());
  await redis.flushall();
  redis.disconnect();
}

export async function onPostgres<R extends object>(url: string, sql: string, values: unknown[] = []): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Bytes of a database, as the service left it: SQLite's file with its log written back, PostgreSQL's tables and indexes. */
export async function bytesOf(url: string): Promise<number> {
  if (url.startsWith('sqlite:')) {
    const database = new Database(url.slice('sqlite:'.length));
    database.pragma('wal_checkpoint(TRUNCATE)');
    const { bytes } = database
      .prepare('select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()')
      .get() as { bytes: number };
    database.close();
    return bytes;
  }
  const [size] = await onPostgres<{ bytes: string }>(
    url,
    `select sum(pg_total_relation_size(c.oid)) as bytes from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r'`,
  );
  return Number(size?.bytes);
}

export async function serverFacts(): Promise<Figure[]> {
  const redis = new Redis(redisUrl());
  const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? 'unknown';
  redis.disconnect();
  const settings = ['server_version', 'fsync', 'synchronous_commit', 'shared_buffers'];
  const shown = await Promise.all(
    settings.map((name) => onPostgres<{ [name: string]: string }>(postgresUrl(), `show ${name}`)),
  );
  const [server, ...rest] = shown.map(([row]) => Object.values(row ?? {})[0] ?? '');
  const require = createRequire(import.meta.url);
  const installed = (name: string): string => (require(`${name}/package.json`) as { version: string }).version;
  const sqlite = new Database(':memory:').prepare('select sqlite_version() as version').get() as { version: string };
  return [
    {
      what: 'PostgreSQL',
      value: `${server} (${settings
        .slice(1)
        .map((name, at) => `${name} ${rest[at]}`)
        .join(', ')})`,
    },
    {
      what: 'SQLite',
      value: `${sqlite.version} by better-sqlite3 ${installed('better-sqlite3')} (WAL, synchronous FULL)`,
    },
    { what: 'Redis', value: version },
    { what: 'BullMQ, XState', value: `${installed('bullmq')}, ${installed('xstate')}` },
  ];
}

/** What a SQLite file leaves beside itself. */
export function removeFile(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '.lock']) rmSync(`${path}${suffix}`, { force: true });
}
