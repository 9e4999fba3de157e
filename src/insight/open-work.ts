import type { Overseen } from '../policy/insight.js';
import type { ReadableDatabase } from '../store/database.js';
import { placeFrom } from '../store/places.js';
import { read } from '../store/read.js';
import { isAtRisk } from '../tasks/views.js';
import type { Clock } from '../time/clock.js';

/** Of some open tasks: how many, and how many of them late or nearly. */
export interface Load {
  open: number;
  overdue: number;
  atRisk: number;
}

export const DIMENSIONS = ['agency', 'stage', 'province', 'sector', 'officer', 'age'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Open tasks of agencies, by each of the ways to look at them. */
export type Work = { readonly [dimension in Dimension]: ReadonlyMap<string, Load> } & { readonly all: Load };

/** Stands for nothing (no province, nobody), and for several at once. */
export const [NONE, SEVERAL] = ['-', '*'] as const;

/** How many days a task has been open at most; what is older comes last. */
export const AGES = [7, 30, 90, 180, Infinity] as const;
const DAY_MS = 86_400_000;

interface OpenRow {
  readonly id: string;
  readonly agency: string | null;
  readonly assignee: string | null;
  readonly opened_at: number;
  readonly due_at: number | null;
  readonly due_key: number;
  readonly rungs: number;
  readonly place: string | null;
  readonly stage: string;
}

/** So many rows are read before others have their turn: SQLite reads in the one thread there is. */
const PAGE = 1_000;
/** What was counted serves for so many times as long as it took to count: never more than a twentieth of a processor goes into it. */
const SERVES = 20;

/**
 * What is late changes without any event, so it is no counter: the open tasks are counted when somebody asks, a page at a time, along the index
 * that has only them.
 */
export class OpenWork {
  private readonly counted = new Map<string, { readonly at: number; readonly until: number; readonly work: Work }>();

  constructor(
    private readonly database: ReadableDatabase,
    private readonly clock: Clock,
  ) {}

  async of({ agencies, knows }: Overseen): Promise<Work> {
    const [key, at, began] = [JSON.stringify(agencies), this.clock.now(), performance.now()];
    // What some may know of an agency in part is not kept for others.
    const known = knows === null ? this.counted.get(key) : undefined;
    // A clock that is moved makes other things late.
    if (known && known.until > began && Math.abs(known.at - at) < 60_000) return known.work;
    const work = await this.count({ agencies, knows }, at);
    const ended = performance.now();
    if (knows === null) this.counted.set(key, { at, until: ended + SERVES * (ended - began), work });
    return work;
  }

  private async count({ agencies, knows }: Overseen, now: number): Promise<Work> {
    const work = emptyWork();
    for (const agency of agencies ?? [null])
      for (let place: readonly [number, string] = [-1, '']; ;) {
        const rows = await this.page(agency, place);
        for (const row of rows) if (knows?.(row.agency, placeFrom(row.place)) ?? true) add(work, row, now);
        const last = rows.at(-1);
        if (!last || rows.length < PAGE) break;
        place = [last.due_key, last.id];
        await new Promise(setImmediate);
      }
    return work;
  }

  private page(agency: string | null, place: readonly [number, string]): Promise<OpenRow[]> {
    const its = agency === null ? '' : 'and tasks.agency = $4';
    const sql = `select tasks.id, tasks.agency, assignee, tasks.opened_at, tasks.due_at, due_key, rungs, cases.place, roots.stage from tasks
      join cases on cases.id = tasks.case_id join cases as roots on roots.id = cases.root
      where closed_at is null and role <> 'investor' ${its} and (due_key, tasks.id) > ($1, $2) order by due_key, tasks.id limit $3`;
    return read<OpenRow>(this.database, sql, [...place, PAGE, ...(agency === null ? [] : [agency])]);
  }
}

type Counting = { readonly [dimension in Dimension]: Map<string, Load> } & { readonly all: Load };

const noLoad = (): Load => ({ open: 0, overdue: 0, atRisk: 0 });

function emptyWork(): Counting {
  const maps = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, new Map<string, Load>()]));
  return { ...(maps as { [dimension in Dimension]: Map<string, Load> }), all: noLoad() };
}

function add(work: Counting, row: OpenRow, now: number): void {
  const { provinces, sectors } = placeFrom(row.place);
  const { due_at: dueAt, opened_at: openedAt, rungs } = row;
  const overdue = dueAt !== null && dueAt < now;
  const atRisk = isAtRisk({ dueAt, openedAt, rungs }, now);
  const names: { readonly [dimension in Dimension]: string } = {
    agency: row.agency ?? NONE,
    stage: row.stage,
    province: oneOf(provinces),
    sector: oneOf(sectors),
    officer: row.assignee ?? NONE,
    age: ageOf(openedAt, now),
  };
  const loads = DIMENSIONS.map((dimension) => loadIn(work[dimension], names[dimension]));
  for (const load of [work.all, ...loads]) {
    load.open += 1;
    if (overdue) load.overdue += 1;
    if (atRisk) load.atRisk += 1;
  }
}

function loadIn(loads: Map<string, Load>, name: string): Load {
  const load = loads.get(name) ?? noLoad();
  loads.set(name, load);
  return load;
}

/** The one thing that is stated, or that it is none or several. */
export function oneOf(values: readonly string[] | null): string {
  const [first, second] = values ?? [];
  return first === undefined ? NONE : second === undefined ? first : SEVERAL;
}

/** The first of the ages that a task has not passed. */
function ageOf(openedAt: number, now: number): string {
  return String(AGES.find((days) => now - openedAt <= days * DAY_MS));
}
