import { addCivilDays } from '../engine/index.js';
import type { ReceiptLog } from './receipt-log.js';
import { DAY, MINUTE } from './statistics.js';

const ZONE = 'Europe/Amsterdam';
/** The office's usual time for a decision. */
const EIGHT_WEEKS = 56;
/** The office set its deadlines a moment after its start dates. */
const TOLERANCE = 10 * MINUTE;

/** How the recorded deadlines were counted. */
export interface CivilTime {
  /** Deadlines eight weeks after the start by the office's wall clock. */
  readonly civil: number;
  /** Deadlines eight times 168 hours after the start. */
  readonly elapsed: number;
  /** Deadlines of eight weeks that elapsed time would miss by the hour of a shift of clocks. */
  readonly wrongByAnHour: number;
  /** Cases whose start and deadline have different offsets from UTC. */
  readonly offsetsDiffer: number;
}

export function civilTime({ cases }: ReceiptLog): CivilTime {
  const found = { civil: 0, elapsed: 0, wrongByAnHour: 0, offsetsDiffer: 0 };
  for (const { start, deadline } of cases) {
    const isNear = (instant: number): boolean => Math.abs(deadline.instant - instant) <= TOLERANCE;
    const civil = isNear(addCivilDays(ZONE, start.instant, EIGHT_WEEKS));
    const elapsed = isNear(start.instant + EIGHT_WEEKS * DAY);
    if (civil) found.civil += 1;
    if (elapsed) found.elapsed += 1;
    if (civil && !elapsed) found.wrongByAnHour += 1;
    if (start.offset !== deadline.offset) found.offsetsDiffer += 1;
  }
  return found;
}
