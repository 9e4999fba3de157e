import type { Logger } from 'pino';
import type { Lanes } from '../cases/lanes.js';

/** Fires what is due in a case's family through the lanes; backs off from cases on which that keeps failing. */
export class Firing {
  constructor(
    readonly lanes: Lanes,
    readonly log: Logger,
  ) {}
}
