import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase, type OpenDatabase } from '../../src/store/database.js';

/** A database of a test's own, and how to be rid of it. */
export interface TestDatabase {
  readonly url: string;
  readonly open: () => Promise<OpenDatabase>;
  readonly drop: () => Promise<void>;
}

export type Kind = 'sqlite' | 'postgres';
export const KINDS: readonly Kind[] = ['sqlite', 'postgres'];

let count = 0;

/**
 * Makes a database on SQLite or on the PostgreSQL that `npm test` has started: empty, or with what another one of the kind has, which nobody may
 * have open then.
 */
export async function testDatabase(kind: Kind, like?: TestDatabase): Promise<TestDatabase> {
  if (kind === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'ijazat-test-'));
    const url = `sqlite:${join(folder, 'test.db')}`;
    if (like) copyFileSync(like.url.slice('sqlite:'.length), join(folder, 'test.db'));
    return {
      url,
      open: () => openDatabase(url),
      drop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
    };
  }
  const server = process.env['TEST_POSTGRES_URL'];
  if (!server) throw new Error('TEST_POSTGRES_URL is not set: run the tests by "npm test"');
  const name = `test_${process.pid}_${(count += 1)}`;
  const template = like ? ` template ${new URL(like.url).pathname.slice(1)}` : '';
  await onServer(server, `create database ${name}${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    open: () => openDatabase(url.href),
    drop: () => onServer(server, `drop database ${name} with (force)`),
  };
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql);
  await client.end();
}
