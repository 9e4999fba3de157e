import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { canonicalJson, type JsonObject } from '../engine/index.js';

/** An Ed25519 public key as a JSON Web Key (RFC 8037); `kid` is its thumbprint (RFC 7638). */
export interface PublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

/** What the service says and signs. `statement` inside it tells kinds apart, so that none is taken for another. */
export type Statement = JsonObject & { readonly statement: string };

/** A statement with its signature: a detached JSON Web Signature (RFC 7515, appendix F) over its canonical JSON (RFC 8785). */
export interface Signed<S extends Statement = Statement> {
  readonly statement: S;
  readonly signature: string;
}

/** Signs statements with the key of the installation. */
export class Signer {
  readonly publicKey: PublicKey;
  private readonly header: string;

  constructor(private readonly key: KeyObject) {
    const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
    this.publicKey = publicKeyOf(x);
    this.header = encoded(JSON.stringify({ alg: 'EdDSA', kid: this.publicKey.kid }));
  }

  sign<S extends Statement>(statement: S): Signed<S> {
    const signature = sign(null, signingInput(this.header, statement), this.key).toString('base64url');
    return { statement, signature: `${this.header}..${signature}` };
  }
}

/** The public key whose 32 bytes `x` holds in base64url. */
export function publicKeyOf(x: string): PublicKey {
  const thumbprint = createHash('sha256').update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }));
  return { kty: 'OKP', crv: 'Ed25519', x, kid: thumbprint.digest('base64url'), alg: 'EdDSA', use: 'sig' };
}

/** Why a signed statement cannot be relied on, or null where one of the keys has signed it. */
export function signatureFault({ statement, signature }: Signed, keys: readonly PublicKey[]): string | null {
  const [header = '', payload, mark = '', ...more] = signature.split('.');
  if (payload !== '' || more.length > 0) return 'its signature is no detached JSON Web Signature';
  const kid = keyIdOf(header);
  const known = keys.find((key) => key.kid === kid);
  if (!known) return `it is signed with a key that is not among those published: ${kid ?? 'none named'}`;
  const key = createPublicKey({ key: { kty: known.kty, crv: known.crv, x: known.x }, format: 'jwk' });
  const good = verify(null, signingInput(header, statement), key, Buffer.from(mark, 'base64url'));
  return good ? null : 'its signature does not fit what it says';
}

/** Id of the key that a signature names, where it is of the one kind made here. */
function keyIdOf(header: string): string | null {
  try {
    const { alg, kid, ...more } = JSON.parse(Buffer.from(header, 'base64url').toString()) as JsonObject;
    return alg === 'EdDSA' && typeof kid === 'string' && Object.keys(more).length === 0 ? kid : null;
  } catch {
    return null;
  }
}

const encoded = (text: string): string => Buffer.from(text).toString('base64url');

function signingInput(header: string, statement: Statement): Buffer {
  return Buffer.from(`${header}.${encoded(canonicalJson(statement))}`);
}
