import { grantPaper, refusalPaper } from './1-certificates.js';
import { granted, refusedFor, served, servedByPortal } from './1-decided.js';
import { mark, notify } from './1-notes.js';
import type { PermitSetup, Said } from './1-setup.js';

/*
 * A decision is signed, and it counts when it is communicated: what is signed in the portal is served by that very act, what goes by
 * post when it has arrived. Until then the time of the agency runs on, and its silence may still grant.
 */

type Signed = { readonly event: { readonly service?: string } };
const byPortal = ({ event: { service = 'portal' } }: Signed): boolean => service === 'portal';

export function rulings(s: PermitSetup, communication: string) {
  const atOnce = [servedByPortal(s), mark('served')] as const;
  const grant = granted(s, 'signed');
  const refusal = refusedFor(s);
  return {
    grant: [
      {
        guard: byPortal,
        target: '#permit.inForce',
        actions: [grant, grantPaper(), ...atOnce, notify('investor', 'permit-granted')],
      },
      { target: communication, actions: [grant, grantPaper('unserved')] },
    ],
    refuse: [
      { guard: byPortal, target: '#permit.refused', actions: [refusal, refusalPaper(), ...atOnce] },
      { target: communication, actions: [refusal, refusalPaper('unserved')] },
    ],
  } as const;
}

export function communication(s: PermitSetup) {
  return s.createStateConfig({
    after: { service: { actions: notify('agency', 'decision-not-served') } },
    on: {
      serve: [
        { guard: ({ context }: Said) => context.refusal !== null, target: '#permit.refused', actions: served(s) },
        { target: '#permit.inForce', actions: [served(s), notify('investor', 'permit-granted')] },
      ],
    },
  });
}
