import { timingSafeEqual } from 'node:crypto';
import type { Allowance, Throttle } from '../identity/throttle.js';
import type { InstallationKeys } from '../identity/installation-keys.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';

/** Mistakes of one network address: an office of many may share one, and nobody guesses 80 bits. */
export const TRACKING_MISTAKES: Allowance = { name: 'tracking', times: 60, seconds: 15 * 60 };

/** Letters of Crockford's base32: none is taken for another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Of 5 bits each. */
const CODE_LETTERS = 16;

/** Whom the application belongs to, and its id. */
export interface Tracked {
  readonly id: string;
  readonly owner: string;
}

/** No application has this reference and this code. Which of them is wrong is not said. */
export class NotTracked extends Error {}

export interface TrackingParts {
  readonly database: OpenDatabase;
  readonly keys: InstallationKeys;
  readonly throttle: Throttle;
}

/**
 * Lets whoever has the reference of an application and its tracking code see where it stands. The code is made from the secret of the
 * installation, the case and how often it was renewed, so that it is kept nowhere, not even as a hash, and its owner can always be told it.
 */
export class Tracking {
  constructor(private readonly parts: TrackingParts) {}

  /** `7K3M-9Q2T-V4XD-0HJ8`. Whoever asks has made sure that the case is the caller's own. */
  async codeOf(caseId: string): Promise<string> {
    return this.codeAfter(caseId, await this.renewals(caseId));
  }

  /** Another code from now on; the one before leads nowhere. */
  async renew(caseId: string): Promise<void> {
    const sql = `insert into tracking (case_id, renewals) values ($1, 1)
      on conflict (case_id) do update set renewals = tracking.renewals + 1`;
    await this.parts.database.write((query) => query(sql, [caseId]));
  }

  /** `address`: from where it is asked. Rejects with NotTracked, TooOften. */
  async find(reference: string, code: string, address: string): Promise<Tracked> {
    const { database, throttle } = this.parts;
    await throttle.count(address);
    const [row] = await read<Tracked>(
      database,
      "select id, owner from cases where reference = $1 and parent is null and workflow = 'investor-approval'",
      [reference.trim().toUpperCase()],
    );
    // A reference that is nobody's takes as long as one whose code is wrong.
    const expected = await this.codeOf(row?.id ?? '');
    if (!isSame(expected, asCode(code)) || !row) throw new NotTracked();
    await throttle.forgive(address);
    return row;
  }

  private async renewals(caseId: string): Promise<number> {
    const sql = 'select renewals from tracking where case_id = $1';
    const [row] = await read<{ renewals: number }>(this.parts.database, sql, [caseId]);
    return Number(row?.renewals ?? 0);
  }

  private codeAfter(caseId: string, renewals: number): string {
    const bytes = this.parts.keys.ofTracking(`${caseId} ${renewals}`);
    const letters = [...bytes.subarray(0, CODE_LETTERS)].map((byte) => LETTERS.charAt(byte & 31)).join('');
    return inFours(letters);
  }
}

const inFours = (letters: string): string => letters.replace(/(.{4})(?=.)/g, '$1-');

/** A code as somebody types it, in its own form. Letters that Crockford's base32 lacks are read as meant. */
function asCode(text: string): string {
  const letters = text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return inFours(
    letters
      .replaceAll('O', '0')
      .replaceAll(/[IL]/g, '1')
      .slice(0, 2 * CODE_LETTERS),
  );
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
