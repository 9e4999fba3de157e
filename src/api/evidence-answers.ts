import type { Anchor } from '../evidence/anchors.js';
import type { PublicKey } from '../evidence/signer.js';
import type { Run } from '../verify/verification.js';
import { Count, Flag, Hash, Instant, Many, One, Text, Texts, Word } from './fields.js';

/* What is answered so that others can prove what was recorded. */

export const SIGNATURE =
  'Detached JSON Web Signature (RFC 7515, appendix F; EdDSA) over the statement as canonical JSON (RFC 8785)';

export class AnchorStatementAnswer {
  @Word('What kind of statement it is', ['anchor']) readonly statement: 'anchor';
  @Count('Number of the anchor', { example: 1 }) readonly anchor: number;
  @Text('Installation that it is of') readonly installation: string;
  @Instant('When it was made') readonly at: string;
  @Count('How many leaves of the tree it covers') readonly size: number;
  @Hash('Root of the Merkle tree over them (RFC 6962, section 2.1)') readonly root: string;
  @Text('SHA-256 of the canonical JSON of the statement before it; null for the first', { nullable: true })
  readonly previous: string | null;
}

export class AnchorAnswer implements Anchor {
  @One(AnchorStatementAnswer, 'What is signed') readonly statement: AnchorStatementAnswer & Anchor['statement'];
  @Text(SIGNATURE) readonly signature: string;
}

export class ProvenAnchorAnswer extends AnchorAnswer {
  @Texts('Proof that the tree of the anchor before it is the beginning of its own (RFC 6962, section 2.1.2)')
  readonly consistency: readonly string[];
}

export class AnchorPageAnswer {
  @Many(AnchorAnswer, 'Newest first') readonly items: readonly AnchorAnswer[];
  @Text('The `cursor` of the next page; null on the last', { nullable: true }) readonly next: string | null;
}

class CoveringAnswer {
  @One(AnchorAnswer, 'The anchor') readonly anchor: AnchorAnswer;
  @Texts('Proof that the leaf is in its tree (RFC 6962, section 2.1.1)') readonly proof: readonly string[];
}

class AnchoredStateAnswer {
  @Count('Number of the last event that it covers') readonly seq: number;
  @Hash('Hash of that event, and by it of all before') readonly hash: string;
  @Count('Number of its leaf in the tree, from 0') readonly leaf: number;
  @Many(CoveringAnswer, 'The first anchor that covers it, and the newest where that is another')
  readonly covered: readonly CoveringAnswer[];
}

export class CaseAnchorsAnswer {
  @Text('Id of the case') readonly case: string;
  @Many(AnchoredStateAnswer, 'States of the case that are anchored, oldest first')
  readonly states: readonly AnchoredStateAnswer[];
}

export class PublicKeyAnswer implements PublicKey {
  @Word('Kind of key (RFC 8037)', ['OKP']) readonly kty: 'OKP';
  @Word('Its curve', ['Ed25519']) readonly crv: 'Ed25519';
  @Text('The public key in base64url') readonly x: string;
  @Text('Its thumbprint (RFC 7638)') readonly kid: string;
  @Word('How it signs', ['EdDSA']) readonly alg: 'EdDSA';
  @Word('What it is for', ['sig']) readonly use: 'sig';
}

export class KeysAnswer {
  @Many(PublicKeyAnswer, 'All keys that were ever signed with, the newest first')
  readonly keys: readonly PublicKeyAnswer[];
}

export class VerificationAnswer {
  @Text('Id of the run') readonly id: string;
  @Word('Whether it is under way', ['running', 'done', 'failed']) readonly state: Run['state'];
  @Flag('Whether it is done and found nothing') readonly sound: boolean;
  @Text('Who began it') readonly startedBy: string;
  @Instant('When it began, by the real clock') readonly startedAt: string;
  @Instant('When it ended; null while it is under way', { nullable: true }) readonly endedAt: string | null;
  @Count('Cases checked so far') readonly cases: number;
  @Count('Cases there were when it began') readonly of: number;
  @Count('Events checked') readonly events: number;
  @Count('Anchors checked') readonly anchors: number;
  @Count('What is not sound: how many findings') readonly faults: number;
  @Texts('The first hundred of them, each naming the row; of a run that failed, why')
  readonly failures: readonly string[];
}
