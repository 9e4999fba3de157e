import { canonicalJson, sha256 } from '../engine/index.js';

/** What a document is, as far as its digest tells. */
export interface Identity {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly paper: string | null;
  readonly site: string | null;
  readonly expiresOn: string | null;
}

/** Digest under which the log knows a document. With the salt gone nobody can find out what it was the digest of. */
export function documentDigest(salt: string, identity: Identity): string {
  return sha256(`${salt}\n${canonicalJson(identity)}`);
}
