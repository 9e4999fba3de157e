import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { Tables1764000000000 } from './migrations/1764000000000-tables.js';
import { Suspensions1764100000000 } from './migrations/1764100000000-suspensions.js';
import { Identity1764200000000 } from './migrations/1764200000000-identity.js';
import { Links1764210000000 } from './migrations/1764210000000-links.js';
import { AppendOnly1764400000000 } from './migrations/1764400000000-append-only.js';
import { Anchors1764400001000 } from './migrations/1764400001000-anchors.js';
import { Posts1764430000000 } from './migrations/1764430000000-posts.js';
import { Readings1764560000000 } from './migrations/1764560000000-readings.js';
import { CaseNotes1764620000000 } from './migrations/1764620000000-case-notes.js';
import { Tracking1764660000000 } from './migrations/1764660000000-tracking.js';
import { Holidays1764680000000 } from './migrations/1764680000000-holidays.js';
import { TasksOfCases1764670000000 } from './migrations/1764670000000-tasks-of-cases.js';
import { Mandates1764520000000 } from './migrations/1764520000000-mandates.js';
import { Regimes1764440000000 } from './migrations/1764440000000-regimes.js';
import { Ranks1764450000000 } from './migrations/1764450000000-ranks.js';
import { Certificates1764500000000 } from './migrations/1764500000000-certificates.js';
import { Worklists1764550000000 } from './migrations/1764550000000-worklists.js';
import { Jurisdictions1764650000000 } from './migrations/1764650000000-jurisdictions.js';
import { Notices1764600000000 } from './migrations/1764600000000-notices.js';
import { Figures1764700000000 } from './migrations/1764700000000-figures.js';
import { CalendarsOfClocks1764770000000 } from './migrations/1764770000000-calendars-of-clocks.js';
import { ChangedMonths1764750000000 } from './migrations/1764750000000-changed-months.js';
import { CasesByPlace1764780000000 } from './migrations/1764780000000-cases-by-place.js';
import { PlacesOfFigures1764740000000 } from './migrations/1764740000000-places-of-figures.js';
import { Documents1764640000000 } from './migrations/1764640000000-documents.js';
import { FirstDocuments1764720000000 } from './migrations/1764720000000-first-documents.js';
import { ScannedDocuments1764730000000 } from './migrations/1764730000000-scanned-documents.js';
import { Confirmations1764760000000 } from './migrations/1764760000000-confirmations.js';
import { PostgresStore } from './postgres-store.js';
import { ROWS } from './rows.js';
import { SqliteStore } from './sqlite-store.js';
import type { Store } from './store.js';

/** Epoch milliseconds fit a double until the year 287396, so bigint columns are numbers here. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** A database that is only read. */
export interface ReadableDatabase {
  readonly kind: 'sqlite' | 'postgres';
  /** Reads that must not wait for the writer and must not see what is not committed. */
  readonly reader: Pick<DataSource, 'query'>;
  close(): Promise<void>;
}

/** An open database: one way to write, one to read. */
export interface OpenDatabase extends ReadableDatabase {
  readonly reader: DataSource;
  readonly store: Store;
  /** Writes outside the store's batches (facts, the relay), still one after the other with them on SQLite. */
  write<T>(work: (query: (sql: string, parameters?: unknown[]) => Promise<unknown[]>) => Promise<T>): Promise<T>;
  /** Whether the tables are older than the code. */
  pendingMigrations(): Promise<boolean>;
}

export class DatabaseInUse extends Error {}

/** The tables are older than the code, and the role of the service may not change them. */
export class NotTheOwner extends Error {}

/**
 * Every statement of the service is an index read. A statement is planned once a connection, and a plan that was made while a table was small
 * (read it whole, hash it) stays when the table has grown: it doubled what PostgreSQL spent on a command.
 */
const PLANNING = ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin', 'jit']
  .map((way) => `-c ${way}=off`)
  .join(' ');

/** What TypeORM would say on the console of a migration that fails, we say ourselves where we start. */
const SILENT = { logger: 'debug' } as const;

const MIGRATIONS = [
  Tables1764000000000,
  Suspensions1764100000000,
  Identity1764200000000,
  Links1764210000000,
  AppendOnly1764400000000,
  Anchors1764400001000,
  Posts1764430000000,
  Regimes1764440000000,
  Ranks1764450000000,
  Certificates1764500000000,
  Mandates1764520000000,
  Worklists1764550000000,
  Readings1764560000000,
  Notices1764600000000,
  CaseNotes1764620000000,
  Documents1764640000000,
  Jurisdictions1764650000000,
  Tracking1764660000000,
  TasksOfCases1764670000000,
  Holidays1764680000000,
  Figures1764700000000,
  FirstDocuments1764720000000,
  ScannedDocuments1764730000000,
  PlacesOfFigures1764740000000,
  ChangedMonths1764750000000,
  Confirmations1764760000000,
  CalendarsOfClocks1764770000000,
  CasesByPlace1764780000000,
];

