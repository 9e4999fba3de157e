import { generateKeyPairSync } from 'node:crypto';
import { Signer } from '../../src/evidence/signer.js';

/** A signer with a key of its own. */
export function freshSigner(): Signer {
  return new Signer(generateKeyPairSync('ed25519').privateKey);
}
