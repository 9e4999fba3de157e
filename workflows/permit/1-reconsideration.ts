import { recommended, notify } from './1-notes.js';
import { ranked } from './1-priority.js';
import { communication, rulings } from './1-ruling.js';
import type { PermitSetup } from './1-setup.js';

/**
 * A decision that fell is taken anew outside the examination: its clocks have run and grant nothing any more. What an authority remanded
 * is examined again under its directions; what a correction or an order brought down is decided at once.
 */
export function reconsideration(s: PermitSetup) {
  const place = '#permit.pending.reconsideration.communication';
  return s.createStateConfig({
    initial: 'deciding',
    entry: ranked(s),
    after: {
      reconsideration: { actions: [notify('agency', 'decision-overdue'), notify('investor', 'decision-overdue')] },
    },
    states: {
      examining: { on: { recommend: { target: 'deciding', actions: recommended(s) } } },
      deciding: { on: { ...rulings(s, place), referBack: 'examining' } },
      communication: communication(s),
    },
  });
}
