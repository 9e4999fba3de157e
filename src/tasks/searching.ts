import type { ReadableDatabase } from '../store/database.js';
import { amongOf, read } from '../store/read.js';
import { searchable, stretchOf } from '../store/search-terms.js';

/** Beyond as many families a search says so little that its terms are asked task by task. */
const MOST_ROOTS = 500;

/** `IJZ-2026-000123/iee` names a case of the family of `IJZ-2026-000123`. */
const keyIn = (search: string): readonly [string, string | undefined] => {
  const [root = '', ...rest] = searchable(search).split('/');
  return [root, rest.length > 0 ? rest.join('/') : undefined];
};

/** Families of cases that are found by the beginning of a term; null: more than are worth naming. */
export async function findRoots(database: ReadableDatabase, search: string): Promise<readonly string[] | null> {
  const { from, to } = stretchOf(keyIn(search)[0]);
  const sql = `select distinct root from search_terms where live = 1 and term >= $1 and term < $2 limit ${MOST_ROOTS + 1}`;
  const rows = await read<{ root: string }>(database, sql, [from, to]);
  return rows.length > MOST_ROOTS ? null : rows.map(({ root }) => root);
}

/** The condition in SQL, over the columns of `tasks`, that a search comes to; parameters are added to the values. Null: there is nothing to find. */
export function searched(
  kind: ReadableDatabase['kind'],
  roots: readonly string[] | null,
  search: string,
  values: unknown[],
): string | null {
  if (roots?.length === 0) return null;
  const [root, key] = keyIn(search);
  const conditions = [roots ? ofRoots(kind, roots, values) : ofTerms(root, values)];
  if (key !== undefined) {
    // Both databases compare so letter by letter, which `like` does not.
    conditions.push(`replace(lower(reference), $${values.push(`/${key}`)}, '') <> lower(reference)`);
  }
  return conditions.join(' and ');
}

function ofRoots(kind: ReadableDatabase['kind'], roots: readonly string[], values: unknown[]): string {
  const among = amongOf({ kind } as ReadableDatabase)('root', values.push(roots));
  return `tasks.case_id in (select id from cases where ${among})`;
}

function ofTerms(text: string, values: unknown[]): string {
  const { from, to } = stretchOf(text);
  const stretch = `term >= $${values.push(from)} and term < $${values.push(to)}`;
  return `exists (select 1 from cases join search_terms on search_terms.root = cases.root where cases.id = tasks.case_id and live = 1 and ${stretch})`;
}
