import type { Credential, Scope } from './credential.js';
import type { Credentials } from './credentials.js';
import type { Shown } from './sign-in.js';
import { realClock, type Clock } from '../time/clock.js';

const HOUR_MS = 3_600_000;
/**
 * A working day and a little: nobody signs in twice before the office closes. NIST SP 800-63B-4, 2.2.3, has both for what is guarded by two
 * factors: anew after 24 hours at most, and after an hour without use.
 */
const LASTS_MS = 12 * HOUR_MS;
const IDLE_MS = HOUR_MS;
const EVERYTHING: readonly Scope[] = ['read', 'act'];

/** An open session and the secret that proves it. */
export interface OpenedSession {
  readonly id: string;
  readonly secret: string;
  /** When it ends at the latest, epoch milliseconds. */
  readonly endsAt: number;
}

/** Sessions of those who have signed in. */
export class Sessions {
  constructor(
    private readonly credentials: Credentials,
    private readonly clock: Clock = realClock,
  ) {}

  /**
   * Opens a session. In a browser it ends with an hour without use, for browsers are left alone; a client of the API need not be in use.
   * `before`: the session that the same browser had, which ends.
   */
  async open(
    { account, secondFactor }: Shown,
    { kind, agent, before }: { kind: 'browser' | 'client'; agent?: string; before?: Credential | null },
  ): Promise<OpenedSession> {
    if (before) await this.credentials.end(before.account.id, { id: before.id });
    const endsAt = this.clock.now() + LASTS_MS;
    const idleMs = kind === 'browser' ? IDLE_MS : null;
    const opening = { account, kind, scopes: EVERYTHING, secondFactor, idleMs, endsAt, agent: agent ?? null };
    return { ...(await this.credentials.open(opening)), endsAt };
  }
}
