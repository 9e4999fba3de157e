import type { Library, WorkflowDefinition } from '../../src/engine/definition.js';
import { refused, revoked } from './1-appeal.js';
import { confirmedBy } from './1-assurance.js';
import { viewed } from './1-consultation.js';
import { ended } from './1-duties.js';
import { firstContext, type PermitContext } from './1-context.js';
import { over, passed, setAside } from './1-ends.js';
import { events } from './1-events.js';
import { inForce } from './1-force.js';
import { halted, pending } from './1-pending.js';
import { CLOCKS, permitSetup } from './1-setup.js';
import { holders, rests, tasks } from './1-work.js';

/**
 * The general form of every approval: lodged, complete, examined, decided, served, and what may become of it in force. Which parts of it
 * an approval goes through, the ruleset says: its kind, its rule of silence, what it needs, whom it consults, who hears an appeal.
 */
export default function permit(library: Library): WorkflowDefinition {
  return {
    id: 'permit',
    version: '1',
    title: 'Approval by one agency',
    machine: machine(library),
    events,
    tasks,
    holders,
    delays: CLOCKS,
    rests,
    present: (context: PermitContext) =>
      Object.fromEntries(Object.entries(context).filter(([, said]) => said !== null)),
  };
}

function machine(library: Library) {
  const s = permitSetup(library);
  return s.createMachine({
    id: 'permit',
    initial: 'pending',
    context: ({ input }) => firstContext(input),
    // What other cases tell is kept wherever this one is; where it matters at once, a state says what follows.
    on: {
      consultationEnded: { actions: viewed(s) },
      dutyEnded: { actions: ended(s) },
      confirmationDecided: { actions: confirmedBy(s) },
    },
    states: {
      pending: pending(s),
      halted: halted(s),
      inForce: inForce(s),
      refused: refused(s),
      revoked: revoked(s),
      setAside: setAside(s),
      returned: over(s, 'returned'),
      withdrawn: over(s, 'withdrawn'),
      surrendered: over(s, 'surrendered'),
      expired: over(s, 'expired'),
      converted: passed(s),
      transferred: passed(s),
    },
  });
}
