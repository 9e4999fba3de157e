import type { OpenDatabase } from '../store/database.js';
import { verifyAll } from '../verify/verify.js';
import { civilTime } from './civil-time.js';
import { dirtOf } from './dirt.js';
import { figuresOf } from './figures.js';
import { checkHoldsOnly } from './home.js';
import { pinnedToLog } from './host.js';
import type { ReceiptLog } from './receipt-log.js';
import type { Outcome } from './report.js';
import { replayLog } from './run.js';

/** Tells how far the work is, in words. */
export type Tell = (words: string) => void;

/** Replays a log into a database, from wherever an earlier run was stopped, and checks what is there then. Rejects with NotOurDatabase. */
export async function replayInto(database: OpenDatabase, log: ReceiptLog, tell: Tell): Promise<Outcome> {
  await checkHoldsOnly(log, database);
  const started = performance.now();
  const result = await replayLog(database, log, (done, of, instant) =>
    tell(`replayed ${done} of ${of} instants, now ${new Date(instant).toISOString().slice(0, 10)}`),
  );
  const seconds = (performance.now() - started) / 1000;
  const figures = await figuresOf(database, log.lastStep);
  const progress = (cases: number): void => tell(`verified ${cases} of ${figures.cases} cases`);
  const findings = await verifyAll(database, pinnedToLog, { progress });
  return { log, seconds, result, figures, findings, civil: civilTime(log), dirt: dirtOf(log) };
}

/** Whether all that was replayed is there, unbroken, and nothing due was left. */
export function isSound({ findings, figures }: Outcome): boolean {
  return findings.failures.length === 0 && figures.overdue === 0;
}
