import type Database from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { positional, questionMarks } from './parameters.js';
import { CaseCache, NEXT_REFERENCES, SqlTransaction, tablesOf, type Connection, type Mode, type Table } from './sql.js';
import { Conflict, type KeptCase, type Store, type Transaction } from './store.js';

const CACHED_CASES = 20_000;

/**
 * SQLite has one writer. All writes of the process go through the one lane that calls `transaction`, one after the other, each a
 * batch in one durable commit; what this class runs is synchronous beneath, so nobody else's statement can slip inside.
 */
export class SqliteStore implements Store {
  readonly lanes = 1;
  private readonly connection: SqliteConnection;
  private readonly table: ReturnType<typeof tablesOf>;
  private readonly cache = new CaseCache(CACHED_CASES);
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    source: DataSource,
    private readonly database: Database.Database,
  ) {
    this.connection = new SqliteConnection(database);
    this.table = tablesOf(source);
  }

  remember(cases: Iterable<KeptCase>): void {
    for (const kept of cases) this.cache.set(kept);
  }

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const mine = this.turn.then(() => this.alone(work));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  /** Other writes of the process, in the same lane. */
  exclusively<T>(work: (query: (sql: string, parameters?: unknown[]) => Promise<unknown[]>) => Promise<T>): Promise<T> {
    const mine = this.turn.then(() =>
      this.alone(() => work((sql, parameters = []) => this.connection.all(sql, parameters))),
    );
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async alone<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    this.database.exec('begin immediate');
    try {
      const result = await work(new SqlTransaction(this.connection, this.table, this.cache));
      this.database.exec('commit');
      return result;
    } catch (error) {
      if (this.database.inTransaction) this.database.exec('rollback');
      throw isConstraint(error) ? new Conflict(String(error)) : error;
    }
  }
}

/** By its code: where the addon was loaded by another context of the process, its errors are no `Error` of ours. */
function isConstraint(error: unknown): boolean {
  const { code } = Object(error) as { readonly code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_CONSTRAINT');
}

class SqliteConnection implements Connection {
  readonly forUpdate = '';
  private readonly statements = new Map<string, Database.Statement>();

  constructor(private readonly database: Database.Database) {}

  private prepare(sql: string): Database.Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(questionMarks(sql));
    this.statements.set(sql, statement);
    return statement;
  }

  all<T>(sql: string, parameters: readonly unknown[]): Promise<T[]> {
    const bound = positional(sql, parameters);
    const statement = this.prepare(sql);
    if (statement.reader) return Promise.resolve(statement.all(...bound) as T[]);
    statement.run(...bound);
    return Promise.resolve([]);
  }

  reference(year: number): Promise<number> {
    const { last } = this.prepare(NEXT_REFERENCES).get(`reference/${year}`, '1') as { last: number };
    return Promise.resolve(last);
  }

  together<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  among(column: string, parameter: number): string {
    return `${column} in (select value from json_each($${parameter}))`;
  }

  put({ name, columns, key }: Table, rows: readonly object[], mode: Mode): Promise<void> {
    if (rows.length === 0) return Promise.resolve();
    const names = columns.map((column) => column.name);
    const statement = this.prepare(
      `insert into ${name} (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})${onConflict(name, names, key, mode)}`,
    );
    for (const row of rows) statement.run(...values(names, row));
    return Promise.resolve();
  }

  change(
    { name, changing }: Table,
    rows: readonly { readonly id: string }[],
    fromSeq?: readonly number[],
  ): Promise<number> {
    const names = changing.map((column) => column.name);
    const sets = names.map((column, index) => `${column} = $${index + 1}`).join(', ');
    const still = fromSeq ? ` and seq = $${names.length + 2}` : '';
    const statement = this.prepare(`update ${name} set ${sets} where id = $${names.length + 1}${still}`);
    let changes = 0;
    for (const [index, row] of rows.entries()) {
      const seq = fromSeq ? [fromSeq[index]] : [];
      changes += statement.run(...values(names, row), row.id, ...seq).changes;
    }
    return Promise.resolve(changes);
  }
}

/** What becomes of a row that is already there. */
export function onConflict(table: string, names: readonly string[], key: readonly string[], mode: Mode): string {
  if (mode === 'insert') return '';
  const sets = names
    .filter((name) => !key.includes(name))
    .map((name) => (mode === 'add' ? `${name} = ${table}.${name} + excluded.${name}` : `${name} = excluded.${name}`));
  return ` on conflict (${key.join(', ')}) do update set ${sets.join(', ')}`;
}

function values(names: readonly string[], row: object): unknown[] {
  const fields = row as { readonly [name: string]: unknown };
  return names.map((name) => fields[name] ?? null);
}
