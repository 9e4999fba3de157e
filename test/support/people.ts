import { randomUUID } from 'node:crypto';
import * as OTPAuth from 'otpauth';
import type { Post } from '../../src/engine/index.js';
import type { Account } from '../../src/identity/account.js';
import type { Identity } from '../../src/identity/identity.js';
import { hashPassword } from '../../src/identity/passwords.js';

/** A password that nobody guesses, and one that replaces it. */
export const PASSWORD = 'seven lazy kites over Gilgit';
export const OTHER_PASSWORD = 'eleven brass lamps in Quetta';

let count = 0;

/** Puts in a person who is none of the demonstration's. */
export async function somebody(
  identity: Identity,
  { posts = [{ role: 'investor' }], password = PASSWORD }: { posts?: readonly Post[]; password?: string } = {},
): Promise<Account> {
  const id = randomUUID();
  const email = `person${(count += 1)}.${id.slice(0, 8)}@example.pk`;
  const account = {
    id,
    email,
    name: `Person ${count}`,
    language: 'en',
    demo: false,
    posts,
    authenticator: false,
  } as const;
  await identity.accounts.put([account]);
  await identity.accounts.change(id, { password_hash: await hashPassword(password) });
  return account;
}

/** The code that an authenticator shows; `steps` of half a minute from now. */
export function codeOf(secret: string, steps = 0): string {
  const timestamp = Date.now() + steps * 30_000;
  return OTPAuth.TOTP.generate({ secret: OTPAuth.Secret.fromBase32(secret), timestamp });
}
