import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { OpenDatabase } from '../store/database.js';
import type { Armed } from './alarm-job.js';
import { armedAfter, BEGINNING, type ArmedRow } from './armed-pages.js';
import type { Firing } from './firing.js';

const PAGE = 256;
/** So few requests left under way call for the next page: a lane is never idle, and people do not wait long behind them. */
const FEW_UNDER_WAY = 128;
/** Cases that failed before wait in a line of their own, no longer than a lane is through with in a moment. */
const MOST_IN_LINE = 64;

/** Fires armed deadlines that are past due straight through the lanes, in due order. */
export class Overdue {
  private readonly under = new Map<string, Promise<void>>();
  /** What fails may take down a whole batch with it, so who failed before goes one at a time. */
  private readonly line = new Map<string, Promise<void>>();
  private lineEnd: Promise<void> = Promise.resolve();
  /** Deadlines that their case no longer has, found since this round began, and before it. */
  private gone = new Set<string>();
  private goneBefore = new Set<string>();
  /** Armed in the table and not in their case: firing will never help, people must look. */
  private readonly stray = new Set<string>();
  private tellRoom: () => void = () => undefined;
  private halted = false;

  constructor(
    private readonly database: OpenDatabase,
    private readonly firing: Firing,
    private readonly log: Logger,
  ) {}

  /** Once through all that were due by an instant. Rejects where the database is away. */
  async round(until: number): Promise<void> {
    this.goneBefore = this.gone;
    this.gone = new Set();
    let place = BEGINNING;
    while (!this.halted) {
      const page = await armedAfter(this.database, place, until, PAGE);
      for (const row of page) this.take(row);
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      place = last;
      if (this.under.size > FEW_UNDER_WAY) await new Promise<void>((resolve) => (this.tellRoom = resolve));
      // With SQLite nothing here waits for anything outside, so without this nobody else would have a turn.
      await setImmediate();
    }
  }

  /** Takes no more. */
  halt(): void {
    this.halted = true;
  }

  /** Waits for what is under way. */
  async settled(): Promise<void> {
    await Promise.all([...this.under.values(), ...this.line.values()]);
  }

  get strays(): number {
    return this.stray.size;
  }

  /** One request fires all that is due in a family, so each family is taken once at a time. */
  private take({ id, caseId, root }: ArmedRow): void {
    if (this.under.has(root) || this.line.has(root) || this.stray.has(id) || !this.firing.mayFire(caseId)) return;
    // What left its case before this round began has left the table too, unless the two disagree.
    if (this.goneBefore.has(id)) {
      this.stray.add(id);
      this.log.error({ deadline: id, case: caseId }, 'the deadline is armed in the table and not in its case');
    } else if (!this.firing.hasFailed(caseId)) {
      const done = this.fire({ id, caseId }).finally(() => {
        this.under.delete(root);
        if (this.under.size <= FEW_UNDER_WAY) this.tellRoom();
      });
      this.under.set(root, done);
    } else if (this.line.size < MOST_IN_LINE) {
      this.lineEnd = this.lineEnd.then(() => this.fire({ id, caseId })).finally(() => this.line.delete(root));
      this.line.set(root, this.lineEnd);
    }
  }

  private async fire(deadline: Pick<Armed, 'id' | 'caseId'>): Promise<void> {
    try {
      if (!(await this.firing.fire(deadline))) this.gone.add(deadline.id);
    } catch {
      // Told by Firing, and tried again.
    }
  }
}
