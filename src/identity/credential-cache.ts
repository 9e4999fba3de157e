import { endOf, type Credential, type Used } from './credential.js';

/** Credentials at hand; of more, those read first are read again. */
const MOST = 10_000;
/** Every process hears within a second of what ends; this is for what it might not hear. */
const TRUSTED_MS = 60_000;

interface Kept extends Used {
  readonly readAt: number;
  seenAt: number;
}

/** What secrets open, as far as this process has read it. */
export class CredentialCache {
  private readonly kept = new Map<string, Kept>();
  private readonly secretsOf = new Map<string, Set<string>>();
  /** Grows with whatever is forgotten, so that what was read before is not put in after. */
  age = 0;

  /** What the secret opens, which is hereby used. Undefined: not at hand, or no longer to be trusted. */
  use(secret: string, now: number): Credential | undefined {
    const kept = this.kept.get(secret);
    if (!kept || now - kept.readAt >= TRUSTED_MS || now >= endOf(kept)) return undefined;
    kept.seenAt = now;
    return kept.credential;
  }

  put(secret: string, used: Used, now: number): void {
    this.drop(secret);
    this.kept.set(secret, { ...used, readAt: now });
    const { id } = used.credential.account;
    this.secretsOf.set(id, (this.secretsOf.get(id) ?? new Set()).add(secret));
    const oldest = this.kept.keys().next();
    if (this.kept.size > MOST && !oldest.done) this.drop(oldest.value);
  }

  /** Of one account, or (null) of all. */
  forget(account: string | null): void {
    this.age += 1;
    const secrets = account === null ? [...this.kept.keys()] : [...(this.secretsOf.get(account) ?? [])];
    for (const secret of secrets) this.drop(secret);
  }

  private drop(secret: string): void {
    const kept = this.kept.get(secret);
    if (!kept) return;
    this.kept.delete(secret);
    const { id } = kept.credential.account;
    const secrets = this.secretsOf.get(id);
    secrets?.delete(secret);
    if (secrets?.size === 0) this.secretsOf.delete(id);
  }
}
