import type { Draft } from './draft.js';
import type { Effect } from './effects.js';
import { sha256 } from './hash.js';
import { Rejection } from './rejection.js';

/**
 * Whether what a certificate says holds. `unserved`: signed, of no effect before it is served; `conditional`: of no effect before its
 * conditions precedent are discharged; `annulled`: it fell by a correction or the order of an authority.
 */
export const STANDINGS = [
  'in-force',
  'unserved',
  'conditional',
  'suspended',
  'stayed',
  'superseded',
  'revoked',
  'annulled',
  'expired',
  'surrendered',
] as const;
export type Standing = (typeof STANDINGS)[number];

/** A certificate as its case knows it; what it says is kept beside the case. */
export interface IssuedCertificate {
  /** `IJC-2026-7K3M-9Q2T-V4XD`. */
  readonly reference: string;
  readonly kind: string;
  /** The event that issued it. */
  readonly seq: number;
  readonly standing: Standing;
  /** Reference of the one that took its place. */
  readonly by?: string;
}

type Issue = Effect & { readonly type: 'issueCertificate' };
type Stand = Effect & { readonly type: 'certificateStands' };

/** One event issues one certificate of a kind: asked again (deep history enters states anew), it is the same one. */
export function issue(draft: Draft, { kind, standing = 'in-force', supersedes = [] }: Issue): boolean {
  const seq = draft.before.seq + 1;
  const known = draft.certificates.some((issued) => issued.seq === seq && issued.kind === kind);
  if (known) return false;
  const reference = certificateReference(draft.before.id, { seq, kind, at: draft.at });
  draft.certificates = draft.certificates.map((issued) =>
    supersedes.includes(issued.kind) && isAlive(issued) ? { ...issued, standing: 'superseded', by: reference } : issued,
  );
  draft.certificates.push({ reference, kind, seq, standing: standingOf(standing) });
  return true;
}

/** What has become of the last certificate of each kind named. What was superseded stays so. */
export function stand(draft: Draft, { kinds, standing: name }: Stand): void {
  const standing = standingOf(name);
  for (const kind of kinds) {
    const last = draft.certificates.findLast((issued) => issued.kind === kind);
    if (!last || last.standing === 'superseded' || last.standing === standing) continue;
    draft.certificates = draft.certificates.map((issued) => (issued === last ? { ...last, standing } : issued));
  }
}

const DEAD: readonly Standing[] = ['superseded', 'revoked', 'annulled', 'expired', 'surrendered'];
const isAlive = ({ standing }: IssuedCertificate): boolean => !DEAD.includes(standing);

function standingOf(name: string): Standing {
  const standing = STANDINGS.find((known) => known === name);
  if (!standing)
    throw new Rejection('workflow', `a certificate cannot stand as "${name}" (known: ${STANDINGS.join(', ')})`);
  return standing;
}

/** Crockford's letters: none is taken for another when read out. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The name under which anybody may verify a certificate. 60 bits of the hash of the case's id (which is random), so that it cannot be guessed
 * from others, and the same script gives the same.
 */
function certificateReference(caseId: string, { seq, kind, at }: { seq: number; kind: string; at: number }): string {
  let bits = BigInt(`0x${sha256(`certificate\n${caseId}\n${seq}\n${kind}`).slice(0, 15)}`);
  let letters = '';
  for (let count = 0; count < 12; count += 1) {
    letters = LETTERS.charAt(Number(bits & 31n)) + letters;
    bits >>= 5n;
  }
  return `IJC-${new Date(at).getUTCFullYear()}-${letters.replace(/(.{4})(?=.)/g, '$1-')}`;
}
