import { changeBy, type Confirmation, type Signed } from '../confirmations/confirmation.js';
import type { Confirmations } from '../confirmations/confirmations.js';
import { iso } from '../time/iso.js';
import type { ConfirmationAnswer } from './ruleset-answers.js';

/** A confirmation as it is shown to whoever works here. */
export function presentConfirmation(confirmations: Confirmations, confirmation: Confirmation): ConfirmationAnswer {
  const { id, ruleset, figure, state, says, source, proof, document } = confirmation;
  const { force = null, ...change } = changeBy(confirmation);
  return {
    id,
    ruleset,
    figure,
    state,
    holds: confirmations.holds(confirmation),
    says,
    source,
    proof,
    document: document ? fileOf(document) : null,
    proposed: presentSigned(confirmation.proposed),
    countersigned: confirmation.countersigned && presentSigned(confirmation.countersigned),
    withdrawn: confirmation.withdrawn && presentSigned(confirmation.withdrawn),
    change: { ...change, force },
  };
}

function fileOf({ data: { name, type, bytes }, sha256 }: NonNullable<Confirmation['document']>) {
  return { name, type, bytes, sha256 };
}

function presentSigned({ by, instead, at, note }: Signed) {
  return { by, instead, at: iso(at), note };
}
