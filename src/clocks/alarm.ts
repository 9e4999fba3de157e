import type { Logger } from 'pino';
import type { Decision } from '../engine/index.js';
import type { Clock } from '../time/clock.js';

/** What a job wakes: ids only, the database knows the rest. */
export interface Armed {
  readonly id: string;
  readonly caseId: string;
  readonly dueAt: number;
}

export interface AlarmParts {
  /** Null: there is no Redis, the reconciler fires alone. */
  readonly redisUrl: string | null;
  /** Namespace of all keys in Redis; default `ijazat`. */
  readonly prefix?: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The alarm clock over BullMQ. */
export class AlarmClock {
  constructor(readonly parts: AlarmParts) {}

  /** For the committed hook: schedules what these decisions armed. Returns at once, never throws. */
  arm(_decisions: readonly Decision[]): void {}

  /** Schedules deadlines within the horizon. Returns at once, never throws. */
  schedule(_deadlines: readonly Armed[]): void {}

  close(): Promise<void> {
    return Promise.resolve();
  }
}
