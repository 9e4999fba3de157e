import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Outage } from '../clocks/outage.js';
import { chainHash, GENESIS } from '../engine/index.js';
import type { OpenDatabase } from '../store/database.js';
import type { PostRecordRow } from '../store/post-rows.js';
import { read } from '../store/read.js';
import { recordOf, rowOf, type Entry, type PostRecord } from './record.js';
import { Roster } from './roster.js';

/** On PostgreSQL other processes record too: so soon this one knows of it. */
const WATCH_MS = 1000;
/** One at a time, over all processes. */
const LOCK = 4954203;
/** Rows put in by one statement, whose parameters both databases bound. */
const AT_ONCE = 500;

type Query = (sql: string, parameters?: unknown[]) => Promise<unknown[]>;

/** The chain up to here. */
interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** Who and when, of what is recorded. */
export interface Recording {
  readonly by: string;
  /** Whose substitute records it. */
  readonly onBehalfOf?: string | undefined;
  readonly now: number;
}

/**
 * The records of posts, all of them at hand: who may act is asked with every request, and no request waits for the database to say. They are
 * few: a post changes hands every year or two.
 */
export class Register {
  private known: Roster = new Roster([]);
  private head: Head = { seq: 0, hash: GENESIS };
  private readonly watch: Beat;
  private recording: Promise<unknown> = Promise.resolve();
  private readonly outage: Outage;

  constructor(
    private readonly database: OpenDatabase,
    log: Logger,
    private readonly changed: () => void = () => undefined,
  ) {
    this.outage = new Outage(log, 'watching the register of posts');
    this.watch = new Beat(
      () => this.look(),
      () => WATCH_MS,
    );
  }

  /** As this process knows it: at once what it has recorded itself, within a second what another has. */
  get roster(): Roster {
    return this.known;
  }

  /** Counts the records: whatever was made of an earlier roster is made of this one while this stays. */
  get revision(): number {
    return this.head.seq;
  }

  /** Reads what is new. */
  async refresh(): Promise<void> {
    this.take(await read<PostRecordRow>(this.database, AFTER, [this.head.seq]));
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

  /**
   * Records what `make` makes of the roster as it is under the lock: what it checks there still holds when it is recorded. Where it makes
   * nothing, or throws, nothing is.
   */
  record(make: (roster: Roster) => readonly Entry[], recording: Recording): Promise<void> {
    const mine = this.write(make, recording);
    this.recording = Promise.allSettled([this.recording, mine]);
    return mine;
  }

  private async write(make: (roster: Roster) => readonly Entry[], recording: Recording): Promise<void> {
    const rows = await this.database.write(async (query) => {
      if (this.database.kind === 'postgres') await query(`select pg_advisory_xact_lock(${LOCK})`);
      const fresh = (await query(AFTER, [this.head.seq])) as PostRecordRow[];
      const before = this.with(fresh);
      const records = make(before.roster).map((entry) => completed(entry, recording));
      const added = chained(records, before.head);
      await insert(query, added);
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

  private take(rows: readonly PostRecordRow[]): void {
    const next = rows.filter(({ seq }) => seq > this.head.seq);
    if (next.length === 0) return;
    ({ roster: this.known, head: this.head } = this.with(next));
    this.changed();
  }

  private with(rows: readonly PostRecordRow[]): { roster: Roster; head: Head } {
    const last = rows.at(-1);
    if (!last) return { roster: this.known, head: this.head };
    const roster = new Roster([...this.known.records, ...rows.map(recordOf)]);
    return { roster, head: { seq: last.seq, hash: last.hash } };
  }
}

const AFTER = 'select * from post_records where seq > $1 order by seq';

function completed(entry: Entry, { by, onBehalfOf, now }: Recording): PostRecord {
  const nothing = { post: null, other: null, about: null, subject: null, ends: null, until: null };
  return { ...nothing, ...entry, recordedBy: by, recordedFor: onBehalfOf ?? null, recordedAt: now };
}

/** Each hangs on the one before, so that none can be changed or taken out unseen. */
function chained(records: readonly PostRecord[], head: Head): PostRecordRow[] {
  let { seq, hash } = head;
  return records.map((record) => {
    const previous = hash;
    seq += 1;
    hash = chainHash(previous, { seq, ...record });
    return rowOf(record, { seq, previous_hash: previous, hash });
  });
}

async function insert(query: Query, rows: readonly PostRecordRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const values: unknown[] = [];
    const page = rows.slice(from, from + AT_ONCE);
    const lines = page.map((row) => `(${COLUMNS.map((column) => `$${values.push(row[column])}`).join(', ')})`);
    await query(`insert into post_records (${COLUMNS.join(', ')}) values ${lines.join(', ')}`, values);
  }
}

const COLUMNS = [
  'seq',
  'id',
  'kind',
  'person',
  'post',
  'other',
  'about',
  'subject',
  'ends',
  'from_at',
  'until_at',
  'ground',
  'recorded_by',
  'recorded_for',
  'recorded_at',
  'previous_hash',
  'hash',
] as const satisfies readonly (keyof PostRecordRow)[];

/** The first record whose place in the chain does not fit, in words; null where all fit. */
export function brokenRecord(rows: readonly PostRecordRow[]): string | null {
  let [previous, expected] = [GENESIS, 1];
  for (const row of rows) {
    if (row.seq !== expected) return `record ${expected} of posts is missing`;
    const hash = chainHash(previous, { seq: row.seq, ...recordOf(row) });
    if (row.previous_hash !== previous || row.hash !== hash)
      return `record ${row.seq} of posts was changed after it was recorded`;
    [previous, expected] = [row.hash, expected + 1];
  }
  return null;
}
