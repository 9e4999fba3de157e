import type { ReadableDatabase } from '../store/database.js';
import type { ConfirmationRow } from '../store/confirmation-rows.js';
import { read } from '../store/read.js';
import type { KeptBytes } from './documents.js';

/** Documents that prove figures of rulesets and are not as they were given. */
export async function proofFailures(database: ReadableDatabase, bytes: KeptBytes | null): Promise<string[]> {
  if (!bytes) return [];
  const sql = 'select * from confirmations where sha256 is not null order by seq';
  const failures: string[] = [];
  for (const { seq, sha256 } of await read<ConfirmationRow>(database, sql, [])) {
    const found = sha256 === null ? null : await bytes.hashOf(sha256);
    const of = `record ${seq} of confirmations`;
    if (found === null) failures.push(`${of}: the bytes of its document are not there`);
    else if (found !== sha256) failures.push(`${of}: the bytes of its document are not those that were given`);
  }
  return failures;
}
