import type { Actor } from '../engine/index.js';
import { countedFor } from '../policy/counted.js';
import type { OpenDatabase } from '../store/database.js';
import { placeFrom } from '../store/places.js';
import { amongOf, read } from '../store/read.js';

/** How many cases of a workflow an agency has in a stage; agency null: nobody's. */
interface Count {
  readonly agency: string | null;
  readonly workflow: string;
  readonly stage: string;
  readonly status: string;
  readonly count: number;
}

type Sum = { readonly scope: string; readonly n: number };

/** Counts of cases by agency, workflow, stage and status, as kept beside them, of what the actor may know; each is an index read. */
export async function caseCounts(database: OpenDatabase, actor: Actor): Promise<Count[]> {
  const { whole, placed, knows } = countedFor(actor);
  const counts = new Map<string, Count>();
  const add = ([agency = '-', workflow = '', stage = '', status = '']: readonly string[], n: number): void => {
    const name = [agency, workflow, stage, status].join('/');
    const count = (counts.get(name)?.count ?? 0) + n;
    counts.set(name, { agency: agency === '-' ? null : agency, workflow, stage, status, count });
  };
  for (const { scope, n } of await sums(database, whole)) add(scope.split('/').slice(1), Number(n));
  const byPlace = (await sums(database, placed)).map(({ scope, n }) => {
    const [, agency = '-', place = '-', ...rest] = scope.split('/');
    return { agency, place, rest, n: Number(n) };
  });
  const places = await placesOf(database, [...new Set(byPlace.map(({ place }) => place))]);
  for (const { agency, place, rest, n } of byPlace) {
    const text = place === '-' ? null : places.get(place);
    if (text !== undefined && knows(agency === '-' ? null : agency, placeFrom(text))) add([agency, ...rest], n);
  }
  return [...counts.values()].filter(({ count }) => count > 0);
}

async function sums(database: OpenDatabase, scopes: readonly string[]): Promise<Sum[]> {
  if (scopes.length === 0) return [];
  // "0" comes after "/", so each is one stretch of the index.
  const stretches = scopes.map((_, index) => `(scope >= $${2 * index + 1} and scope < $${2 * index + 2})`);
  const sql = `select scope, sum(n) as n from counters where ${stretches.join(' or ')} group by scope`;
  const ends = scopes.flatMap((scope) => [`${scope}/`, `${scope}0`]);
  return read<Sum>(database, sql, ends);
}

async function placesOf(database: OpenDatabase, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  const sql = `select name, place from places where ${amongOf(database)('name', 1)}`;
  const rows = await read<{ readonly name: string; readonly place: string }>(database, sql, [names]);
  return new Map(rows.map(({ name, place }) => [name, place]));
}
