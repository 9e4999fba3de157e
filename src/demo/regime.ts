import { setTimeout as sleep } from 'node:timers/promises';
import { realWait, type Clock } from '../time/clock.js';
import type { Office } from '../walkthrough/office.js';
import type { Suspension } from './stories.js';

const DAY = 86_400_000;
const HEAD = 'manager@demo.test';

/** The head of the lead agency suspends a regime by one order, some days from now, and lifts it some days after. */
export async function orderSuspension(
  suspension: Suspension,
  { office, clock, signal }: { readonly office: Office; readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  const { condition, reason, basis, after, days } = suspension;
  const pass = async (days: number): Promise<void> => {
    const until = clock.now() + days * DAY;
    // The clock may be held in the meantime.
    while (clock.now() < until) await sleep(realWait(clock, until), undefined, { signal });
  };
  const order = (path: string, body: object): Promise<{ suspension: { id: string } }> =>
    office.ask(HEAD, 'POST', path, { body });
  await pass(after);
  const ordered = await order('/api/suspensions', { condition, reason, basis });
  await pass(days);
  await order(`/api/suspensions/${ordered.suspension.id}/resume`, { reason: 'The review is over', basis });
}
