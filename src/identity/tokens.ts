import { createSecretKey, type KeyObject } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';

/** A working day and a little: nobody signs in twice before the office closes. */
const VALID_SECONDS = 12 * 3600;
const ISSUER = 'ijazat';

/** Tokens found good are remembered, for a signature costs twenty times a look-up; the oldest are forgotten first. */
const REMEMBERED = 10_000;

interface Good {
  readonly account: string;
  /** Seconds since the epoch. */
  readonly until: number;
}

/**
 * Signed tokens (JWT, HS256). The key is a KeyObject: given as text it would be parsed at every check, fifty times the cost. Tokens are
 * checked against the real time of day, also where cases live under a virtual clock.
 */
export class Tokens {
  private readonly key: KeyObject;
  private readonly good = new Map<string, Good>();

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
    const known = this.good.get(token);
    if (known && known.until * 1000 > Date.now()) return known.account;
    try {
      const claims = jsonwebtoken.verify(token, this.key, { algorithms: ['HS256'], issuer: ISSUER }) as {
        readonly sub?: string;
        readonly exp?: number;
      };
      if (claims.sub === undefined || claims.exp === undefined) return null;
      this.remember(token, { account: claims.sub, until: claims.exp });
      return claims.sub;
    } catch {
      this.good.delete(token);
      return null;
    }
  }

  private remember(token: string, good: Good): void {
    this.good.set(token, good);
    const oldest = this.good.keys().next();
    if (this.good.size > REMEMBERED && !oldest.done) this.good.delete(oldest.value);
  }
}
