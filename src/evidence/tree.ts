import { canonicalJson } from '../engine/index.js';
import { addRows, type Query } from '../store/add-rows.js';
import type { OpenDatabase, ReadableDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import { completedBy, leafHash, type Kept } from './merkle.js';

/** A state that a case was found in: its log up to an event, named by that event's hash. */
export interface Head {
  readonly case: string;
  readonly seq: number;
  readonly hash: string;
}

interface LeafRow {
  readonly case_id: string;
  readonly seq: number;
  readonly hash: string;
}

/** Asks for rows, in a transaction or beside the writer. */
export type Ask = <R>(sql: string, parameters: readonly unknown[]) => Promise<R[]>;

export const beside =
  (database: ReadableDatabase): Ask =>
  (sql, parameters) =>
    read(database, sql, parameters);

/** What a leaf of the tree is the hash of. */
export function leafOf({ case: id, seq, hash }: Head): Buffer {
  return leafHash(canonicalJson({ case: id, hash, seq }));
}

/** The kept levels of the stored tree. */
export function keptBy(ask: Ask): Kept {
  return async (level, from, to) => {
    if (level === 0) return (await leavesBetween(ask, from, to)).map(leafOf);
    const rows = await ask<{ hash: string }>(
      'select hash from anchor_nodes where level = $1 and n >= $2 and n < $3 order by n',
      [level, from, to],
    );
    return rows.map(({ hash }) => Buffer.from(hash, 'hex'));
  };
}

/** The leaves from one to before another, in order. */
async function leavesBetween(ask: Ask, from: number, to: number): Promise<Head[]> {
  const sql = 'select case_id, seq, hash from anchor_leaves where leaf >= $1 and leaf < $2 order by leaf';
  const rows = await ask<LeafRow>(sql, [from, to]);
  return rows.map(({ case_id, seq, hash }) => ({ case: case_id, seq, hash }));
}

/** How many leaves the tree has. */
export async function sizeOf(ask: Ask): Promise<number> {
  const [last] = await ask<{ leaf: number }>('select leaf from anchor_leaves order by leaf desc limit 1', []);
  return last ? last.leaf + 1 : 0;
}

/** One process at a time adds to the tree. On SQLite there is one. */
export async function lockTree(kind: OpenDatabase['kind'], query: Query): Promise<void> {
  if (kind === 'postgres') await query('select pg_advisory_xact_lock(4954204)');
}

export interface Growing {
  readonly kind: OpenDatabase['kind'];
  readonly query: Query;
}

/** Within a transaction that holds the lock: the same to read with. */
export const within =
  ({ query }: Growing): Ask =>
  async <R>(sql: string, parameters: readonly unknown[]) =>
    (await query(sql, [...parameters])) as R[];

/** Adds the states that are not in the tree yet, in the order given. The lock must be held. */
export async function grow(growing: Growing, heads: readonly Head[]): Promise<void> {
  const ask = within(growing);
  const fresh = await unknown(growing, heads);
  const size = await sizeOf(ask);
  const nodes = await completedBy(keptBy(ask), size, fresh.map(leafOf));
  const leaves = fresh.map(({ case: id, seq, hash }, index) => [size + index, id, seq, hash]);
  await addRows(growing, 'anchor_leaves', { leaf: 'bigint', case_id: 'text', seq: 'bigint', hash: 'text' }, leaves);
  const rows = nodes.map(({ level, n, hash }) => [level, n, hash.toString('hex')]);
  await addRows(growing, 'anchor_nodes', { level: 'bigint', n: 'bigint', hash: 'text' }, rows);
}

async function unknown(growing: Growing, heads: readonly Head[]): Promise<Head[]> {
  const among = growing.kind === 'postgres' ? '= any($1)' : 'in (select value from json_each($1))';
  const sql = `select case_id, max(seq) as seq from anchor_leaves where case_id ${among} group by case_id`;
  const rows = await within(growing)<LeafRow>(sql, [heads.map(({ case: id }) => id)]);
  const known = new Map(rows.map(({ case_id, seq }) => [case_id, seq]));
  return heads.filter(({ case: id, seq }) => seq > (known.get(id) ?? 0));
}
