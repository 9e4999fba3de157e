import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { KeyRow } from '../store/rows.js';
import { KeyReused, type Key } from './batch.js';
import type { PresentedCase } from './presenter.js';

/** The answer kept under a key, for what is checked before a lane looks for it; null where there is none yet. Rejects with KeyReused. */
export async function keptAnswer(database: OpenDatabase, key: Key | undefined): Promise<PresentedCase | null> {
  if (!key) return null;
  const sql = 'select fingerprint, answer from idempotency_keys where actor = $1 and key = $2';
  const [kept] = await read<Pick<KeyRow, 'fingerprint' | 'answer'>>(database, sql, [key.actor, key.key]);
  if (!kept) return null;
  if (kept.fingerprint !== key.fingerprint) throw new KeyReused(`the key "${key.key}" was used for another request`);
  return JSON.parse(kept.answer) as PresentedCase;
}
