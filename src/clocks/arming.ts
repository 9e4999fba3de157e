import type { Decision } from '../engine/index.js';
import { shownIn, type Clock } from '../time/clock.js';
import { HORIZON_MS, jobId, type Armed } from './alarm-job.js';
import { Recent } from './recent.js';

/** A process whose clock runs behind must not leave to another what that one believes scheduled. */
const SKEW_MS = 60_000;
/** What is armed within so short a time goes to Redis together. */
const GATHER_MS = 10;
/** More than this waiting for Redis is dropped; the reconciler finds it in the database. */
const MOST_WAITING = 20_000;
const REMEMBERED = 20_000;

/** Gathers what commands arm, off their way to the answer. */
export class Arming {
  private readonly waiting = new Map<string, Armed>();
  private readonly scheduled = new Recent(REMEMBERED);
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    private readonly schedule: (deadlines: readonly Armed[]) => Promise<boolean>,
    /** Called where something could not be scheduled. */
    private readonly lost: () => void,
  ) {}

  /** Takes what the cases now have armed. Every change of a case shows all its deadlines again, so known ones are passed over. */
  arm(decisions: readonly Decision[], clock: Clock): void {
    const until = shownIn(clock, HORIZON_MS + SKEW_MS);
    const cases = new Map(decisions.map(({ state }) => [state.id, state]));
    for (const { id: caseId, deadlines } of cases.values()) {
      for (const { id, dueAt } of deadlines) if (dueAt !== null && dueAt <= until) this.put({ id, caseId, dueAt });
    }
  }

  /** What was scheduled is there no longer. */
  forget(): void {
    this.scheduled.clear();
  }

  close(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
  }

  private put(armed: Armed): void {
    const id = jobId(armed);
    if (this.scheduled.has(id) || this.closed) return;
    this.waiting.set(id, armed);
    this.timer ??= setTimeout(() => void this.flush(), GATHER_MS);
  }

  private async flush(): Promise<void> {
    const gathered = [...this.waiting.values()];
    this.waiting.clear();
    if (gathered.length <= MOST_WAITING && (await this.schedule(gathered))) {
      for (const armed of gathered) this.scheduled.add(jobId(armed));
    } else this.lost();
    this.timer = this.waiting.size > 0 && !this.closed ? setTimeout(() => void this.flush(), GATHER_MS) : null;
  }
}
