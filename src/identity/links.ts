import type { JsonObject } from '../engine/index.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import { realClock, type Clock } from '../time/clock.js';
import { hashOf, isSecret, newSecret } from './secrets.js';

/** What a link is for: to make an account of an address, or to set a password anew. */
export type LinkPurpose = 'registration' | 'password';

const HOUR_MS = 3_600_000;
/** A registration may wait until tomorrow; a forgotten password is wanted now. */
const LASTS_MS: { readonly [purpose in LinkPurpose]: number } = { registration: 24 * HOUR_MS, password: HOUR_MS };

export interface Linked {
  readonly email: string;
  readonly data: JsonObject;
}

/** Secrets in the links of mails. To follow a link shows a page and does nothing, for scanners of mails follow links; sending its form does, once. */
export class Links {
  constructor(
    private readonly database: OpenDatabase,
    private readonly clock: Clock = realClock,
  ) {}

  async make(purpose: LinkPurpose, { email, data }: Linked): Promise<string> {
    const secret = newSecret('ijl');
    const values = [hashOf(secret), purpose, email, JSON.stringify(data), this.clock.now() + LASTS_MS[purpose]];
    await this.database.write((query) =>
      query('insert into links (secret_hash, purpose, email, data, ends_at) values ($1, $2, $3, $4, $5)', values),
    );
    return secret;
  }

  /** What a link is about, or null where it is none, was used or is too old. It can still be used then. */
  async find(purpose: LinkPurpose, secret: string): Promise<Linked | null> {
    if (!isSecret(secret, 'ijl')) return null;
    const [row] = await read<{ email: string; data: string }>(
      this.database,
      'select email, data from links where secret_hash = $1 and purpose = $2 and used_at is null and ends_at > $3',
      [hashOf(secret), purpose, this.clock.now()],
    );
    return row ? { email: row.email, data: JSON.parse(row.data) as JsonObject } : null;
  }

  /** Uses a link. False where another was first. */
  async use(secret: string): Promise<boolean> {
    const used = await this.database.write((query) =>
      query('update links set used_at = $1 where secret_hash = $2 and used_at is null returning email', [
        this.clock.now(),
        hashOf(secret),
      ]),
    );
    return used.length > 0;
  }

  async trim(before: number): Promise<void> {
    await this.database.write((query) => query('delete from links where ends_at < $1', [before]));
  }
}
