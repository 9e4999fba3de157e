import { MANDATES } from '../companies/register.js';
import { CONFIRMATIONS } from '../confirmations/register.js';
import { POSTS } from '../posts/register.js';
import { HOLIDAYS } from '../holidays/register.js';
import { brokenLink } from '../registers/chained-register.js';
import type { ReadableDatabase } from '../store/database.js';
import type { ConfirmationRow } from '../store/confirmation-rows.js';
import type { MandateRow } from '../store/mandate-rows.js';
import type { HolidayRow } from '../store/holiday-rows.js';
import type { PostRecordRow } from '../store/post-rows.js';
import { read } from '../store/read.js';

/** What all logs together give, to be compared with what is kept for all cases together. */
export interface Tally {
  cases: number;
  events: number;
  /** Links of parents to children. */
  links: number;
  readonly counts: Map<string, number>;
  /** Rows of tables that were met as some case's. */
  tasks: number;
  deadlines: number;
  escalations: number;
}

const OF_A_CASE = [
  'events',
  'tasks',
  'deadlines',
  'clocks',
  'ranks',
  'search_terms',
  'ledger',
  'passages',
  'escalations',
  'outbox',
  'anchor_leaves',
  'certificates',
  'certificate_standings',
];

/** Checks what no case shows alone. */
export async function wholeFailures(database: ReadableDatabase, tally: Tally): Promise<string[]> {
  return [
    ...(await strayRows(database)),
    ...(await childrenWithoutLink(database, tally)),
    ...(await counters(database, tally)),
    ...(await references(database)),
    ...(await outbox(database, tally)),
    ...(await registers(database)),
  ];
}

async function strayRows(database: ReadableDatabase): Promise<string[]> {
  const failures: string[] = [];
  for (const table of OF_A_CASE) {
    const [stray] = await read<{ case_id: string }>(
      database,
      `select case_id from ${table} where not exists (select 1 from cases where cases.id = ${table}.case_id) limit 1`,
      [],
    );
    if (stray) failures.push(`${table} has rows of ${stray.case_id}, which is no case`);
  }
  return failures;
}

async function childrenWithoutLink(database: ReadableDatabase, { links }: Tally): Promise<string[]> {
  const [row] = await read<{ n: number }>(database, 'select count(*) as n from cases where parent is not null', []);
  const children = Number(row?.n ?? 0);
  return children === links ? [] : [`${children} cases are children; their parents know of ${links}`];
}

async function counters(database: ReadableDatabase, { counts }: Tally): Promise<string[]> {
  const rows = await read<{ scope: string; n: number }>(
    database,
    'select scope, cast(sum(n) as bigint) as n from counters group by scope',
    [],
  );
  const kept = new Map(rows.map(({ scope, n }) => [scope, n]));
  return [...new Set([...kept.keys(), ...counts.keys()])]
    .filter((scope) => (kept.get(scope) ?? 0) !== (counts.get(scope) ?? 0))
    .map((scope) => `the counter ${scope} says ${kept.get(scope) ?? 0}; there are ${counts.get(scope) ?? 0}`);
}

/** No number of a year is above the count. On SQLite none is missing either; on PostgreSQL a process that was killed leaves a gap. */
async function references(database: ReadableDatabase): Promise<string[]> {
  const given = await read<{ year: string; n: number; last: number }>(
    database,
    `select substr(reference, 5, 4) as year, count(*) as n, max(cast(substr(reference, 10) as bigint)) as last
     from cases where parent is null group by substr(reference, 5, 4)`,
    [],
  );
  const facts = await read<{ name: string; value: string }>(
    database,
    "select name, value from facts where name like 'reference/%'",
    [],
  );
  const next = new Map(facts.map(({ name, value }) => [name, Number(value)]));
  return given.flatMap(({ year, n, last }) => {
    const counted = next.get(`reference/${year}`) ?? 0;
    const whole = database.kind === 'postgres' ? last <= counted : n === last && last === counted;
    return whole ? [] : [`the references of ${year} were counted to ${counted}; ${n} are there, the last is ${last}`];
  });
}

/** Every event is in the outbox once, until it is trimmed at its beginning; positions have no gap. */
async function outbox(database: ReadableDatabase, { events }: Tally): Promise<string[]> {
  const twice = await read<{ case_id: string; seq: number }>(
    database,
    "select case_id, seq from outbox where kind = 'event' group by case_id, seq having count(*) > 1",
    [],
  );
  const [place] = await read<{ n: number; first: number | null; last: number | null; told: number }>(
    database,
    `select count(position) as n, min(position) as first, max(position) as last,
       coalesce(sum(case when kind = 'event' then 1 else 0 end), 0) as told from outbox`,
    [],
  );
  const { n = 0, first = null, last = null, told = 0 } = place ?? {};
  const failures = twice.map(({ case_id, seq }) => `event ${seq} of ${case_id} is in the outbox twice`);
  if (first !== null && last !== null && last - first + 1 !== n)
    failures.push(`the outbox has ${n} positions between ${first} and ${last}`);
  const trimmed = first !== null && first > 1;
  if (!trimmed && Number(told) !== events) failures.push(`the outbox tells of ${told} of ${events} events`);
  return failures;
}

/** What was recorded beside cases, each kind in a chain of its own: who held which post, who acted for whom, holidays, proofs of figures. */
async function registers(database: ReadableDatabase): Promise<string[]> {
  const broken = brokenLink(POSTS, await read<PostRecordRow>(database, 'select * from post_records order by seq', []));
  const mandates = brokenLink(MANDATES, await read<MandateRow>(database, 'select * from mandates order by seq', []));
  const holidays = brokenLink(HOLIDAYS, await read<HolidayRow>(database, 'select * from holidays order by seq', []));
  const proofs = await read<ConfirmationRow>(database, 'select * from confirmations order by seq', []);
  return [broken, mandates, holidays, brokenLink(CONFIRMATIONS, proofs)].flatMap((fault) => fault ?? []);
}
