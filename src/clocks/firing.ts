import type { Logger } from 'pino';
import { NotAccepting, type Lanes } from '../cases/lanes.js';
import { NoSuchCase, type Deadline } from '../engine/index.js';
import { isAway } from '../store/away.js';
import type { Armed } from './alarm-job.js';
import { Recent } from './recent.js';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 300_000;
/** What fails alike within this time is told in one line: a batch fails together, and a database that is away fails everything. */
const GATHER_MS = 2000;
const REMEMBERED = 20_000;

interface Failure {
  readonly tries: number;
  /** By the monotonic clock. */
  readonly until: number;
}

/**
 * Fires what is due in a case's family through the lanes. A case on which that fails is left alone for a while, longer each time, so that
 * it neither blocks the others nor spins.
 */
export class Firing {
  private readonly failures = new Map<string, Failure>();
  private readonly under = new Map<string, number>();
  /** Under a burst the reconciler is ahead of the worker, whose jobs then need not ask the database. */
  private readonly gone = new Recent(REMEMBERED);
  private untold = new Map<string, { error: unknown; cases: string[] }>();

  constructor(
    private readonly lanes: Lanes,
    private readonly log: Logger,
  ) {}

  /**
   * Fires everything due in the family of a deadline's case. Gives the deadline where it still waits (it was not yet due, or is paused),
   * null where it is gone. Rejects where it failed.
   */
  async fire({ id, caseId }: Pick<Armed, 'id' | 'caseId'>): Promise<Deadline | null> {
    if (this.gone.has(id)) return null;
    this.under.set(caseId, (this.under.get(caseId) ?? 0) + 1);
    try {
      const left = await this.submit(id, caseId);
      if (!left) this.gone.add(id);
      this.failures.delete(caseId);
      return left;
    } catch (error) {
      if (!(error instanceof NotAccepting)) this.failed(caseId, error);
      throw error;
    } finally {
      const others = (this.under.get(caseId) ?? 1) - 1;
      if (others > 0) this.under.set(caseId, others);
      else this.under.delete(caseId);
    }
  }

  /** Whether the case may be fired now: not under way already and not being left alone. */
  mayFire(caseId: string): boolean {
    const failure = this.failures.get(caseId);
    return !this.under.has(caseId) && (!failure || performance.now() >= failure.until);
  }

  hasFailed(caseId: string): boolean {
    return this.failures.has(caseId);
  }

  /** Cases on which firing has failed and not succeeded since. */
  get failing(): number {
    return this.failures.size;
  }

  private async submit(id: string, caseId: string): Promise<Deadline | null> {
    try {
      return await this.lanes.submit({
        request: { kind: 'due', case: caseId },
        answer: ({ kept }) => kept.state.deadlines.find((deadline) => deadline.id === id) ?? null,
      });
    } catch (error) {
      // A job may outlive its case where a database was replaced.
      if (error instanceof NoSuchCase) return null;
      throw error;
    }
  }

  /** Puts a case aside for a while and tells the log, with what failed on it. */
  private failed(caseId: string, error: unknown): void {
    const tries = (this.failures.get(caseId)?.tries ?? 0) + 1;
    const pause = pauseAfter(tries, error);
    this.failures.set(caseId, { tries, until: performance.now() + pause });
    this.tell(caseId, error);
  }

  private tell(caseId: string, error: unknown): void {
    if (this.untold.size === 0) setTimeout(() => this.flush(), GATHER_MS).unref();
    const message = error instanceof Error ? error.message : String(error);
    const line = this.untold.get(message) ?? { error, cases: [] };
    line.cases.push(caseId);
    this.untold.set(message, line);
  }

  private flush(): void {
    for (const { error, cases } of this.untold.values()) {
      // A database that is away is nobody's mistake here.
      const level = isAway(error) ? 'warn' : 'error';
      this.log[level]({ err: error, cases }, 'deadlines could not be fired; tried again later');
    }
    this.untold = new Map();
  }
}

/**
 * Longer each time; but the database's own errors (they bear a code) are no case's fault and pass for all at once, so there the pause stays
 * short. Never quite equal, so that cases that failed in one batch do not meet in one again.
 */
function pauseAfter(tries: number, error: unknown): number {
  const ofDatabase = error instanceof Error && 'code' in error;
  const pause = ofDatabase ? FIRST_PAUSE_MS : Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
  return pause * (0.5 + Math.random());
}
