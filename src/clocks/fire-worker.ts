import type { AlarmClock } from './alarm.js';
import type { Firing } from './firing.js';

/** Takes the alarm clock's jobs and fires what is due. Does nothing without Redis or under a virtual clock. */
export class FireWorker {
  constructor(
    readonly alarm: AlarmClock,
    readonly firing: Firing,
  ) {}

  start(): void {}

  /** Takes no more jobs and waits for those under way. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
