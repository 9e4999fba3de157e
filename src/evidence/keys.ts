import type { OpenDatabase, ReadableDatabase } from '../store/database.js';
import { realClock } from '../time/clock.js';
import { publicKeyOf, type PublicKey, type Signer } from './signer.js';
import { beside } from './tree.js';

/** Publishes the key with which this process signs. What was signed with a former one can be checked for ever: keys stay. */
export async function publishKey(database: OpenDatabase, { publicKey: { kid, x } }: Signer): Promise<void> {
  const sql = 'insert into signing_keys (kid, x, since) values ($1, $2, $3) on conflict (kid) do nothing';
  await database.write((query) => query(sql, [kid, x, realClock.now()]));
}

/** All keys that were ever signed with, the newest first. Each is named by what it is, whatever the table says of it. */
export async function publishedKeys(database: ReadableDatabase): Promise<PublicKey[]> {
  const rows = await beside(database)<{ x: string }>('select x from signing_keys order by since desc, kid', []);
  return rows.map(({ x }) => publicKeyOf(x));
}
