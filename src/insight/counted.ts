import { figureScope, partsOf, type FIGURES } from '../store/figure-scopes.js';
import type { Place } from '../engine/index.js';
import type { Overseen } from '../policy/insight.js';
import type { ReadableDatabase } from '../store/database.js';
import { placeFrom } from '../store/places.js';
import { amongOf, read } from '../store/read.js';

const PAGE = 1_000;
const NOWHERE = placeFrom(null);
/** Which part of a scope of `passed` names the place. */
const PLACE_OF_PASSED = 2;

const PROMISES = ['kept', 'late', 'none'] as const;

/** How many cases went from one stage to another in a month, in one way. */
export interface Passed {
  readonly month: string;
  readonly agency: string | null;
  readonly workflow: string;
  readonly approval: string | null;
  readonly place: Place;
  readonly from: string | null;
  readonly to: string;
  readonly act: string;
  readonly reason: string | null;
  readonly promise: (typeof PROMISES)[number];
  readonly days: number;
  readonly n: number;
}

/** Seconds that were charged to a holder, in stretches that ended in a month. */
export interface Charged {
  readonly month: string;
  readonly holder: string;
  readonly seconds: number;
}

/** How many cases a holder has now, and since when, summed up in seconds since 2020. */
export interface Held {
  readonly holder: string;
  readonly cases: number;
  readonly since: number;
}

type Kept = readonly [parts: readonly (string | null)[], n: number];

export async function passedIn(
  database: ReadableDatabase,
  months: readonly string[],
  overseen: Overseen,
): Promise<Passed[]> {
  const found = await kept(database, 'passed', months, overseen);
  const places = await placesOf(database, found, PLACE_OF_PASSED);
  return found.map(([parts, n]) => {
    const [month, agency = null, where, workflow, approval = null, from = null, to, act, reason = null, promise, days] =
      parts;
    const said = (part?: string | null): string => part ?? '';
    const known = PROMISES.find((one) => one === promise) ?? 'none';
    const place = places.get(said(where)) ?? NOWHERE;
    const about = { month: said(month), agency, workflow: said(workflow), approval, place, from, to: said(to) };
    return { ...about, act: said(act), reason, promise: known, days: Number(days), n };
  });
}

export async function chargedIn(
  database: ReadableDatabase,
  months: readonly string[],
  overseen: Overseen,
): Promise<Charged[]> {
  return (await kept(database, 'time', months, overseen)).map(([[month, , , holder], seconds]) => ({
    month: month ?? '',
    holder: holder ?? '',
    seconds,
  }));
}

export async function heldNow(database: ReadableDatabase, overseen: Overseen): Promise<Held[]> {
  const holders = new Map<string, { holder: string; cases: number; since: number }>();
  for (const [[, , holder, what], n] of await kept(database, 'held', [], overseen)) {
    const name = holder ?? '';
    const one = holders.get(name) ?? { holder: name, cases: 0, since: 0 };
    holders.set(name, what === 'n' ? { ...one, cases: one.cases + n } : { ...one, since: one.since + n });
  }
  return [...holders.values()].filter(({ cases }) => cases > 0);
}

/** Counters of a figure: of some months where it is kept by month, and of some agencies. Each pair of them is one stretch of the index. */
async function kept(
  database: ReadableDatabase,
  figure: (typeof FIGURES)[number],
  months: readonly string[],
  { agencies, knows }: Overseen,
): Promise<Kept[]> {
  const beginnings = (months.length === 0 ? [[]] : months.map((month) => [month])).flatMap((parts) =>
    agencies === null
      ? [figureScope(figure, ...parts)]
      : agencies.map((agency) => figureScope(figure, ...parts, agency)),
  );
  const rows: Counter[] = [];
  for (const beginning of beginnings) await countersUnder(database, beginning, rows);
  const found = rows.flatMap(({ scope, n }): Kept[] => (Number(n) === 0 ? [] : [[partsOf(scope), Number(n)]]));
  return knows === null ? found : known(database, found, { knows, agency: months.length === 0 ? 0 : 1 });
}

interface Bounded {
  readonly knows: (agency: string | null, place: Place) => boolean;
  /** Which part says the agency; the place is the next. */
  readonly agency: number;
}

interface Counter {
  readonly scope: string;
  readonly n: number | string;
}

/** The counters of one stretch, a page at a time: SQLite reads in the one thread there is. */
async function countersUnder(database: ReadableDatabase, beginning: string, rows: Counter[]): Promise<void> {
  const sql = `select scope, sum(n) as n from counters where scope > $1 and scope < $2 group by scope order by scope limit ${PAGE}`;
  // "0" comes after "/".
  for (let last = `${beginning}/`; ;) {
    const page = await read<Counter>(database, sql, [last, `${beginning}0`]);
    rows.push(...page);
    if (page.length < PAGE) return;
    last = page.at(-1)?.scope ?? '';
    await new Promise(setImmediate);
  }
}

async function known(database: ReadableDatabase, found: readonly Kept[], { knows, agency }: Bounded): Promise<Kept[]> {
  const places = await placesOf(database, found, agency + 1);
  return found.filter(([parts]) => knows(parts[agency] ?? null, places.get(parts[agency + 1] ?? '') ?? NOWHERE));
}

/** The places that a part of scopes names. */
async function placesOf(
  database: ReadableDatabase,
  found: readonly Kept[],
  part: number,
): Promise<ReadonlyMap<string, Place>> {
  const names = new Set(found.flatMap(([parts]) => parts[part] ?? []));
  const sql = `select name, place from places where ${amongOf(database)('name', 1)}`;
  const rows = await read<{ name: string; place: string }>(database, sql, [[...names]]);
  return new Map(rows.map(({ name, place }) => [name, placeFrom(place)]));
}
