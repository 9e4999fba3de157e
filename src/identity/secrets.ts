import { createHash, randomBytes } from 'node:crypto';

/*
 * What is given out once and kept as a hash. With 256 random bits there is nothing to guess, so a fast hash will do; the letters before them
 * tell scanners of leaked secrets what they have found.
 */

const SECRET_BYTES = 32;

/** `ijs`: of a session. `ijt`: a token for a client. `ijl`: of a link in a mail. */
export type SecretKind = 'ijs' | 'ijt' | 'ijl';

export function newSecret(kind: SecretKind): string {
  return `${kind}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/** Whether a text can be a secret at all: what cannot need not be looked for. */
export function isSecret(text: string, ...kinds: readonly SecretKind[]): boolean {
  return text.length === 47 && kinds.some((kind) => text.startsWith(`${kind}_`)) && /^\w{3}_[\w-]{43}$/.test(text);
}

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
