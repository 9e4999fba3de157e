import type { Clock } from '../time/clock.js';

/** The clock of the service as the API may move it. */
export class TimeMachine {
  constructor(
    private readonly clock: Clock,
    private readonly move: (to: number) => Promise<number>,
  ) {}

  get virtual(): boolean {
    return this.clock.virtual;
  }

  now(): number {
    return this.clock.now();
  }

  /** Moves forward, firing everything due on the way; gives how many deadlines fired. */
  advance(to: number): Promise<number> {
    return this.move(to);
  }
}