/** Opens a database by its URL (`sqlite:PATH` or `postgres://…`) and brings its tables up to date. Throws DatabaseInUse. */
export async function openDatabase(url: string): Promise<OpenDatabase> {
  return url.startsWith('sqlite:') ? openSqlite(url.slice('sqlite:'.length)) : openPostgres(url);
}

/**
 * Opens a database beside a service that may be running on it. Its tables must be there. A snapshot shows it as it is at the first read,
 * whatever is committed meanwhile.
 */
export async function openForReading(url: string, { snapshot = false } = {}): Promise<ReadableDatabase> {
  const sqlite = url.startsWith('sqlite:');
  const reader = new DataSource(
    sqlite
      ? {
          type: 'better-sqlite3',
          database: url.slice('sqlite:'.length),
          entities: ROWS,
          readonly: true,
          fileMustExist: true,
        }
      : { type: 'postgres', url, entities: ROWS, poolSize: 2 },
  );
  await reader.initialize();
  const kind = sqlite ? 'sqlite' : 'postgres';
  if (!snapshot) return { kind, reader, close: () => reader.destroy() };
  const runner = reader.createQueryRunner();
  await runner.query(sqlite ? 'begin' : 'begin isolation level repeatable read read only');
  const close = async (): Promise<void> => {
    await runner.query('commit');
    await runner.release();
    await reader.destroy();
  };
  return { kind, reader: runner, close };
}

async function openSqlite(path: string): Promise<OpenDatabase> {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  const lock = takeLock(path);
  let handle: Database.Database | undefined;
  const base = { type: 'better-sqlite3', database: path, entities: ROWS } as const;
  const writer = new DataSource({
    ...base,
    migrations: MIGRATIONS,
    ...SILENT,
    enableWAL: true,
    prepareDatabase: (database: Database.Database) => {
      handle = database;
      database.pragma('synchronous = FULL');
      // Else `insert or replace` would delete a row without asking the triggers that forbid it.
      database.pragma('recursive_triggers = ON');
      database.pragma('cache_size = -65536');
      database.pragma('mmap_size = 268435456');
    },
  });
  await writer.initialize();
  await writer.runMigrations();
  const reader = new DataSource({ ...base, readonly: true });
  await reader.initialize();
  if (!handle) throw new Error('TypeORM opened no SQLite database');
  const store = new SqliteStore(writer, handle);
  return {
    kind: 'sqlite',
    reader,
    store,
    write: (work) => store.exclusively(work),
    // Only this process can change the tables, and it has just brought them up to date.
    pendingMigrations: () => Promise.resolve(false),
    close: async () => {
      // Nest's own shutdown may have closed the one it knows.
      if (reader.isInitialized) await reader.destroy();
      await writer.destroy();
      lock.close();
    },
  };
}

/** A second process on the file would not see the first one's lane. The lock is the operating system's, so a killed process leaves none. */
function takeLock(path: string): Database.Database {
  const lock = new Database(`${path}.lock`, { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('begin exclusive; create table if not exists held (by integer); commit');
    lock.exec('begin exclusive');
    return lock;
  } catch {
    lock.close();
    throw new DatabaseInUse(
      `another process has ${path} open; SQLite serves one process, use PostgreSQL (DATABASE_URL) for several`,
    );
  }
}

/** In production the service's role owns no table; whoever owns them has run `npm run migrate` before. */
async function migrate(source: DataSource): Promise<void> {
  try {
    await source.runMigrations();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '42501')) throw error;
    throw new NotTheOwner(
      'the tables are older than this version and the role of DATABASE_URL may not change them: run "npm run migrate" as their owner',
      { cause: error },
    );
  }
}

async function openPostgres(url: string): Promise<OpenDatabase> {
  const source = new DataSource({
    type: 'postgres',
    url,
    entities: ROWS,
    migrations: MIGRATIONS,
    ...SILENT,
    poolSize: 12,
    extra: { application_name: 'ijazat', pipeline: true, options: PLANNING },
  });
  await source.initialize();
  // Two processes may start at once: the second waits until the first has made the tables.
  const runner = source.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock(4954202)');
    await migrate(source);
  } finally {
    await runner.query('select pg_advisory_unlock(4954202)');
    await runner.release();
  }
  return {
    kind: 'postgres',
    reader: source,
    store: new PostgresStore(source),
    write: (work) =>
      source.transaction((manager) => work(async (sql, parameters) => rowsOf(await manager.query(sql, parameters)))),
    pendingMigrations: () => source.showMigrations(),
    close: () => source.destroy(),
  };
}

/** TypeORM gives the rows of a statement, but of an update or a delete the rows and their count. */
function rowsOf(told: unknown): unknown[] {
  if (!Array.isArray(told)) return [];
  const [rows, count] = told as unknown[];
  return told.length === 2 && Array.isArray(rows) && typeof count === 'number' ? rows : told;
}
