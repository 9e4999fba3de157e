import { Lanes } from '../cases/lanes.js';
import { Rejection } from '../engine/index.js';
import type { OpenDatabase } from '../store/database.js';
import { VirtualClock } from '../time/clock.js';
import { logHost, requestOf } from './host.js';
import type { ReceiptLog } from './receipt-log.js';
import type { Happening, Moment } from './timeline.js';

export async function run(database: OpenDatabase, log: ReceiptLog, moments: readonly Moment[]): Promise<number> {
  const clock = new VirtualClock(moments[0]?.at ?? 0);
  const lanes = new Lanes(database.store, logHost, clock, () => undefined);
  let n = 0;
  for (const { at, happenings } of moments) {
    clock.moveTo(at);
    await Promise.all(happenings.map((h) => lanes.submit({ request: requestOf(log, h), key: {actor:'log', key: `${h.kind}/${h.step?.line ?? h.of.line}`, fingerprint: 'x'}, answer: () => 0 }).then(() => { n++; }, (error) => { if (!(error instanceof Rejection)) throw error; console.log(h, error.message); })));
  }
  await lanes.drain();
  return n;
}
