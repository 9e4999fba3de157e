import { hash, verify } from '@node-rs/argon2';

/** The least that OWASP's Password Storage Cheat Sheet recommends for Argon2id (the algorithm that the library takes by itself). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Two ways to type a letter are one password (NIST SP 800-63B-4, 3.1.1.2). */
function typed(password: string): string {
  return password.normalize('NFKC');
}

/** Argon2id in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(typed(password), COST);
}

/** Hash of a password that nobody has. */
let nobodys: Promise<string> | undefined;

/** Whether the password is the one of the hash; takes as long where there is none. */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  nobodys ??= hashPassword('the password of nobody');
  const fits = await verify(hashed ?? (await nobodys), typed(password));
  return fits && hashed !== null;
}
