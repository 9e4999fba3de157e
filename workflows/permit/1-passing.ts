import { grantPaper } from './1-certificates.js';
import { granted, servedByPortal } from './1-decided.js';
import { notify, passedOn } from './1-notes.js';
import type { PermitSetup, Said } from './1-setup.js';

/* Ways out of the case before anything is weighed in it. */

/** What another kind of approval, or another agency, must decide goes on there. */
export function passing(s: PermitSetup) {
  return {
    convert: { target: '#permit.converted', actions: passedOn(s, 'converted') },
    transfer: { target: '#permit.transferred', actions: passedOn(s, 'transferred') },
  } as const;
}

/** Whether all is known on which the law wants the decision to rest. */
export function isInformed({ context: { approval, views, hearing: held, inspected } }: Said): boolean {
  const { needs, consults } = approval;
  return (
    consults.every(({ agency }) => Object.hasOwn(views, agency)) &&
    (!needs.includes('hearing') || held.minutes !== null) &&
    (!needs.includes('inspection') || inspected)
  );
}

/** Kinds that the law grants without weighing: there is nothing to recommend, and one officer's act is the whole of it. */
const UNWEIGHED = ['registration', 'duty', 'confirmation'];

export function registering(s: PermitSetup) {
  return {
    register: {
      guard: ({ context }: Said) => UNWEIGHED.includes(context.approval.kind) && isInformed({ context }),
      target: '#permit.inForce',
      actions: [granted(s, 'registered'), grantPaper(), servedByPortal(s), notify('investor', 'permit-granted')],
    },
  } as const;
}
