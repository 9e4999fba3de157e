import type { Clock } from '../time/clock.js';

/** The clock of the service, under a name by which Nest can give it to controllers. */
export class PageClock implements Clock {
  constructor(private readonly clock: Clock) {}

  get virtual(): boolean {
    return this.clock.virtual;
  }

  now(): number {
    return this.clock.now();
  }
}
