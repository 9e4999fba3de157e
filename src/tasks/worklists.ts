import type { Actor } from '../engine/index.js';
import { agenciesOf, seesAll } from '../policy/policy.js';
import { tasksOf, waitingOf } from '../policy/worklist.js';
import type { OpenDatabase } from '../store/database.js';
import { placesFor } from '../store/known-places.js';
import { pageSql } from '../store/page-query.js';
import { pageOf, readCursor, type Page } from '../store/pages.js';
import { read } from '../store/read.js';
import type { TaskRow } from '../store/rows.js';
import type { Clock } from '../time/clock.js';
import { findRoots, searched } from './searching.js';
import { narrowingOf, VIEWS, type View } from './views.js';

/** All agencies, for whoever sees them all. */
export const EVERYWHERE = '*';

/** What of a worklist is asked for. */
export interface WorkQuery {
  readonly view: View;
  /** The beginning of a reference, of a word of the company's name, or of a number of an approval. */
  readonly search?: string;
  /** An agency's id, or EVERYWHERE; absent: those in which the caller works. */
  readonly agency?: string;
  readonly cursor?: string;
  readonly limit: number;
}

export type Counts = { readonly [view in View]: number };

/** The part of the tasks that all views of one worklist have in common. */
interface Base {
  readonly from: string;
  readonly stretches: readonly string[];
  readonly conditions: readonly string[];
}

/** The worklists of officers: each view is one index read, and the numbers beside the views count what the views would show. */
export class Worklists {
  constructor(
    private readonly database: OpenDatabase,
    private readonly clock: Clock,
  ) {}

  /** Open tasks, the least time left first; what has no due date comes last. Rejects with BadCursor. */
  async page(actor: Actor, query: WorkQuery): Promise<Page<TaskRow>> {
    const values: unknown[] = [];
    const { from, stretches, conditions } = await this.base(actor, query, values);
    if (stretches.length === 0) return { items: [], next: null };
    const narrowed = [...conditions, narrowingOf(query.view, this.asker(actor), values)];
    if (query.cursor !== undefined) {
      const { at, id } = readCursor(query.cursor);
      narrowed.push(`(due_key, id) > ($${values.push(at)}, $${values.push(id)})`);
    }
    const limit = `$${values.push(query.limit + 1)}`;
    const select = `select tasks.* from ${from}`;
    const sql = pageSql({ select, stretches, conditions: narrowed, order: 'due_key, id', limit });
    const rows = await read<TaskRow>(this.database, sql, values);
    return pageOf(rows, query.limit, {
      place: ({ due_key, id }) => ({ at: due_key, id }),
      present: (row) => row,
    });
  }

  /** How many tasks each view has, under the same search and in the same agencies. */
  async counts(actor: Actor, query: Omit<WorkQuery, 'view' | 'cursor' | 'limit'>): Promise<Counts> {
    const staffs = VIEWS.filter((view) => view !== 'waiting');
    const [own, waiting] = await Promise.all([
      this.count(actor, { ...query, view: 'agency' }, staffs),
      this.count(actor, { ...query, view: 'waiting' }, ['waiting']),
    ]);
    const counts = { ...own, ...waiting };
    return Object.fromEntries(VIEWS.map((view) => [view, counts[view] ?? 0])) as Counts;
  }

  private async count(
    actor: Actor,
    query: Omit<WorkQuery, 'cursor' | 'limit'>,
    views: readonly View[],
  ): Promise<{ readonly [view: string]: number }> {
    const values: unknown[] = [];
    const { from, stretches, conditions } = await this.base(actor, query, values);
    if (stretches.length === 0) return {};
    const asker = this.asker(actor);
    const sums = views.map(
      (view, n) => `sum(case when ${narrowingOf(view, asker, values)} then 1 else 0 end) as n${n}`,
    );
    const parts = stretches.map(
      (stretch) =>
        `select assignee, due_at, opened_at, rungs from ${from} where ${[...conditions, stretch].join(' and ')}`,
    );
    const sql = `select ${sums.join(', ')} from (${parts.join(' union all ')}) as work`;
    const [row] = await read<{ readonly [n: string]: number | null }>(this.database, sql, values);
    return Object.fromEntries(views.map((view, n) => [view, Number(row?.[`n${n}`] ?? 0)]));
  }

  private asker({ id }: Actor): { readonly me: string; readonly now: number } {
    return { me: id, now: this.clock.now() };
  }

  private async base(
    actor: Actor,
    { view, agency, search = '' }: Pick<WorkQuery, 'view' | 'agency' | 'search'>,
    values: unknown[],
  ): Promise<Base> {
    const reach = view === 'waiting' ? waitingOf : tasksOf;
    const places = await placesFor(actor, this.database);
    const stretches = reachOf(actor, agency).flatMap((one) =>
      reach(actor, values, { wanted: one ?? undefined, places }),
    );
    const conditions = ['closed_at is null', view === 'waiting' ? "role = 'investor'" : "role <> 'investor'"];
    if (search.trim() === '') return { from: 'tasks', stretches, conditions };
    const found = searched(this.database.kind, await findRoots(this.database, search), search, values);
    if (found === null) return { from: 'tasks', stretches: [], conditions };
    return { from: found.from, stretches, conditions: [...conditions, ...found.conditions] };
  }
}

/** Agencies whose tasks are asked for, as far as the caller works there or sees all; null: all of them at once. */
function reachOf(actor: Actor, wanted: string | undefined): readonly (string | null)[] {
  const own = agenciesOf(actor);
  if (wanted === undefined) return own;
  if (wanted === EVERYWHERE) return seesAll(actor) ? [null] : own;
  return seesAll(actor) || own.includes(wanted) ? [wanted] : [];
}
