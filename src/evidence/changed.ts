import { within, type Ask, type Growing, type Head } from './tree.js';

/** Outbox rows or cases looked at in one transaction; commands go between. */
const AT_ONCE = 2000;
const FACT = 'anchoring';

/**
 * How far the tree has come. What has changed is read from the outbox, in the order in which it was committed, so nothing asks a million cases
 * whether they have. Where the outbox was trimmed before it was read (the first time, or after a long rest) all cases are gone through once.
 */
export interface Progress {
  /** Position of the outbox up to which it was read. */
  readonly position: number;
  /** While all cases are gone through: the last one done, and the position that the outbox had when it began. */
  readonly sweep: { readonly after: string; readonly until: number } | null;
  /** When an anchor was last signed, by the real clock, epoch milliseconds. */
  readonly sealedAt: number;
}

export async function progressOf(ask: Ask): Promise<Progress> {
  const [fact] = await ask<{ value: string }>('select value from facts where name = $1', [FACT]);
  return fact ? (JSON.parse(fact.value) as Progress) : { position: 0, sweep: null, sealedAt: 0 };
}

export async function keepProgress({ query }: Growing, progress: Progress): Promise<void> {
  const sql = 'insert into facts (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value';
  await query(sql, [FACT, JSON.stringify(progress)]);
}

interface Found {
  readonly heads: readonly Head[];
  readonly progress: Progress;
  /** Whether there is nothing more to be found for now. */
  readonly done: boolean;
}

/** The next states that cases were found in. */
export async function nextChanged(growing: Growing, progress: Progress): Promise<Found> {
  if (progress.sweep) return sweep(growing, progress, progress.sweep);
  const [extent] = await within(growing)<{ first: number | null; last: number | null }>(
    'select (select min(position) from outbox) as first, (select max(position) from outbox) as last',
    [],
  );
  const { position } = progress;
  if (position + 1 < (extent?.first ?? 0)) return sweep(growing, progress, { after: '', until: Number(extent?.last) });
  return told(growing, progress);
}

async function told(growing: Growing, progress: Progress): Promise<Found> {
  const sql = `select position, case_id, seq from outbox where position > $1 order by position limit ${AT_ONCE}`;
  const rows = await within(growing)<{ position: number; case_id: string; seq: number }>(sql, [progress.position]);
  const latest = new Map<string, number>();
  for (const { case_id, seq } of rows) latest.set(case_id, Math.max(seq, latest.get(case_id) ?? 0));
  return {
    heads: await headsAt(growing, [...latest]),
    progress: { ...progress, position: rows.at(-1)?.position ?? progress.position },
    done: rows.length < AT_ONCE,
  };
}

/** The hash of each case's log at an event. */
async function headsAt(growing: Growing, places: readonly (readonly [string, number])[]): Promise<Head[]> {
  const wanted =
    growing.kind === 'postgres'
      ? 'select * from unnest($1::text[], $2::bigint[]) as wanted (case_id, seq)'
      : 'select one.value as case_id, other.value as seq from json_each($1) one join json_each($2) other on other.key = one.key';
  const rows = await within(growing)<{ case_id: string; seq: number; hash: string }>(
    `select events.case_id, events.seq, events.hash from (${wanted}) wanted
     join events on events.case_id = wanted.case_id and events.seq = wanted.seq`,
    [places.map(([id]) => id), places.map(([, seq]) => seq)],
  );
  const hashes = new Map(rows.map(({ case_id, hash }) => [case_id, hash]));
  return places.flatMap(([id, seq]) => {
    const hash = hashes.get(id);
    return hash === undefined ? [] : [{ case: id, seq, hash }];
  });
}

async function sweep(growing: Growing, progress: Progress, at: NonNullable<Progress['sweep']>): Promise<Found> {
  const sql = `select id, seq, hash from cases where id > $1 order by id limit ${AT_ONCE}`;
  const rows = await within(growing)<{ id: string; seq: number; hash: string }>(sql, [at.after]);
  const last = rows.at(-1);
  const through = rows.length < AT_ONCE || !last;
  return {
    heads: rows.map(({ id, seq, hash }) => ({ case: id, seq, hash })),
    progress: through
      ? { ...progress, position: at.until, sweep: null }
      : { ...progress, sweep: { ...at, after: last.id } },
    // What was told while all cases were gone through comes next.
    done: false,
  };
}
