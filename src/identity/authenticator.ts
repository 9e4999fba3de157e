import { createHash, randomBytes } from 'node:crypto';
import * as OTPAuth from 'otpauth';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import { realClock, type Clock } from '../time/clock.js';
import type { Accounts, Guarded } from './accounts.js';
import type { InstallationKeys } from './installation-keys.js';

const ISSUER = 'Ijazat';
const PERIOD_SECONDS = 30;
/** A code of the step before or after counts too: clocks of telephones differ (RFC 6238, 5.2). */
const WINDOW = 1;
const CODES = 10;
/** 25 letters of 5 bits: more than the 112 bits from which on NIST SP 800-63B-4 (3.1.2.2) asks for no slow hash. */
const CODE_LETTERS = 25;
/** Letters of Crockford's base32: none is taken for another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export interface AuthenticatorParts {
  readonly database: OpenDatabase;
  readonly accounts: Accounts;
  readonly keys: InstallationKeys;
  readonly clock?: Clock;
}

/** The second factor: codes of an authenticator (TOTP, RFC 6238), and codes on paper for when it is lost. */
export class Authenticator {
  private readonly clock: Clock;

  constructor(private readonly parts: AuthenticatorParts) {
    this.clock = parts.clock ?? realClock;
  }

  /** Makes a secret for an account that has none; it counts once `confirm` has seen a code of it. Gives what to show. */
  async begin({ id, email }: Guarded): Promise<{ secret: string; uri: string }> {
    const secret = new OTPAuth.Secret({ size: 20 });
    await this.parts.accounts.change(id, { totp_secret: this.parts.keys.seal(secret.base32, id) });
    return { secret: secret.base32, uri: totp(secret, email).toString() };
  }

  /** Turns the authenticator on; gives the codes for paper. Null where the code is not one of the secret that was shown. */
  async confirm(account: Guarded, code: string): Promise<string[] | null> {
    const step = this.stepOf(account, code);
    if (step === null) return null;
    const codes = await this.newCodes(account.id);
    await this.parts.accounts.change(account.id, { totp_confirmed_at: this.clock.now(), totp_step: step });
    return codes;
  }

  async remove({ id }: Guarded): Promise<void> {
    await this.parts.accounts.change(id, { totp_secret: null, totp_confirmed_at: null, totp_step: null });
    await this.parts.database.write((query) => query('delete from recovery_codes where account = $1', [id]));
  }

  /** Whether the code is one of the authenticator or of the paper. Either kind counts once. */
  async accepts(account: Guarded, code: string): Promise<boolean> {
    if (account.totpConfirmedAt === null) return false;
    if (!/^\d{3} ?\d{3}$/.test(code)) return this.useRecoveryCode(account.id, code);
    const step = this.stepOf(account, code);
    return step !== null && this.parts.accounts.useStep(account.id, step);
  }

  /** New codes for paper; those of before count no more. */
  async newCodes(id: string): Promise<string[]> {
    const codes = Array.from({ length: CODES }, recoveryCode);
    await this.parts.database.write(async (query) => {
      await query('delete from recovery_codes where account = $1', [id]);
      for (const code of codes)
        await query('insert into recovery_codes (account, code_hash) values ($1, $2)', [id, codeHash(code)]);
    });
    return codes;
  }

  /** How many codes on paper have not been used. */
  async codesLeft(id: string): Promise<number> {
    const sql = 'select count(*) as n from recovery_codes where account = $1 and used_at is null';
    const [row] = await read<{ n: number }>(this.parts.database, sql, [id]);
    return Number(row?.n ?? 0);
  }

  private async useRecoveryCode(id: string, code: string): Promise<boolean> {
    const used = await this.parts.database.write((query) =>
      query(
        'update recovery_codes set used_at = $1 where account = $2 and code_hash = $3 and used_at is null returning account',
        [this.clock.now(), id, codeHash(code)],
      ),
    );
    return used.length > 0;
  }

  private stepOf({ id, email, totpSecret }: Guarded, code: string): number | null {
    if (totpSecret === null) return null;
    const secret = OTPAuth.Secret.fromBase32(this.parts.keys.unseal(totpSecret, id));
    const timestamp = this.clock.now();
    const delta = totp(secret, email).validate({ token: code.replace(' ', ''), timestamp, window: WINDOW });
    return delta === null ? null : OTPAuth.TOTP.counter({ period: PERIOD_SECONDS, timestamp }) + delta;
  }
}

function totp(secret: OTPAuth.Secret, label: string): OTPAuth.TOTP {
  return new OTPAuth.TOTP({ issuer: ISSUER, label, secret, period: PERIOD_SECONDS });
}

/** `K7QFN-…`, five by five. */
function recoveryCode(): string {
  const letters = [...randomBytes(CODE_LETTERS)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return letters.replace(/(.{5})(?=.)/g, '$1-');
}

function codeHash(code: string): string {
  const letters = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return createHash('sha256').update(letters).digest('base64url');
}
