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

/** Where a search finds tasks, in SQL: what they are read from, and what holds for them. */
export interface Searched {
  readonly from: string;
  readonly conditions: readonly string[];
}

/** What a search comes to; parameters are added to the values. Null: there is nothing to find. */
export function searched(
  kind: ReadableDatabase['kind'],
  roots: readonly string[] | null,
  search: string,
  values: unknown[],
): Searched | null {
  if (roots?.length === 0) return null;
  const [root, key] = keyIn(search);
  const { from, conditions } = roots ? ofRoots(kind, roots, values) : ofTerms(root, values);
  if (key === undefined) return { from, conditions };
  // Both databases compare so letter by letter, which `like` does not.
  const isOfKey = `replace(lower(reference), $${values.push(`/${key}`)}, '') <> lower(reference)`;
  return { from, conditions: [...conditions, isOfKey] };
}

/** The few cases of the families lead to their tasks; a `cross join` keeps SQLite, which knows no numbers, from going through all open tasks. */
function ofRoots(kind: ReadableDatabase['kind'], roots: readonly string[], values: unknown[]): Searched {
  const among = amongOf({ kind } as ReadableDatabase)('root', values.push(roots));
  const family = `(select id as member from cases where ${among}) as family`;
  return { from: `${family} cross join tasks`, conditions: ['tasks.case_id = family.member'] };
}

function ofTerms(text: string, values: unknown[]): Searched {
  const { from, to } = stretchOf(text);
  const stretch = `term >= $${values.push(from)} and term < $${values.push(to)}`;
  const sql = `exists (select 1 from cases join search_terms on search_terms.root = cases.root where cases.id = tasks.case_id and live = 1 and ${stretch})`;
  return { from: 'tasks', conditions: [sql] };
}
