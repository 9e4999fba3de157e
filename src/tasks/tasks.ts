import { Rejection, type Actor, type Post } from '../engine/index.js';
import type { Cases, Sent } from '../cases/cases.js';
import { keptAnswer } from '../cases/kept-answer.js';
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

  claim(id: string, sent: Sent): Promise<PresentedCase> {
    return this.once(sent, async () => {
      const { row, post } = await this.forActor(id, sent.actor);
      return this.cases.act(row.case_id, { type: 'task.claimed', task: id }, { ...sent, post });
    });
  }

  release(id: string, sent: Sent): Promise<PresentedCase> {
    return this.once(sent, async () => {
      const { row, post } = await this.forActor(id, sent.actor);
      const managing = managerPost(sent.actor, row.agency);
      if (row.assignee !== sent.actor.id && !managing)
        throw new Rejection('actor', 'a task is released by the one who claimed it, or by a manager of the agency');
      const acting = row.assignee === sent.actor.id ? post : managing;
      return this.cases.act(row.case_id, { type: 'task.released', task: id }, { ...sent, post: acting });
    });
  }

  /** Gives a task to a person who holds a post for it; for a manager. */
  assign(id: string, to: { id: string; posts: readonly Post[] }, sent: Sent): Promise<PresentedCase> {
    return this.once(sent, async () => {
      const { row, post } = await this.forActor(id, sent.actor);
      if (!manages(sent.actor, row.agency))
        throw new Rejection('actor', 'a task is assigned by a manager of the agency');
      if (!to.posts.some((held) => fits(held, to.id, row))) {
        const message =
          row.role === 'investor' ? 'is not the investor' : `holds no post as ${row.role} of ${row.agency}`;
        throw new Rejection('data', 'the task cannot be given to that person', { errors: [{ field: '/to', message }] });
      }
      return this.cases.act(row.case_id, { type: 'task.assigned', task: id, to: to.id }, { ...sent, post });
    });
  }

  /** A repeated request gets the answer of the first, though the task may be closed or in other hands by now. */
  private async once(sent: Sent, act: () => Promise<PresentedCase>): Promise<PresentedCase> {
    const kept = await keptAnswer(this.database, sent.key);
    if (!kept) return act();
    // Also an answer of old is for those only who may know of the case today.
    await this.cases.visible(kept.id, sent.actor);
    return kept;
  }

  /** An open task the actor may work on or manage, and the post that allows it. Rejects with NoSuchTask. */
  private async forActor(id: string, actor: Actor): Promise<{ row: TaskRow; post: Post | null }> {
    const [row] = await read<TaskRow>(this.database, 'select * from tasks where id = $1 and closed_at is null', [id]);
    if (!row) throw new NoSuchTask(id);
    const post = actor.posts.find((held) => fits(held, actor.id, row)) ?? managerPost(actor, row.agency);
    if (!post) throw new NoSuchTask(id);
    return { row, post };
  }
}

/** Whether a post is the one that is to do a task. */
function fits({ role, agency }: Post, holder: string, task: TaskRow): boolean {
  return role === task.role && (role === 'investor' ? task.owner === holder : agency === task.agency);
}

function managerPost(actor: Actor, agency: string | null): Post | null {
  return manages(actor, agency) ? (actor.posts.find(({ role }) => role === 'manager') ?? null) : null;
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
