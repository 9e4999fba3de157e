import { confirmation, provision, verification } from './1-assurance.js';
import { cause } from './1-cause.js';
import { correction } from './1-correction.js';
import { endedFor, RELEASE } from './1-notes.js';
import type { PermitSetup } from './1-setup.js';
import { standing } from './1-standing.js';

/** A permit that was granted, and what may still speak for or against it. */
export function inForce(s: PermitSetup) {
  return s.createStateConfig({
    type: 'parallel',
    entry: obliging(s),
    on: {
      setAside: { target: '#permit.setAside', actions: endedFor(s) },
      surrender: '#permit.surrendered',
    },
    exit: RELEASE,
    after: { expiry: '#permit.expired' },
    states: {
      standing: standing(s),
      provision: provision(s),
      confirmation: confirmation(s),
      verification: verification(s),
      cause: cause(s),
      correction: correction(s),
    },
  });
}

/** Every condition with a date becomes an obligation with a clock, a ladder and a ledger of its own, in a case of its own. */
function obliging(s: PermitSetup) {
  return s.enqueueActions(({ context, enqueue }) => {
    const { approval, application, annulments, grant } = context;
    grant?.conditions.forEach(({ kind, text, by }, index) => {
      if (kind !== 'subsequent' || by === undefined) return;
      // Granted anew after a decision fell, the conditions are those of the new grant.
      const key = `obligation/${annulments.length + 1}.${index + 1}`;
      enqueue({
        type: 'openChild',
        params: { key, workflow: 'obligation', data: { approval: approval.id, application, text, by } },
      });
    });
  });
}
