import type { Logger } from 'pino';
import type { Lanes } from '../cases/lanes.js';
import { Advance, NotFired, type Alongside } from '../clocks/advance.js';
import { AlarmClock } from '../clocks/alarm.js';
import { FireWorker } from '../clocks/fire-worker.js';
import { Firing } from '../clocks/firing.js';
import { Reconciler, type AlarmStatus } from '../clocks/reconciler.js';
import type { Decision } from '../engine/index.js';
import type { Environment } from '../environment/environment.js';
import type { OpenDatabase } from '../store/database.js';
import { VirtualClock, type Clock } from '../time/clock.js';

export interface AlarmsParts {
  readonly environment: Environment;
  readonly database: OpenDatabase;
  /** Namespace of this installation in Redis. */
  readonly prefix: string;
  readonly lanes: Lanes;
  readonly alongside: Alongside;
  readonly clock: Clock;
  readonly log: Logger;
}

/** All that wakes cases, as the role of the process has it: an `api` only sets the alarm clock, a `worker` hears it too. */
export class Alarms {
  private readonly alarm: AlarmClock;
  private readonly worker: FireWorker;
  private readonly reconciler: Reconciler;
  private readonly virtual: Advance | null;
  private readonly wakes: boolean;
  private readonly log: Logger;

  constructor({ environment, database, prefix, lanes, alongside, clock, log }: AlarmsParts) {
    this.wakes = environment.role !== 'api';
    this.log = log;
    const firing = new Firing(lanes, log);
    this.alarm = new AlarmClock({ redisUrl: environment.redisUrl, prefix, clock, log });
    this.worker = new FireWorker(this.alarm, firing);
    this.reconciler = new Reconciler({ database, alarm: this.alarm, firing });
    this.virtual = clock instanceof VirtualClock ? new Advance(database, lanes, clock, alongside) : null;
  }

  arm(decisions: readonly Decision[]): void {
    this.alarm.arm(decisions);
  }

  advance(to: number): Promise<number> {
    return this.virtual ? this.virtual.advance(to) : Promise.resolve(0);
  }

  status(): AlarmStatus {
    return this.reconciler.status();
  }

  async start(): Promise<void> {
    await this.virtual?.resume().catch((error: unknown) => {
      // They stay as they are and hold up no others, so they do not hold up the service either.
      if (!(error instanceof NotFired)) throw error;
      this.log.error({ err: error }, 'the virtual clock stands where it was moved to');
    });
    if (!this.wakes) return;
    this.worker.start();
    this.reconciler.start();
  }

  /** Takes no more jobs and waits for those under way. */
  async retire(): Promise<void> {
    await this.reconciler.stop();
    await this.worker.close();
  }

  async close(): Promise<void> {
    await this.alarm.close();
  }
}
