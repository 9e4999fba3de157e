import type { Facts } from './1-facts.js';
import { needed } from './1-sites.js';

/* Approvals that the investor holds already: which proof counts, until when, and why another does not. */

export type Proof = {
  readonly approval: string;
  readonly site?: string;
  readonly number: string;
  readonly issuedBy: string;
  readonly issuedOn: string;
  /** The last day on which it holds; absent: it holds until it is revoked. */
  readonly expiresOn?: string;
  readonly document?: string;
};

/** A proof as it was examined. `against`: why it is not recognised; undefined as long as nobody has examined it. */
export type Claim = Proof & { readonly against?: string | null };

/** The day of the examination, for how many days more a proof has to hold (null: the ruleset recognises none), and what was rejected. */
export type Examination = { readonly at: number; readonly days: number | null; readonly rejected: readonly string[] };

const DAY = 86_400_000;

/** A day in Pakistan (UTC+5 all the year), as proofs write it. */
const dayOf = (at: number): string => new Date(at + 5 * 3_600_000).toISOString().slice(0, 10);

/** What is claimed under a name: of several proofs one that counts, else the last. Without an examination, the last as it is. */
export function claimed(application: Facts, id: string, examination?: Examination): Claim | null {
  const proofs = ((application['held'] ?? []) as unknown as readonly Proof[]).filter(
    ({ approval, site }) => needed(approval, site) === id,
  );
  if (!examination) return proofs.at(-1) ?? null;
  const claims = proofs.map((proof) => ({ ...proof, against: against(proof, id, examination) }));
  return claims.find((claim) => claim.against === null) ?? claims.at(-1) ?? null;
}

function against({ issuedOn, expiresOn }: Proof, id: string, { at, days, rejected }: Examination): string | null {
  if (days === null) return 'not-provided-for';
  if (rejected.includes(id)) return 'rejected';
  if (issuedOn > dayOf(at)) return 'not-yet-issued';
  if (expiresOn === undefined) return null;
  if (expiresOn < dayOf(at)) return 'expired';
  return expiresOn < dayOf(at + days * DAY) ? 'expires-too-soon' : null;
}

/** Whether a proof was recognised, be it expired since. */
export const isRecognised = (claim: Claim | null): boolean => claim?.against === null;

/** Whether a recognised proof still holds at an instant. */
export function holdsAt(claim: Claim | null, at: number): boolean {
  return isRecognised(claim) && (claim?.expiresOn === undefined || dayOf(at) <= claim.expiresOn);
}
