import { randomBytes } from 'node:crypto';
import type { Decision, Host, Salts } from '../engine/index.js';
import { Conflict, TryAgain, type Store } from '../store/store.js';
import { Batch, Unanswerable, type Job, type Outcome } from './batch.js';

/** Commands in one commit. Beyond this, waiting costs more than the shared commit saves (measured: 32 to 64). */
const MOST_IN_BATCH = 64;
const MOST_TRIES = 6;
const SALT_BYTES = 16;
const randomSalt: Salts = () => randomBytes(SALT_BYTES).toString('hex');

/** The service takes no more commands: it is shutting down. */
export class NotAccepting extends Error {}

/** The instant of a batch, and salts for what tells of persons; left out: random ones. */
export interface Now {
  now(): number;
  readonly salt?: Salts;
}

interface Waiting {
  readonly job: Job;
  readonly lane: string;
  readonly settle: (outcome: Outcome) => void;
}

/**
 * The one way in. Commands wait in lanes and go through in batches: while one batch is on its way to the disk the next one gathers.
 * Commands on one case always share a lane; two cases of a family may meet in two lanes, where the lock of their root keeps them apart.
 */
export class Lanes {
  private readonly waiting: Waiting[][];
  private readonly busy: boolean[];
  private open = true;
  private idle: (() => void)[] = [];

  constructor(
    private readonly store: Store,
    private readonly host: Host,
    private readonly clock: Now,
    private readonly committed: (decisions: readonly Decision[]) => void,
  ) {
    this.waiting = Array.from({ length: store.lanes }, () => []);
    this.busy = this.waiting.map(() => false);
  }

  /** Applies a job durably. Rejects with Rejection, StaleRevision, NoSuchCase, KeyReused, Conflict or NotAccepting; nothing has changed then. */
  submit<T>(job: Job<T>): Promise<T> {
    if (!this.open) return Promise.reject(new NotAccepting('the service is shutting down'));
    return new Promise<T>((resolve, reject) => {
      const { request } = job;
      const lane = request.kind === 'open' ? request.opening.root : request.case;
      this.enqueue({
        job,
        lane,
        settle: (outcome) => (outcome.ok ? resolve(outcome.value as T) : reject(asError(outcome.error))),
      });
    });
  }

  /** Takes no more commands and waits for those taken. */
  async drain(): Promise<void> {
    this.open = false;
    if (this.busy.every((busy) => !busy)) return;
    await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private enqueue(waiting: Waiting): void {
    const lane = laneOf(waiting.lane, this.waiting.length);
    this.waiting[lane]?.push(waiting);
    if (this.busy[lane]) return;
    this.busy[lane] = true;
    // Not at once: what else arrives in this turn of the loop shares the commit.
    setImmediate(() => void this.work(lane));
  }

  private async work(lane: number): Promise<void> {
    const queue = this.waiting[lane] ?? [];
    while (queue.length > 0) await this.attempt(queue.splice(0, MOST_IN_BATCH), lane, 1);
    this.busy[lane] = false;
    if (this.busy.every((busy) => !busy)) for (const done of this.idle.splice(0)) done();
  }

  private async attempt(batch: readonly Waiting[], lane: number, tries: number): Promise<void> {
    try {
      const outcomes = await this.commit(batch, lane);
      batch.forEach(({ settle }, index) => settle(outcomes[index] ?? { ok: false, error: new Error('no outcome') }));
    } catch (error) {
      await this.recover(batch, lane, { error, tries });
    }
  }

  private async commit(batch: readonly Waiting[], lane: number): Promise<Outcome[]> {
    const now = this.clock.now();
    const { outcomes, done } = await this.store.transaction(async (transaction) => {
      const work = new Batch(this.host, transaction, now, this.clock.salt ?? randomSalt);
      await work.prepare(batch.map(({ job }) => job));
      const results: Outcome[] = [];
      for (const { job } of batch) results.push(await work.decide(job));
      if (work.decisions.length > 0) await transaction.write(work.changes, lane);
      return { outcomes: results, done: work };
    });
    this.store.remember(done.touched());
    if (done.decisions.length > 0) this.committed(done.decisions);
    return outcomes;
  }

  /** A deadlock is tried again whole; a constraint, or no answer, is somebody's in the batch, so halves find out whose; the rest is told. */
  private async recover(
    batch: readonly Waiting[],
    lane: number,
    failure: { error: unknown; tries: number },
  ): Promise<void> {
    const { error, tries } = failure;
    if ((error instanceof TryAgain || (error instanceof Conflict && batch.length === 1)) && tries < MOST_TRIES) {
      await new Promise((resolve) => setTimeout(resolve, 2 ** tries));
      return this.attempt(batch, lane, tries + 1);
    }
    if ((error instanceof Conflict || error instanceof Unanswerable) && batch.length > 1) {
      const half = batch.length >> 1;
      await this.attempt(batch.slice(0, half), lane, 1);
      return this.attempt(batch.slice(half), lane, 1);
    }
    const told = error instanceof Unanswerable ? error.cause : error;
    for (const { settle } of batch) settle({ ok: false, error: told });
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** Which lane a family goes through. */
function laneOf(root: string, lanes: number): number {
  let sum = 0;
  for (let index = 0; index < root.length; index += 1) sum = (sum * 31 + root.charCodeAt(index)) | 0;
  return Math.abs(sum) % lanes;
}
