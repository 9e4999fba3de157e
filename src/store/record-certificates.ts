import { canonicalJson, sha256, type CaseState, type Decision, type JsonObject } from '../engine/index.js';
import type { CertificateRow } from './certificate-rows.js';
import type { Changes } from './changes.js';

/** The language that governs where the law says no other. */
const GOVERNING = 'en';

/** What a certificate says: all of it is digested, nothing of it ever changes. */
export interface CertificateContent extends JsonObject {
  readonly reference: string;
  readonly kind: string;
  readonly language: string;
  /** The case's name for people. */
  readonly case: string;
  readonly workflow: string;
  readonly ruleset: string;
  readonly agency: string | null;
  /** Epoch milliseconds: when it was recorded, and when that happened which it is about. */
  readonly issuedAt: number;
  readonly decidedAt: number;
  /** The act on which it rests, and its link in the case's chain. */
  readonly event: { readonly seq: number; readonly type: string; readonly hash: string };
  /** Both persons, where a substitute acted. */
  readonly by: { readonly actor: string; readonly post: string | null; readonly onBehalfOf: string | null };
  readonly data: JsonObject;
}

/** Certificates that a decision issues, and what becomes of those issued before. They are signed when they are written. */
export function addCertificates(
  { certificates, standings }: Changes,
  { state, event, effects }: Decision,
  before: CaseState | null,
  reference: string,
): void {
  const { certificates: issued = [] } = state;
  const known = new Map((before?.certificates ?? []).map((one) => [one.reference, one]));
  for (const effect of effects) {
    if (effect.type !== 'issueCertificate') continue;
    const own = issued.find(({ seq, kind }) => seq === event.seq && kind === effect.kind);
    if (own) certificates.push(rowOf(own.reference, effect, { state, event }, reference));
  }
  for (const one of issued) {
    if (known.get(one.reference)?.standing === one.standing) continue;
    standings.push({
      reference: one.reference,
      seq: event.seq,
      case_id: state.id,
      standing: one.standing,
      since: event.occurredAt,
      superseded_by: one.by ?? null,
    });
  }
}

function rowOf(
  reference: string,
  effect: Decision['effects'][number] & { readonly type: 'issueCertificate' },
  { state, event }: Pick<Decision, 'state' | 'event'>,
  caseReference: string,
): CertificateRow {
  const { kind, language = GOVERNING, data } = effect;
  const content: CertificateContent = {
    reference,
    kind,
    language,
    case: caseReference,
    workflow: `${state.workflow} ${state.version}`,
    ruleset: state.ruleset,
    agency: state.agency,
    issuedAt: event.recordedAt,
    decidedAt: event.occurredAt,
    event: { seq: event.seq, type: event.type, hash: state.hash },
    by: { actor: event.actor, post: event.post, onBehalfOf: event.onBehalfOf ?? null },
    data,
  };
  const text = canonicalJson(content);
  return {
    reference,
    case_id: state.id,
    seq: event.seq,
    kind,
    language,
    issued_at: event.recordedAt,
    content: text,
    digest: sha256(text),
    signature: '',
  };
}
