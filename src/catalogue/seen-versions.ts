import type { Logger } from 'pino';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { VersionRow } from '../store/rows.js';
import { realClock } from '../time/clock.js';

/** A workflow version or a ruleset as it is loaded now. */
export interface Seen {
  readonly kind: 'workflow' | 'ruleset';
  readonly id: string;
  readonly hash: string;
}

/**
 * Remembers under which content cases were opened. What is published cannot change (start-up refuses it); a draft may, but where cases run
 * under it somebody should know that their logs may not replay any more.
 */
export async function rememberVersions(database: OpenDatabase, seen: readonly Seen[], log: Logger): Promise<void> {
  const kept = await read<VersionRow>(database, 'select * from versions', []);
  for (const { kind, id, hash } of seen) {
    const before = kept.find((row) => row.kind === kind && row.id === id);
    if (before?.hash === hash) continue;
    const cases = before ? await casesUnder(database, kind, id) : 0;
    if (cases > 0) log.warn({ kind, id, cases }, 'a draft has changed under running cases: their logs may not replay');
    const sql = `insert into versions (kind, id, hash, seen_at) values ($1, $2, $3, $4)
      on conflict (kind, id) do update set hash = excluded.hash, seen_at = excluded.seen_at`;
    await database.write((query) => query(sql, [kind, id, hash, realClock.now()]));
  }
}

async function casesUnder(database: OpenDatabase, kind: Seen['kind'], id: string): Promise<number> {
  const condition = kind === 'ruleset' ? 'ruleset = $1' : "workflow || ' ' || version = $1";
  const [row] = await read<{ n: number }>(database, `select count(*) as n from cases where ${condition}`, [id]);
  return Number(row?.n ?? 0);
}
