import { createSecretKey, type KeyObject } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';

/** A working day and a little: nobody signs in twice before the office closes. */
const VALID_SECONDS = 12 * 3600;
const ISSUER = 'ijazat';

/**
 * Signed tokens (JWT, HS256). The key is a KeyObject: given as text it would be parsed at every check, fifty times the cost. Tokens are
 * checked against the real time of day, also where cases live under a virtual clock.
 */
export class Tokens {
  private readonly key: KeyObject;

  constructor(secret: Uint8Array) {
    this.key = createSecretKey(secret);
  }

  issue(account: string): string {
    return jsonwebtoken.sign({}, this.key, {
      algorithm: 'HS256',
      subject: account,
      issuer: ISSUER,
      expiresIn: VALID_SECONDS,
    });
  }

  /** The account a token was issued to, or null where it is no valid token. */
  check(token: string): string | null {
    try {
      const { sub } = jsonwebtoken.verify(token, this.key, { algorithms: ['HS256'], issuer: ISSUER }) as {
        sub?: string;
      };
      return sub ?? null;
    } catch {
      return null;
    }
  }
}
