import type { OpenDatabase } from '../store/database.js';
import type { AlarmClock } from './alarm.js';
import type { Firing } from './firing.js';

export interface ReconcilerParts {
  readonly database: OpenDatabase;
  readonly alarm: AlarmClock;
  readonly firing: Firing;
}

export interface AlarmStatus {
  readonly redis: 'absent' | 'ok' | 'deaf';
  readonly oldestOverdueMs: number | null;
  /** Cases on which firing keeps failing, at present backed off from. */
  readonly failing: number;
  /** For people: what is wrong with the alarm, if anything. */
  readonly notes: readonly string[];
}

/** Fires what is overdue, schedules what comes within the horizon, and listens whether the alarm clock still rings. */
export class Reconciler {
  constructor(readonly parts: ReconcilerParts) {}

  start(): void {}

  /** Starts no more and waits for what is under way. */
  stop(): Promise<void> {
    return Promise.resolve();
  }

  status(): AlarmStatus {
    return { redis: 'absent', oldestOverdueMs: null, failing: 0, notes: [] };
  }
}
