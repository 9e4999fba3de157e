import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { OutboxRow } from '../store/rows.js';

/** Rows given positions in one transaction: few enough that commands need not wait long for their turn. */
const AT_ONCE = 500;
/** Several processes relay; one at a time numbers, else two would give the same number. */
const NUMBERING_LOCK = 4_954_203;

/** A row that has its place in the order all see. */
export type PlacedRow = OutboxRow & { readonly position: number };

/** Where the outbox begins and ends; 0 where it is empty. */
export interface Extent {
  readonly first: number;
  readonly last: number;
}

export async function extentOf(database: OpenDatabase): Promise<Extent> {
  // Two subqueries: min and max in one select would read the whole index.
  const sql = `select coalesce((select min(position) from outbox), 0) as first,
    coalesce((select max(position) from outbox), 0) as last`;
  const rows = await read<Extent>(database, sql, []);
  return rows[0] ?? { first: 0, last: 0 };
}

/** Rows after a position, in order. */
export function rowsAfter(database: OpenDatabase, position: number, limit: number): Promise<PlacedRow[]> {
  const sql = `select * from outbox where position > $1 order by position limit ${limit}`;
  return read<PlacedRow>(database, sql, [position]);
}

/** Whether rows wait for a position. */
export async function hasWaiting(database: OpenDatabase): Promise<boolean> {
  return (await read(database, 'select id from outbox where position is null order by id limit 1', [])).length > 0;
}

/**
 * Gives the next positions to waiting rows, in the order of their ids. A row that a slow transaction commits late gets a later position,
 * so whoever has seen a position has seen all before it. `busy`: another process is at it.
 */
export function givePositions(database: OpenDatabase): Promise<'done' | 'more' | 'busy'> {
  return database.write(async (query) => {
    if (database.kind === 'postgres') {
      const [lock] = await query('select pg_try_advisory_xact_lock($1) as mine', [NUMBERING_LOCK]);
      if (!(lock as { mine: boolean }).mine) return 'busy';
    }
    const before = await lastPosition(query);
    await query(
      `update outbox set position = $1 + waiting.place from (
         select id, row_number() over (order by id) as place from outbox where position is null order by id limit ${AT_ONCE}
       ) as waiting where outbox.id = waiting.id`,
      [before],
    );
    return (await lastPosition(query)) === before + AT_ONCE ? 'more' : 'done';
  });
}

async function lastPosition(query: (sql: string) => Promise<unknown[]>): Promise<number> {
  const [end] = await query('select coalesce(max(position), 0) as last from outbox');
  return (end as { last: number }).last;
}
