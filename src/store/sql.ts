import type { DataSource } from 'typeorm';
import type { CaseState, Rank } from '../engine/index.js';
import type { Changes, Written } from './changes.js';
import { ClockRow } from './clock-rows.js';
import {
  CaseRow,
  CounterRow,
  DeadlineRow,
  EscalationRow,
  EventRow,
  KeyRow,
  LedgerRow,
  OutboxRow,
  RankRow,
  TaskRow,
} from './rows.js';
import { PassageRow } from './passage-rows.js';
import { CertificateRow, CertificateStandingRow } from './certificate-rows.js';
import { SearchTermRow } from './search-rows.js';
import { AHEAD } from './ranks.js';
import { Conflict, type Begun, type KeptCase, type Named, type Ranked, type Transaction } from './store.js';

/** A table as its entity declares it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Columns that an update writes. */
  readonly changing: Table['columns'];
  readonly key: readonly string[];
}

type RowClass = new () => object;
type CasePlace = { readonly id: string; readonly seq: number };
/** What a row is put in for: a new one, or the last version of one. */
export type Mode = 'insert' | 'upsert' | 'add';

/** What differs between the databases: how a statement runs and how many rows are written at once. */
export interface Connection {
  /** Rows of a query; `$1`… are its parameters, an array parameter is a list for `among`. */
  all<T>(sql: string, parameters: readonly unknown[]): Promise<T[]>;
  /** Sends whatever the work asks for at once, where the database is at the end of a wire. */
  together<T>(work: () => Promise<T>): Promise<T>;
  /** SQL for "the column is one of the list in parameter n". */
  among(column: string, parameter: number): string;
  put(table: Table, rows: readonly object[], mode: Mode): Promise<void>;
  /**
   * Writes the changing columns of rows that are there; gives how many were. `fromSeq`, row by row: only if the row is still at that sequence
   * number.
   */
  change(table: Table, rows: readonly { readonly id: string }[], fromSeq?: readonly number[]): Promise<number>;
  /** As `Transaction.nextReference` has it. */
  reference(year: number, expected: number): Promise<number>;
  /** Clause that locks the rows of a select, empty where the transaction is alone. */
  readonly forUpdate: string;
}

/** Reads the shape of the tables from their entities once. */
export function tablesOf(source: DataSource): (row: RowClass) => Table {
  const tables = new Map<RowClass, Table>();
  return (row) => {
    const known = tables.get(row);
    if (known) return known;
    const { tableName, columns, primaryColumns } = source.getMetadata(row);
    const described = columns.map(({ databaseName, type, isUpdate, isPrimary }) => ({
      name: databaseName,
      type: String(type),
      changes: isUpdate && !isPrimary,
    }));
    const table = {
      name: tableName,
      columns: described,
      changing: described.filter(({ changes }) => changes),
      key: primaryColumns.map(({ databaseName }) => databaseName),
    };
    tables.set(row, table);
    return table;
  };
}

/** The transaction of both databases, over what differs between them. */
export class SqlTransaction implements Transaction {
  constructor(
    private readonly connection: Connection,
    private readonly table: (row: RowClass) => Table,
    private readonly cache: CaseCache,
  ) {}

  /** All is asked at once: a connection answers in the order in which it is asked, so what is read is read under the locks. */
  async begin({ cases, keys }: Named, now: number): Promise<Begun> {
    const [, places, answers, due] = await this.connection.together(() =>
      Promise.all([this.lock(cases), this.placesOf(cases), this.answers(keys), this.due(cases, now)]),
    );
    return { cases: await this.at(places), answers, due };
  }

  async load(caseIds: readonly string[]): Promise<KeptCase[]> {
    return this.at(await this.placesOf(caseIds));
  }

  private async lock(caseIds: readonly string[]): Promise<void> {
    const { connection } = this;
    if (caseIds.length === 0 || connection.forUpdate === '') return;
    const roots = `select root from cases where ${connection.among('id', 1)}`;
    await connection.all(`select id from cases where id in (${roots}) order by id ${connection.forUpdate}`, [caseIds]);
  }

  private async placesOf(caseIds: readonly string[]): Promise<CasePlace[]> {
    if (caseIds.length === 0) return [];
    const { connection } = this;
    return connection.all(`select id, seq from cases where ${connection.among('id', 1)}`, [caseIds]);
  }

  /** The cases as they are at a sequence number; parsed only where they are not at hand. */
  private async at(places: readonly CasePlace[]): Promise<KeptCase[]> {
    const { connection, cache } = this;
    const missing = places.filter(({ id, seq }) => cache.get(id, seq) === undefined).map(({ id }) => id);
    if (missing.length > 0) {
      const rows = await connection.all<{ reference: string; body: string }>(
        `select reference, body from cases where ${connection.among('id', 1)}`,
        [missing],
      );
      for (const { reference, body } of rows) cache.set({ reference, state: JSON.parse(body) as CaseState });
    }
    return places.flatMap(({ id, seq }) => cache.get(id, seq) ?? []);
  }

