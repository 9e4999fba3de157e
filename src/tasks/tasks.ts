import { Rejection, type Actor } from '../engine/index.js';
import type { Cases, Sent } from '../cases/cases.js';
import { keptAnswer } from '../cases/kept-answer.js';
import type { PresentedCase } from '../cases/presenter.js';
import { managingPost } from '../policy/policy.js';
import { tasksOf } from '../policy/worklist.js';
import type { OpenDatabase } from '../store/database.js';
import { pageOf, readCursor, type Page } from '../store/pages.js';
import { placesFor } from '../store/known-places.js';
import { pageSql } from '../store/page-query.js';
import { read } from '../store/read.js';
import type { TaskRow } from '../store/rows.js';
import type { Clock } from '../time/clock.js';
import { iso } from '../time/iso.js';
import { taskFor } from './finding.js';

/** What a worklist can be narrowed by. */
export interface TaskFilter {
  readonly agency?: string;
  /** An account, or `me`, or `none`. */
  readonly assignee?: string;
  readonly dueBefore?: number;
  readonly overdue?: boolean;
  readonly cursor?: string;
  readonly limit: number;
}

/** Worklists, and who takes what upon oneself. */
export class Tasks {
  private readonly parts: { readonly database: OpenDatabase; readonly cases: Cases };

  constructor(
    private readonly database: OpenDatabase,
    private readonly cases: Cases,
    private readonly clock: Clock,
  ) {
    this.parts = { database, cases };
  }

  /** Open tasks of the caller's posts, the first due first. Rejects with BadCursor. */
  async worklist(actor: Actor, filter: TaskFilter): Promise<Page<PresentedTask>> {
    const values: unknown[] = [];
    const stretches = tasksOf(actor, values, {
      wanted: filter.agency,
      places: await placesFor(actor, this.database),
    });
    if (stretches.length === 0) return { items: [], next: null };
    const conditions = ['closed_at is null'];
    if (filter.assignee === 'none') conditions.push('assignee is null');
    else if (filter.assignee !== undefined)
      conditions.push(`assignee = $${values.push(filter.assignee === 'me' ? actor.id : filter.assignee)}`);
    const now = this.clock.now();
    const before = filter.overdue === true ? now : filter.dueBefore;
    if (before !== undefined) conditions.push(`due_key < $${values.push(before)}`);
    if (filter.cursor !== undefined) {
      const { at, id } = readCursor(filter.cursor);
      conditions.push(`(due_key, id) > ($${values.push(at)}, $${values.push(id)})`);
    }
    const limit = `$${values.push(filter.limit + 1)}`;
    const sql = pageSql({ select: 'select * from tasks', stretches, conditions, order: 'due_key, id', limit });
    const rows = await read<TaskRow>(this.database, sql, values);
    return pageOf(rows, filter.limit, {
      place: ({ due_key, id }) => ({ at: due_key, id }),
      present: (row) => present(row, now),
    });
  }

  claim(id: string, sent: Sent): Promise<PresentedCase> {
    return once(this.parts, sent, async () => {
      const { row, post } = await taskFor(this.database, id, sent.actor);
      return this.cases.act(row.case_id, { type: 'task.claimed', task: id }, { ...sent, post });
    });
  }

  release(id: string, sent: Sent): Promise<PresentedCase> {
    return once(this.parts, sent, async () => {
      const { row, post } = await taskFor(this.database, id, sent.actor);
      const managing = managingPost(sent.actor, row);
      if (row.assignee !== sent.actor.id && !managing)
        throw new Rejection('actor', 'a task is released by the one who claimed it, or by a manager of the agency');
      const acting = row.assignee === sent.actor.id ? post : managing;
      return this.cases.act(row.case_id, { type: 'task.released', task: id }, { ...sent, post: acting });
    });
  }
}

/** A repeated request gets the answer of the first, though the task may be closed or in other hands by now. */
export async function once(
  { database, cases }: { readonly database: OpenDatabase; readonly cases: Cases },
  sent: Sent,
  act: () => Promise<PresentedCase>,
): Promise<PresentedCase> {
  const kept = await keptAnswer(database, sent.key);
  if (!kept) return act();
  // Also an answer of old is for those only who may know of the case today.
  await cases.visible(kept.id, sent.actor);
  return kept;
}

type PresentedTask = ReturnType<typeof present>;

function present(row: TaskRow, now: number) {
  return {
    id: row.id,
    case: row.case_id,
    reference: row.reference,
    node: row.node,
    title: row.title,
    role: row.role,
    agency: row.agency,
    assignee: row.assignee,
    rungs: row.rungs,
    openedAt: iso(row.opened_at),
    dueAt: iso(row.due_at),
    overdue: row.due_at !== null && row.due_at < now,
  };
}
