import type { OpenDatabase, ReadableDatabase } from '../store/database.js';
import { realClock } from '../time/clock.js';
import { publicKeyOf, type PublicKey } from './signer.js';
import { beside } from './tree.js';

/** The keys of the installation, as published. */
export class Keys {
  constructor(private readonly database: OpenDatabase) {}

  /** Publishes a key. What was signed with a former one can be checked for ever: keys stay. */
  async publish({ kid, x }: PublicKey): Promise<void> {
    const sql = 'insert into signing_keys (kid, x, since) values ($1, $2, $3) on conflict (kid) do nothing';
    await this.database.write((query) => query(sql, [kid, x, realClock.now()]));
  }

  all(): Promise<PublicKey[]> {
    return publishedKeys(this.database);
  }
}

/** All keys that were ever signed with, the newest first. Each is named by what it is, whatever the table says of it. */
export async function publishedKeys(database: ReadableDatabase): Promise<PublicKey[]> {
  const rows = await beside(database)<{ x: string }>('select x from signing_keys order by since desc, kid', []);
  return rows.map(({ x }) => publicKeyOf(x));
}