  private async due(caseIds: readonly string[], now: number): Promise<string[]> {
    if (caseIds.length === 0) return [];
    const { connection } = this;
    const roots = `select root from cases where ${connection.among('id', 1)}`;
    const rows = await connection.all<{ case_id: string }>(
      `select distinct case_id from deadlines where root in (${roots}) and status = 'armed' and due_at <= $2`,
      [caseIds, now],
    );
    return rows.map(({ case_id }) => case_id);
  }

  private async answers(keys: Named['keys']): Promise<KeyRow[]> {
    if (keys.length === 0) return [];
    const { connection } = this;
    return connection.all(
      `select * from idempotency_keys where ${connection.among('key', 1)} and ${connection.among('actor', 2)}`,
      [keys.map(({ key }) => key), [...new Set(keys.map(({ actor }) => actor))]],
    );
  }

  ahead(id: string, { subject, at }: Rank): Promise<readonly Ranked[]> {
    return this.connection.all<Ranked>(AHEAD, [subject, at, id]);
  }

  nextReference(year: number, expected: number): Promise<number> {
    return this.connection.reference(year, expected);
  }

  private writeAll<R extends { readonly id: string }>(
    table: Table,
    { added, changed }: Written<R>,
  ): Promise<unknown>[] {
    const { connection } = this;
    return [connection.put(table, [...added.values()], 'insert'), connection.change(table, [...changed.values()])];
  }

  private namePlaces({ places }: Changes): Promise<unknown>[] {
    // What another transaction has put in meanwhile is the same.
    const sql = 'insert into places (name, place) values ($1, $2) on conflict do nothing returning name';
    const sorted = [...places].sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.map(([name, place]) => this.connection.all(sql, [name, place]));
  }

  /** All is sent at once; where the database objects to one statement, it runs none after it. */
  async write(changes: Changes, shard: number): Promise<void> {
    const { connection, table } = this;
    const moved = [...changes.moved.values()];
    const counts = [...changes.counts].filter(([, n]) => n !== 0).map(([scope, n]) => ({ scope, shard, n }));
    const done = await connection.together(async () => {
      const [rows] = await Promise.all([
        connection.change(
          table(CaseRow),
          moved.map(({ row }) => row),
          moved.map(({ fromSeq }) => fromSeq),
        ),
        connection.put(table(CaseRow), [...changes.opened.values()], 'insert'),
        connection.put(table(EventRow), changes.events, 'insert'),
        ...this.writeAll(table(TaskRow), changes.tasks),
        ...this.writeAll(table(DeadlineRow), changes.deadlines),
        connection.put(table(ClockRow), [...changes.clocks.values()], 'upsert'),
        connection.put(table(RankRow), [...changes.ranks.values()], 'upsert'),
        connection.put(table(SearchTermRow), [...changes.terms.values()], 'upsert'),
        connection.put(table(LedgerRow), changes.ledger, 'insert'),
        connection.put(table(PassageRow), changes.passages, 'insert'),
        connection.put(table(EscalationRow), changes.escalations, 'insert'),
        ...changes.acknowledged.map(({ id, by, at }) =>
          connection.all(
            'update escalations set acknowledged_at = $1, acknowledged_by = $2 where id = $3 returning id',
            [at, by, id],
          ),
        ),
        ...this.namePlaces(changes),
        connection.put(table(CertificateRow), changes.certificates, 'insert'),
        connection.put(table(CertificateStandingRow), changes.standings, 'insert'),
        ...changes.beside.map(({ sql, values }) => connection.all(sql, values)),
        connection.put(withoutCount(table(OutboxRow)), changes.outbox, 'insert'),
        connection.put(table(KeyRow), changes.keys, 'insert'),
        connection.put(
          table(CounterRow),
          counts.sort((a, b) => (a.scope < b.scope ? -1 : 1)),
          'add',
        ),
      ]);
      return rows;
    });
    if (done !== moved.length) throw new Conflict('a case was changed by another process');
  }
}

/** Adds to the numbers given in a year ($1) as many as are asked for ($2), and gives the last one. */
export const NEXT_REFERENCES = `insert into facts (name, value) values ($1, cast($2 as text))
  on conflict (name) do update set value = cast(cast(facts.value as bigint) + cast(excluded.value as bigint) as text)
  returning cast(value as bigint) as last`;

/** The database counts the outbox itself. */
function withoutCount(table: Table): Table {
  return { ...table, columns: table.columns.filter(({ name }) => name !== 'id') };
}

/** Parsed cases, the least recently used forgotten first. Valid only for the sequence number the database has. */
export class CaseCache {
  private readonly cases = new Map<string, KeptCase>();

  constructor(private readonly most: number) {}

  get(id: string, seq: number): KeptCase | undefined {
    const kept = this.cases.get(id);
    if (kept?.state.seq !== seq) return undefined;
    this.cases.delete(id);
    this.cases.set(id, kept);
    return kept;
  }

  set(kept: KeptCase): void {
    this.cases.delete(kept.state.id);
    this.cases.set(kept.state.id, kept);
    const oldest = this.cases.keys().next();
    if (this.cases.size > this.most && !oldest.done) this.cases.delete(oldest.value);
  }
}
