import type { Lanes } from '../cases/lanes.js';
import type { OpenDatabase } from '../store/database.js';
import { VirtualClock } from '../time/clock.js';

/** The virtual clock as it stood when the process ended; the first time, or where `start` is later, from there. */
export function restoreVirtualClock(_database: OpenDatabase, start: number): Promise<VirtualClock> {
  return Promise.resolve(new VirtualClock(start));
}

/** Moves the virtual clock forward, firing all that is due on the way at its instant. */
export class Advance {
  constructor(
    readonly database: OpenDatabase,
    readonly lanes: Lanes,
    readonly clock: VirtualClock,
  ) {}

  /** Finishes a move that a stop of the process cut short. Call before serving. */
  resume(): Promise<void> {
    return Promise.resolve();
  }

  /** Gives how many deadlines fired. */
  advance(_to: number): Promise<number> {
    return Promise.resolve(0);
  }
}
