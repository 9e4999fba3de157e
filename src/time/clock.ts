/** The one place that reads the time of day. Everything else is given an instant. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  readonly virtual: boolean;
}

export const realClock: Clock = { now: () => Date.now(), virtual: false };

/** A clock that stands still until it is moved forward. Development only. */
export class VirtualClock implements Clock {
  readonly virtual = true;

  constructor(private instant: number) {}

  now(): number {
    return this.instant;
  }

  /** Moves to an instant; never back. */
  moveTo(instant: number): void {
    this.instant = Math.max(this.instant, instant);
  }
}
