/** The one place that reads the time of day. Everything else is given an instant. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  readonly virtual: boolean;
  /** How many of its milliseconds pass in one real one; left out: one, or none where it stands still. */
  readonly rate?: number;
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

/**
 * A clock that runs so many times as fast as real time: the demonstration's, on which a day passes in a second. It stands still until it is
 * set going, and while it is held: a slow machine then makes nobody late.
 */
export class FastClock implements Clock {
  readonly virtual = false;
  private holds = 1;
  /** Where it stood when it last began to run, and when that was by the monotonic clock. */
  private begun = 0;

  constructor(
    private instant: number,
    readonly rate: number,
  ) {}

  now(): number {
    return this.holds > 0 ? this.instant : Math.floor(this.instant + (performance.now() - this.begun) * this.rate);
  }

  go(): void {
    this.holds -= 1;
    if (this.holds === 0) this.begun = performance.now();
  }

  /** Stands still while something is under way. */
  async held<T>(work: () => Promise<T>): Promise<T> {
    this.instant = this.now();
    this.holds += 1;
    try {
      return await work();
    } finally {
      this.go();
    }
  }
}

/** Real milliseconds until a clock that runs shows an instant; 0 where it has. */
export function realWait(clock: Clock, instant: number): number {
  return Math.max(0, Math.ceil((instant - clock.now()) / (clock.rate ?? 1)));
}

/** What a clock shows so many real milliseconds from now; negative: has shown so long ago. */
export function shownIn(clock: Clock, realMilliseconds: number): number {
  return clock.now() + realMilliseconds * (clock.rate ?? 1);
}
