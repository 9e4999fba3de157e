import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { Armed } from './alarm-job.js';

/** A place in the order of armed deadlines: due time, then id. */
export interface DuePlace {
  readonly dueAt: number;
  readonly id: string;
}

export const BEGINNING: DuePlace = { dueAt: -1, id: '' };

export interface ArmedRow extends Armed {
  readonly root: string;
}

/** Armed deadlines in due order, after a place and due by an instant. */
export async function armedAfter(
  database: OpenDatabase,
  place: DuePlace,
  until: number,
  limit: number,
): Promise<ArmedRow[]> {
  const rows = await read<{ id: string; case_id: string; root: string; due_at: number }>(
    database,
    `select id, case_id, root, due_at from deadlines
     where status = 'armed' and due_at <= $1 and (due_at, id) > ($2, $3) order by due_at, id limit ${limit}`,
    [until, place.dueAt, place.id],
  );
  return rows.map(({ id, case_id, root, due_at }) => ({ id, caseId: case_id, root, dueAt: due_at }));
}

/** When the first armed deadline from an instant on is due, or null. */
export async function firstArmed(database: OpenDatabase, from: number): Promise<number | null> {
  const rows = await read<{ due_at: number }>(
    database,
    "select due_at from deadlines where status = 'armed' and due_at >= $1 order by due_at, id limit 1",
    [from],
  );
  return rows[0]?.due_at ?? null;
}
