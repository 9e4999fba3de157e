import type { JsonObject } from '../engine/index.js';
import { STANDINGS } from '../engine/index.js';
import { LANGUAGES } from '../messages/index.js';
import { Flag, Free, Hash, Instant, Many, Text, Word } from './fields.js';

/* What is answered about certificates and letters. */

const NULLABLE = { nullable: true };
const REFERENCE = '^IJC-\\d{4}-([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$';
const OF_CERTIFICATES = { pattern: REFERENCE, example: 'IJC-2026-7K3M-9Q2T-V4XD' };

/** What whoever holds a certificate may know of it: what stands on its face. */
export class CertificateAnswer {
  @Text('Reference, as it stands on the paper', OF_CERTIFICATES) readonly reference: string;
  @Text('What it is', { example: 'grant' }) readonly kind: string;
  @Word('The language that governs', LANGUAGES) readonly language: string;
  @Text('Agency that issued it', { nullable: true, example: 'epa-punjab' }) readonly agency: string | null;
  @Text('The agency’s name') readonly agencyName: string;
  @Text('Whom it is for') readonly holder: string;
  @Text('The approval, or the project where it is about the whole') readonly about: string;
  @Text('The approval by its id in the ruleset', { nullable: true, example: 'environmental-iee' })
  readonly approval: string | null;
  @Instant('When it was issued') readonly issuedAt: string;
  @Word('How it stands today: only `in-force` holds', STANDINGS) readonly standing: string;
  @Instant('Since when it stands so') readonly since: string;
  @Text('Reference of the one that took its place', NULLABLE) readonly supersededBy: string | null;
  @Hash('SHA-256 of the canonical JSON of all that it says') readonly digest: string;
  @Flag('Whether what is kept is still what was digested; false: the record was tampered with')
  readonly intact: boolean;
  @Hash('SHA-256 of the signed order that is attached to the decision: the order is what binds; null: none', NULLABLE)
  readonly order: string | null;
  @Instant('When that was attached', NULLABLE) readonly orderGivenAt: string | null;
  @Text('The installation’s signature, as in the QR code: a compact JSON Web Signature (Ed25519)')
  readonly signature: string;
}

/** A certificate for those who may know of its case. */
export class CaseCertificateAnswer extends CertificateAnswer {
  @Free('All that it says, as digested: canonical JSON of it has the digest') readonly content: JsonObject;
}

export class CertificatesAnswer {
  @Many(CaseCertificateAnswer, 'All certificates and letters of the case, the newest first')
  readonly items: readonly CaseCertificateAnswer[];
}
