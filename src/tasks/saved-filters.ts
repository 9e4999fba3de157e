import { randomUUID } from 'node:crypto';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { SavedFilterRow } from '../store/search-rows.js';
import type { Clock } from '../time/clock.js';

/** More than anybody tells apart. */
const MOST_SAVED = 20;

export type SavedFilter = Pick<SavedFilterRow, 'id' | 'name' | 'query'>;

/** Ways of looking at a worklist that people keep for themselves. */
export class SavedFilters {
  constructor(
    private readonly database: OpenDatabase,
    private readonly clock: Clock,
  ) {}

  /** In the order of their names. */
  list(account: string): Promise<SavedFilter[]> {
    const sql = `select id, name, query from saved_filters where account = $1 order by name, id limit ${MOST_SAVED}`;
    return read<SavedFilter>(this.database, sql, [account]);
  }

  /** Keeps a query under a name, in place of what had that name before. False: there are too many already. */
  async save(account: string, name: string, query: string): Promise<boolean> {
    const kept = await this.list(account);
    if (kept.length >= MOST_SAVED && kept.every((one) => one.name !== name)) return false;
    const sql = `insert into saved_filters (id, account, name, query, saved_at) values ($1, $2, $3, $4, $5)
      on conflict (account, name) do update set query = excluded.query, saved_at = excluded.saved_at`;
    await this.database.write((write) => write(sql, [randomUUID(), account, name, query, this.clock.now()]));
    return true;
  }

  /** Forgets one of the account's own; of any other there is nothing to forget. */
  async remove(account: string, id: string): Promise<void> {
    const sql = 'delete from saved_filters where id = $1 and account = $2';
    await this.database.write((write) => write(sql, [id, account]));
  }
}
