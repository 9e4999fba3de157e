import { confirmation, provision, verification } from './1-assurance.js';
import { cause } from './1-cause.js';
import { correction } from './1-correction.js';
import { endedFor, RELEASE, suspended } from './1-notes.js';
import { ranked } from './1-priority.js';
import type { PermitSetup } from './1-setup.js';
import { resuming, standing } from './1-standing.js';

/** A permit that was granted, and what may still speak for or against it. */
export function inForce(s: PermitSetup) {
  return s.createStateConfig({
    type: 'parallel',
    entry: ranked(s),
    on: {
      setAside: { target: '#permit.setAside', actions: endedFor(s) },
      surrender: '#permit.surrendered',
      // A permit in force is not suspended with the application; what is owed by it waits.
      suspendByParent: {
        actions: [
          suspended(s),
          {
            type: 'tellChildren',
            params: ({ event: { reason = '', basis = '' } }) => ({ event: 'suspendByParent', data: { reason, basis } }),
          },
        ],
      },
      resumeByParent: { actions: [s.assign({ suspension: null }), resuming(s)] },
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
