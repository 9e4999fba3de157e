import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Outage } from '../clocks/outage.js';
import { chainHash, GENESIS } from '../engine/index.js';
import { addRows, type Columns } from '../store/add-rows.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';

/** On PostgreSQL other processes record too: so soon this one knows of it. */
const WATCH_MS = 1000;

/** The place of a row in the chain of its register. */
export interface Link {
  readonly seq: number;
  readonly previous_hash: string;
  readonly hash: string;
}

/** What one register is of. */
export interface RegisterKind<Entry, Row extends Link> {
  /** In words, of more than one. */
  readonly of: string;
  readonly table: string;
  /** Of PostgreSQL: one records at a time, over all processes. */
  readonly lock: number;
  readonly columns: Columns;
  readonly recordOf: (row: Row) => Entry;
  readonly rowOf: (record: Entry, link: Link) => Row;
}

/**
 * Records that are only added, each hanging on the one before, and all of them at hand as `View`: who may act is asked with every request, and
 * no request waits for the database to say.
 */
export abstract class ChainedRegister<View extends { readonly records: readonly Entry[] }, Entry, Row extends Link> {
  private known: View;
  private head = { seq: 0, hash: GENESIS };
  private readonly watch: Beat;
  private readonly outage: Outage;
  private adding: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly kind: RegisterKind<Entry, Row>,
    private readonly viewOf: (records: readonly Entry[]) => View,
    private readonly database: OpenDatabase,
    log: Logger,
  ) {
    this.known = viewOf([]);
    this.outage = new Outage(log, `watching the register of ${kind.of}`);
    this.watch = new Beat(
      () => this.look(),
      () => WATCH_MS,
    );
  }

  /** As this process knows it: at once what it has recorded itself, within a second what another has. */
  protected get view(): View {
    return this.known;
  }

  /** Counts the records: whatever was made of an earlier view is made of this one while this stays. */
  get revision(): number {
    return this.head.seq;
  }

  /** Reads what is new. */
  async refresh(): Promise<void> {
    this.take(await read<Row>(this.database, this.after, [this.head.seq]));
  }

  start(): void {
    // With SQLite nobody else writes.
    if (this.database.kind === 'postgres') this.watch.start();
  }

  /** Waits for what is being recorded. */
  async stop(): Promise<void> {
    await this.watch.stop();
    await this.adding;
  }

  /**
   * Adds what `make` makes of the view as it is under the lock: what it checks there still holds when it is added. Where it makes nothing, or
   * throws, nothing is.
   */
  protected add(make: (view: View) => readonly Entry[]): Promise<void> {
    const mine = this.write(make);
    this.adding = Promise.allSettled([this.adding, mine]);
    return mine;
  }

  /** Called when the view has changed, by this process or by another. */
  protected changed(_view: View): void {}

  private get after(): string {
    return `select * from ${this.kind.table} where seq > $1 order by seq`;
  }

  private async write(make: (view: View) => readonly Entry[]): Promise<void> {
    const { kind } = this.database;
    const { table, columns, lock } = this.kind;
    const rows = await this.database.write(async (query) => {
      if (kind === 'postgres') await query(`select pg_advisory_xact_lock(${lock})`);
      const fresh = (await query(this.after, [this.head.seq])) as Row[];
      const added = this.chained(make(this.with(fresh)), fresh.at(-1) ?? this.head);
      const values = added.map(
        (row) => Object.keys(columns).map((name) => row[name as keyof Row]) as (string | null)[],
      );
      await addRows({ kind, query }, table, columns, values);
      return [...fresh, ...added];
    });
    this.take(rows);
  }

  private chained(records: readonly Entry[], head: { readonly seq: number; readonly hash: string }): Row[] {
    let { seq, hash } = head;
    return records.map((record) => {
      const previous = hash;
      seq += 1;
      hash = chainHash(previous, { seq, ...record });
      return this.kind.rowOf(record, { seq, previous_hash: previous, hash });
    });
  }

  private async look(): Promise<void> {
    try {
      await this.refresh();
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }

  private take(rows: readonly Row[]): void {
    const next = rows.filter(({ seq }) => seq > this.head.seq);
    const last = next.at(-1);
    if (!last) return;
    this.known = this.with(next);
    this.head = { seq: last.seq, hash: last.hash };
    this.changed(this.known);
  }

  private with(rows: readonly Row[]): View {
    return rows.length === 0 ? this.known : this.viewOf([...this.known.records, ...rows.map(this.kind.recordOf)]);
  }
}

/** The first record whose place in the chain does not fit, in words; null where all fit. */
export function brokenLink<Entry, Row extends Link>(
  { of, recordOf }: RegisterKind<Entry, Row>,
  rows: readonly Row[],
): string | null {
  let [previous, expected] = [GENESIS, 1];
  for (const row of rows) {
    if (row.seq !== expected) return `record ${expected} of ${of} is missing`;
    const hash = chainHash(previous, { seq: row.seq, ...recordOf(row) });
    if (row.previous_hash !== previous || row.hash !== hash)
      return `record ${row.seq} of ${of} was changed after it was recorded`;
    [previous, expected] = [row.hash, expected + 1];
  }
  return null;
}
