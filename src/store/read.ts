import type { ReadableDatabase } from './database.js';
import { positional, questionMarks } from './parameters.js';

/** Reads rows beside the writer. `$1`… are the parameters on both databases; an array is a list for `among`. */
export async function read<R>(
  { kind, reader }: ReadableDatabase,
  sql: string,
  parameters: readonly unknown[],
): Promise<R[]> {
  if (kind === 'postgres') return reader.query(sql, [...parameters]);
  return reader.query(questionMarks(sql), positional(sql, parameters));
}

/** SQL for "the column is one of the list in parameter n". */
export function amongOf({ kind }: ReadableDatabase): (column: string, parameter: number) => string {
  return kind === 'postgres'
    ? (column, parameter) => `${column} = any($${parameter})`
    : (column, parameter) => `${column} in (select value from json_each($${parameter}))`;
}
