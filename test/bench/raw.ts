import { randomUUID } from 'node:crypto';
import type { Row, Sample } from './sample.js';

/*
 * The limit of the databases themselves: the rows of one approval, by prepared statements and nothing else. Less than what the service
 * writes for it, which also closes the task and the deadlines of the step before, counts, and reads.
 */

/** Commands a second: one durable transaction each, and one for every GROUP of them. */
export interface RawLimit {
  readonly single: number;
  readonly grouped: number;
}

export interface RawOrder {
  readonly sample: Sample;
  readonly single: number;
  readonly grouped: number;
}

export const GROUP = 32;

/** A command moves a case of its own and adds rows. */
export interface RawCommand {
  readonly id: string;
  readonly inserts: readonly { readonly table: string; readonly row: Row }[];
}

export function rawCommands(sample: Sample, count: number): RawCommand[] {
  return Array.from({ length: count }, () => {
    const id = randomUUID();
    return { id, inserts: sample.inserts.map(({ table, row }, index) => ({ table, row: renamed(row, id, index) })) };
  });
}

/** The same row for another case: nothing but ids differs. */
function renamed(row: Row, id: string, index: number): Row {
  return {
    ...row,
    ...('case_id' in row ? { case_id: id } : {}),
    ...('root' in row ? { root: id } : {}),
    ...('id' in row ? { id: `${id}.${index}` } : {}),
    ...('key' in row ? { key: id } : {}),
  };
}

/** The case before the command, to be put there beforehand. */
export function caseFor({ before }: Sample, id: string): Row {
  return { ...before, id, root: id, reference: id };
}

/** What the command changes of its case. */
export function movesOf({ after }: Sample): Row {
  const { id: _id, reference: _reference, root: _root, ...changing } = after;
  return changing;
}
