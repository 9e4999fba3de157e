import { Rejection, type Actor, type Post } from '../engine/index.js';
import type { Cases, Sent } from '../cases/cases.js';
import { agenciesOf, manages, seesAll } from '../cases/policy.js';
import type { PresentedCase } from '../cases/presenter.js';
import type { OpenDatabase } from '../store/database.js';
import { pageOf, readCursor, type Page } from '../store/pages.js';
import { pageSql } from '../store/page-query.js';
import { read } from '../store/read.js';
import type { TaskRow } from '../store/rows.js';
import type { Clock } from '../time/clock.js';
import { iso } from '../time/iso.js';

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

export class NoSuchTask extends Error {}

/** Worklists and who works on what. */
export class Tasks {
  constructor(
    private readonly database: OpenDatabase,
    private readonly cases: Cases,
    private readonly clock: Clock,
  ) {}

  /** Open tasks of the caller's posts, the first due first. Rejects with BadCursor. */
  async worklist(actor: Actor, filter: TaskFilter): Promise<Page<PresentedTask>> {
    const values: unknown[] = [];
    const stretches = workOf(actor, values, filter.agency);
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

  async claim(id: string, sent: Sent): Promise<PresentedCase> {
    const { row, post } = await this.forActor(id, sent.actor);
    return this.cases.act(row.case_id, { type: 'task.claimed', task: id }, { ...sent, post });
  }

  async release(id: string, sent: Sent): Promise<PresentedCase> {
    const { row, post } = await this.forActor(id, sent.actor);
    if (row.assignee !== sent.actor.id && !manages(sent.actor, row.agency)) {
      throw new Rejection('actor', 'a task is released by the one who claimed it, or by a manager of the agency');
    }
    return this.cases.act(row.case_id, { type: 'task.released', task: id }, { ...sent, post });
  }

  /** Gives a task to a person; for a manager. The caller has checked that the person holds a post for it. */
  async assign(id: string, to: { id: string; posts: readonly Post[] }, sent: Sent): Promise<PresentedCase> {
    const { row, post } = await this.forActor(id, sent.actor);
    if (!manages(sent.actor, row.agency)) throw new Rejection('actor', 'a task is assigned by a manager of the agency');
    if (!to.posts.some(({ role, agency }) => role === row.role && (agency ?? null) === row.agency)) {
      const message = `holds no post as ${row.role} of ${row.agency}`;
      throw new Rejection('data', 'the task cannot be given to that person', { errors: [{ field: '/to', message }] });
    }
    return this.cases.act(row.case_id, { type: 'task.assigned', task: id, to: to.id }, { ...sent, post });
  }

  /** An open task the actor may work on or manage, and the post that allows it. Rejects with NoSuchTask. */
  private async forActor(id: string, actor: Actor): Promise<{ row: TaskRow; post: Post | null }> {
    const [row] = await read<TaskRow>(this.database, 'select * from tasks where id = $1 and closed_at is null', [id]);
    if (!row) throw new NoSuchTask(id);
    const own = actor.posts.find(
      ({ role, agency }) => role === row.role && (role === 'investor' ? row.owner === actor.id : agency === row.agency),
    );
    const post = own ?? (manages(actor, row.agency) ? actor.posts.find(({ role }) => role === 'manager') : undefined);
    if (!post) throw new NoSuchTask(id);
    return { row, post };
  }
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

/**
 * Conditions in SQL for the tasks of the actor, each one stretch of an index; parameters are added to the values. Investors have the tasks of
 * their cases, staff those of their posts; managers see all of their agency, the lead agency's of all.
 */
function workOf(actor: Actor, values: unknown[], wanted?: string): string[] {
  const inAgency = (agency: string): string => `agency = $${values.push(agency)}`;
  if (seesAll(actor)) return [wanted === undefined ? 'true' : inAgency(wanted)];
  const agencies = agenciesOf(actor);
  if (agencies.length === 0) {
    const own = `owner = $${values.push(actor.id)} and role = 'investor'`;
    return [wanted === undefined ? own : `${own} and ${inAgency(wanted)}`];
  }
  return agencies
    .filter((agency) => wanted === undefined || agency === wanted)
    .flatMap((agency) => {
      const roles = new Set(actor.posts.flatMap((post) => (post.agency === agency ? [post.role] : [])));
      if (roles.has('manager')) return [inAgency(agency)];
      return [...roles].map((role) => `${inAgency(agency)} and role = $${values.push(role)}`);
    });
}
