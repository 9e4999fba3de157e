import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { openForReading, type OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import { realClock } from '../time/clock.js';
import type { KeptBytes } from './documents.js';
import type { Pinned } from './remade.js';
import { verifyAll } from './verify.js';

/** Cases at a time: the service answers others between. */
const PAGE = 20;
/** How often it is written down how far it has come. */
const TOLD_EVERY_MS = 1000;
/** After so long without a word it is taken for dead. */
const SILENT_MS = 60_000;
/** Sentences kept of what is not sound; the rest is counted. */
const MOST_FAILURES = 100;
const FACT = 'verification';

/** A check of the whole database. Times are epoch milliseconds of the real clock. */
export interface Run {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly startedBy: string;
  readonly startedAt: number;
  readonly toldAt: number;
  readonly endedAt: number | null;
  /** Cases checked, and cases there were when it began. */
  readonly cases: number;
  readonly of: number;
  readonly events: number;
  readonly anchors: number;
  readonly faults: number;
  readonly failures: readonly string[];
}

export interface VerificationParts {
  readonly database: OpenDatabase;
  readonly databaseUrl: string;
  readonly pinned: Pinned;
  readonly log: Logger;
  /** Where the bytes of documents are kept. */
  readonly bytes: KeptBytes;
}

class Stopped extends Error {}

/** Checks the database beside the service, on one instant of it, with at most half of a processor. How far it is, every process knows. */
export class Verification {
  private stopping = false;
  private running: Promise<void> | null = null;

  constructor(private readonly parts: VerificationParts) {}

  /** The run under way or the last one; null where there never was one. */
  async last(): Promise<Run | null> {
    const [fact] = await read<{ value: string }>(this.parts.database, 'select value from facts where name = $1', [
      FACT,
    ]);
    const run = fact ? (JSON.parse(fact.value) as Run) : null;
    const dead = run?.state === 'running' && realClock.now() - run.toldAt > SILENT_MS;
    return run && dead ? { ...run, state: 'failed', failures: ['the process that checked has ended'] } : run;
  }

  /** Begins a run, unless one is under way; gives the one that is. */
  async start(by: string): Promise<Run> {
    const last = await this.last();
    if (last?.state === 'running' || this.running) return last ?? this.begun(by);
    const run = await this.begun(by);
    await this.keep(run);
    this.running = this.check(run).finally(() => (this.running = null));
    return run;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
  }

  private async begun(by: string): Promise<Run> {
    const now = realClock.now();
    const [count] = await read<{ n: number }>(this.parts.database, 'select count(*) as n from cases', []);
    const times = { startedBy: by, startedAt: now, toldAt: now, endedAt: null };
    const none = { cases: 0, of: Number(count?.n ?? 0), events: 0, anchors: 0, faults: 0, failures: [] };
    return { id: randomUUID(), state: 'running', ...times, ...none };
  }

  /** Never rejects: what goes wrong is told in the run. */
  private async check(run: Run): Promise<void> {
    const ended = await this.result(run).catch((error: unknown) => {
      if (!(error instanceof Stopped)) this.parts.log.error({ err: error }, 'the verification failed');
      const reason = error instanceof Error ? error.message : String(error);
      return { state: 'failed' as const, failures: [reason] };
    });
    const now = realClock.now();
    const last = await this.last();
    await this.keep({ ...run, cases: last?.cases ?? 0, ...ended, toldAt: now, endedAt: now }).catch((error: unknown) =>
      this.parts.log.error({ err: error }, 'the verification could not be written down'),
    );
  }

  private async result(run: Run): Promise<Partial<Run>> {
    const { databaseUrl, pinned, bytes } = this.parts;
    const database = await openForReading(databaseUrl, { snapshot: true });
    try {
      const progress = this.progressOf(run);
      const { failures, ...counts } = await verifyAll(database, pinned, { page: PAGE, progress, bytes });
      return { state: 'done', ...counts, faults: failures.length, failures: failures.slice(0, MOST_FAILURES) };
    } finally {
      await database.close();
    }
  }

  /** Rests as long as it worked, and says now and then how far it is. */
  private progressOf(run: Run): (cases: number) => Promise<void> {
    let [since, told] = [performance.now(), performance.now()];
    return async (cases) => {
      if (this.stopping) throw new Stopped('the service was shut down');
      if (performance.now() - told > TOLD_EVERY_MS) {
        await this.keep({ ...run, cases, toldAt: realClock.now() });
        told = performance.now();
      }
      await sleep(performance.now() - since);
      since = performance.now();
    };
  }

  private async keep(run: Run): Promise<void> {
    const sql =
      'insert into facts (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value';
    await this.parts.database.write((query) => query(sql, [FACT, JSON.stringify(run)]));
  }
}
