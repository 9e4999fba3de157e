import type { Writable } from 'node:stream';
import type { DataSource } from 'typeorm';
import type { PoolClient, QueryResult } from 'pg';
import { binaryList } from './binary-list.js';
import { References } from './references.js';
import { CaseCache, SqlTransaction, tablesOf, type Connection, type Mode, type Table } from './sql.js';
import { onConflict } from './sqlite-store.js';
import { Conflict, TryAgain, type KeptCase, type Store, type Transaction } from './store.js';

const CACHED_CASES = 20_000;
/** Two batches side by side: one decides while the other waits for the disk. More brought nothing. */
const LANES = 2;

/**
 * PostgreSQL: a batch locks its roots, sorted, is decided in memory and written set-wise, one statement a table. Connections pipeline: what is
 * asked without waiting for answers goes out together, so a batch takes four round trips.
 */
export class PostgresStore implements Store {
  readonly lanes = LANES;
  private readonly table: ReturnType<typeof tablesOf>;
  private readonly cache = new CaseCache(CACHED_CASES);

  private readonly references: References;

  constructor(private readonly source: DataSource) {
    this.table = tablesOf(source);
    this.references = new References((sql, parameters) => source.query(sql, parameters));
  }

  remember(cases: Iterable<KeptCase>): void {
    for (const kept of cases) this.cache.set(kept);
  }

  async transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      return await this.within(client, work);
    } finally {
      await runner.release();
    }
  }

  private async within<T>(client: PoolClient, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const connection = new PostgresConnection(client, this.references);
    try {
      const begun = client.query('begin');
      // Where the connection is lost, what was asked after it is told of that first.
      begun.catch(() => undefined);
      const result = await work(new SqlTransaction(connection, this.table, this.cache));
      await begun;
      await client.query('commit');
      return result;
    } catch (error) {
      // A lost connection has rolled back by itself; the first error is the one to tell.
      await client.query('rollback').catch(() => undefined);
      throw translated(error);
    } finally {
      connection.giveBack();
    }
  }
}

/** SQLSTATE classes: 23 is a constraint, 40P01 a deadlock, 40001 a serialisation failure. */
function translated(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('23')) return new Conflict(String(error));
  if (code === '40P01' || code === '40001') return new TryAgain(String(error));
  return error;
}

/** What `pg` does not declare of its clients. */
type WithStream = PoolClient & { readonly connection: { readonly stream: Writable } };

class PostgresConnection implements Connection {
  readonly forUpdate = 'for update';
  private readonly held = new Map<number, number[]>();

  constructor(
    private readonly client: PoolClient,
    private readonly numbers: References,
  ) {}

  async reference(year: number, expected: number): Promise<number> {
    const held = this.held.get(year) ?? (await this.numbers.take(year, expected));
    this.held.set(year, held);
    const [next = (await this.numbers.take(year, 1))[0]] = held.splice(0, 1);
    return next ?? 0;
  }

  /** What the transaction held and did not use. */
  giveBack(): void {
    for (const [year, unused] of this.held) this.numbers.giveBack(year, unused);
  }

  async all<T>(sql: string, parameters: readonly unknown[]): Promise<T[]> {
    const values = parameters.map((value) => (Array.isArray(value) ? binaryList('text', value) : value));
    return (await this.query(sql, values)).rows as T[];
  }

  /** Named, so that a connection prepares each statement once. */
  private query(text: string, parameters: readonly unknown[]): Promise<QueryResult> {
    return this.client.query({ name: nameOf(text), text, values: parameters as unknown[] });
  }

  /** Each statement by itself would be a system call, a dozen a batch. */
  together<T>(work: () => Promise<T>): Promise<T> {
    const { stream } = (this.client as WithStream).connection;
    stream.cork();
    try {
      return work();
    } finally {
      stream.uncork();
    }
  }

  among(column: string, parameter: number): string {
    return `${column} = any($${parameter})`;
  }

  async put({ name, columns, key }: Table, rows: readonly object[], mode: Mode): Promise<void> {
    if (rows.length === 0) return;
    const names = columns.map((column) => column.name);
    const lists = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
    const sql = `insert into ${name} (${names.join(', ')}) select * from unnest(${lists})${onConflict(name, names, key, mode)}`;
    await this.query(sql, columnWise(columns, rows));
  }

  async change(
    { name, changing }: Table,
    rows: readonly { readonly id: string }[],
    fromSeq?: readonly number[],
  ): Promise<number> {
    if (rows.length === 0) return 0;
    const written = [{ name: 'id', type: 'text' }, ...changing];
    const sets = changing.map((column) => `${column.name} = fresh.${column.name}`).join(', ');
    const expected = fromSeq ? [{ name: 'from_seq', type: 'bigint' }] : [];
    const given = [...written, ...expected];
    const lists = given.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
    const fields = given.map(({ name: field }) => field).join(', ');
    const still = fromSeq ? ` and ${name}.seq = fresh.from_seq` : '';
    const sql = `update ${name} set ${sets} from unnest(${lists}) as fresh (${fields}) where ${name}.id = fresh.id${still}`;
    const seen = fromSeq ? [binaryList('bigint', fromSeq)] : [];
    return (await this.query(sql, [...columnWise(written, rows), ...seen])).rowCount ?? 0;
  }
}

function columnWise(columns: Table['columns'], rows: readonly object[]): Buffer[] {
  const fields = rows as readonly { readonly [name: string]: unknown }[];
  return columns.map(({ name, type }) =>
    binaryList(
      type,
      fields.map((row) => row[name]),
    ),
  );
}

const statementNames = new Map<string, string>();
function nameOf(sql: string): string {
  const known = statementNames.get(sql) ?? `s${statementNames.size + 1}`;
  statementNames.set(sql, known);
  return known;
}
