import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Outage } from '../clocks/outage.js';
import { chainHash, GENESIS } from '../engine/index.js';
import { addRows, type Columns } from '../store/add-rows.js';
import type { OpenDatabase } from '../store/database.js';
import type { MandateRow } from '../store/mandate-rows.js';
import { read } from '../store/read.js';
import { recordOf, rowOf, type MandateEntry, type MandateRecord } from './record.js';
import { MandateRoll } from './standing.js';

/** On PostgreSQL other processes record too: so soon this one knows of it. */
const WATCH_MS = 1000;
/** One at a time, over all processes. */
const LOCK = 4954204;

/** The chain up to here. */
interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** The records of mandates, all of them at hand: who may act is asked with every request, and no request waits for the database to say. */
export class MandateRegister {
  private known = new MandateRoll([]);
  private head: Head = { seq: 0, hash: GENESIS };
  private readonly watch: Beat;
  private readonly outage: Outage;
  private recording: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: OpenDatabase,
    log: Logger,
  ) {
    this.outage = new Outage(log, 'watching the register of mandates');
    this.watch = new Beat(
      () => this.look(),
      () => WATCH_MS,
    );
  }

  /** As this process knows it: at once what it has recorded itself, within a second what another has. */
  get roll(): MandateRoll {
    return this.known;
  }

  async refresh(): Promise<void> {
    this.take(await read<MandateRow>(this.database, AFTER, [this.head.seq]));
  }

  start(): void {
    // With SQLite nobody else writes.
    if (this.database.kind === 'postgres') this.watch.start();
  }

  /** Waits for what is being recorded. */
  async stop(): Promise<void> {
    await this.watch.stop();
    await this.recording;
  }

  /** Records what `make` makes of the roll as it is under the lock. Where it makes nothing, or throws, nothing is. */
  record(make: (roll: MandateRoll) => readonly MandateEntry[], by: string, now: number): Promise<void> {
    const mine = this.write(make, by, now);
    this.recording = Promise.allSettled([this.recording, mine]);
    return mine;
  }

  private async write(make: (roll: MandateRoll) => readonly MandateEntry[], by: string, now: number): Promise<void> {
    const { kind } = this.database;
    const rows = await this.database.write(async (query) => {
      if (kind === 'postgres') await query(`select pg_advisory_xact_lock(${LOCK})`);
      const fresh = (await query(AFTER, [this.head.seq])) as MandateRow[];
      const before = fresh.length === 0 ? this.known : new MandateRoll([...this.known.records, ...fresh.map(recordOf)]);
      const last = fresh.at(-1);
      const entries = make(before).map((entry) => ({ ...NOTHING, ...entry, recordedBy: by, recordedAt: now }));
      const added = chained(entries, last ? { seq: last.seq, hash: last.hash } : this.head);
      const values = added.map((row) => NAMES.map((name) => row[name]));
      await addRows({ kind, query }, 'mandates', COLUMNS, values);
      return [...fresh, ...added];
    });
    this.take(rows);
  }

  private async look(): Promise<void> {
    try {
      await this.refresh();
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }

  private take(rows: readonly MandateRow[]): void {
    const next = rows.filter(({ seq }) => seq > this.head.seq);
    const last = next.at(-1);
    if (!last) return;
    this.known = new MandateRoll([...this.known.records, ...next.map(recordOf)]);
    this.head = { seq: last.seq, hash: last.hash };
  }
}

const AFTER = 'select * from mandates where seq > $1 order by seq';
const NOTHING = { company: null, owner: null, root: null, name: null, number: null, ends: null, until: null };

/** Each hangs on the one before, so that none can be changed or taken out unseen. */
function chained(records: readonly MandateRecord[], head: Head): MandateRow[] {
  let { seq, hash } = head;
  return records.map((record) => {
    const previous = hash;
    seq += 1;
    hash = chainHash(previous, { seq, ...record });
    return rowOf(record, { seq, previous_hash: previous, hash });
  });
}

const COLUMNS = {
  seq: 'bigint',
  id: 'text',
  kind: 'text',
  person: 'text',
  company: 'text',
  owner: 'text',
  root: 'text',
  name: 'text',
  number: 'text',
  ends: 'text',
  from_at: 'bigint',
  until_at: 'bigint',
  ground: 'text',
  recorded_by: 'text',
  recorded_at: 'bigint',
  previous_hash: 'text',
  hash: 'text',
} as const satisfies Columns;
const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

/** The first record whose place in the chain does not fit, in words; null where all fit. */
export function brokenMandate(rows: readonly MandateRow[]): string | null {
  let [previous, expected] = [GENESIS, 1];
  for (const row of rows) {
    if (row.seq !== expected) return `record ${expected} of mandates is missing`;
    const hash = chainHash(previous, { seq: row.seq, ...recordOf(row) });
    if (row.previous_hash !== previous || row.hash !== hash)
      return `record ${row.seq} of mandates was changed after it was recorded`;
    [previous, expected] = [row.hash, expected + 1];
  }
  return null;
}
