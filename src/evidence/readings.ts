import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Outage } from '../clocks/outage.js';
import { postName, type Actor } from '../engine/index.js';
import { addRows } from '../store/add-rows.js';
import type { OpenDatabase } from '../store/database.js';
import { pageOf, readCursor, type Page } from '../store/pages.js';
import { read } from '../store/read.js';
import type { ReadingRow } from '../store/reading-rows.js';
import { iso } from '../time/iso.js';

/** So long what was noted waits to be written with what else is noted meanwhile. */
const TOGETHER_MS = 1000;
/** Whoever looks at the same thing again within this time has read it once: a page that is opened anew is no new reading. */
const SAME_MS = 10 * 60_000;
/** More than this many are not kept in mind; who reads again is then noted again. */
const MOST_IN_MIND = 20_000;

export interface Reading {
  readonly actor: Actor;
  readonly caseId: string;
  /** What of the case: `case`, `history`, `dossier` … */
  readonly what: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * Who read what of which case, and when. Noted in memory, where it costs a request nothing, and written once a second with all the others: a process
 * that is killed forgets the last second.
 */
export class Readings {
  private waiting: ReadingRow[] = [];
  private readonly seen = new Map<string, number>();
  private readonly beat: Beat;
  private readonly outage: Outage;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: OpenDatabase,
    log: Logger,
  ) {
    this.outage = new Outage(log, 'noting who reads');
    this.beat = new Beat(
      () => this.written(),
      () => TOGETHER_MS,
    );
  }

  start(): void {
    this.beat.start();
  }

  /** Waits until what was noted is written. */
  async stop(): Promise<void> {
    await this.beat.stop();
    await this.written();
  }

  note({ actor, caseId, what, at }: Reading): void {
    const name = `${actor.id} ${caseId} ${what}`;
    const last = this.seen.get(name);
    if (last !== undefined && Math.abs(at - last) < SAME_MS) return;
    if (this.seen.size >= MOST_IN_MIND) this.seen.clear();
    this.seen.set(name, at);
    const post = actor.posts.find(({ role }) => role !== 'investor') ?? actor.posts[0] ?? null;
    this.waiting.push({ id: randomUUID(), at, person: actor.id, post: postName(post), case_id: caseId, what });
  }

  /** Latest first. Rejects with BadCursor. */
  async of(caseId: string, { cursor, limit }: { cursor?: string; limit: number }): Promise<Page<PresentedReading>> {
    await this.written();
    const values: unknown[] = [caseId];
    const conditions = ['case_id = $1'];
    if (cursor !== undefined) {
      const { at, id } = readCursor(cursor);
      conditions.push(`(at, id) < ($${values.push(at)}, $${values.push(id)})`);
    }
    const sql = `select * from readings where ${conditions.join(' and ')} order by at desc, id desc limit $${values.push(limit + 1)}`;
    const rows = await read<ReadingRow>(this.database, sql, values);
    return pageOf(rows, limit, { place: ({ at, id }) => ({ at, id }), present });
  }

  /** One at a time; what cannot be written waits for the next time. */
  private written(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    const rows = this.waiting;
    if (rows.length === 0) return;
    this.waiting = [];
    const { kind } = this.database;
    try {
      const values = rows.map(({ id, at, person, post, case_id, what }) => [id, at, person, post, case_id, what]);
      await this.database.write((query) => addRows({ kind, query }, 'readings', COLUMNS, values));
      this.outage.passed();
    } catch (error) {
      this.waiting = [...rows, ...this.waiting];
      this.outage.failed(error);
    }
  }
}

const COLUMNS = { id: 'text', at: 'bigint', person: 'text', post: 'text', case_id: 'text', what: 'text' } as const;

type PresentedReading = ReturnType<typeof present>;

function present({ at, person, post, what }: ReadingRow) {
  return { at: iso(at), person, post, what };
}
