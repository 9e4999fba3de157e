import type { OpenDatabase } from './database.js';

/** What a transaction outside the store's batches asks the database with. */
export type Query = Parameters<Parameters<OpenDatabase['write']>[0]>[0];

/** Columns of a table and their types, in the order of the values of a row. */
export type Columns = { readonly [name: string]: 'bigint' | 'text' };

/** Adds rows to a table by one statement, whatever their number. */
export async function addRows(
  { kind, query }: { readonly kind: OpenDatabase['kind']; readonly query: Query },
  table: string,
  columns: Columns,
  rows: readonly (readonly (number | string | null)[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const into = `insert into ${table} (${names.join(', ')}) select`;
  if (kind === 'sqlite') {
    const values = names.map((_, index) => `value ->> ${index}`).join(', ');
    await query(`${into} ${values} from json_each($1)`, [rows]);
    return;
  }
  const lists = Object.values(columns).map((type, index) => `$${index + 1}::${type}[]`);
  const values = names.map((_, index) => rows.map((row) => row[index]));
  await query(`${into} * from unnest(${lists.join(', ')})`, values);
}
