import { Rejection } from '../engine/index.js';
import type { Sent } from '../cases/cases.js';
import { keptAnswer } from '../cases/kept-answer.js';
import { managingPost } from '../policy/policy.js';
import type { Candidate } from '../posts/posts.js';
import { amongOf, read } from '../store/read.js';
import { taskFor, type PlacedTask } from './finding.js';
import type { Giving, GivingParts } from './giving.js';

/** By what a rule chooses who gets a task. */
export type Rule = 'least-loaded' | 'round-robin';

/** A task that was given by a rule. */
export interface Routed {
  readonly task: string;
  readonly to: string;
}

/** Gives tasks to persons by a rule: to whoever has the fewest, or to one after the other. */
export class Routing {
  constructor(
    private readonly parts: GivingParts,
    private readonly giving: Giving,
  ) {}

  /** Gives an unassigned task by a rule, for a manager. Rejects with NoSuchTask, Rejection. */
  async route(id: string, rule: Rule, sent: Sent): Promise<Routed> {
    const { database, cases } = this.parts;
    const kept = await keptAnswer(database, sent.key);
    const before = kept?.tasks.find((task) => task.id === id)?.assignee;
    if (before) return { task: id, to: before };
    const { row } = await taskFor(database, id, sent.actor);
    const post = managingPost(sent.actor, row);
    if (!post) throw new Rejection('actor', 'a task is assigned by a manager of the agency');
    if (row.assignee !== null) throw new Rejection('state', 'the task is with somebody already');
    const chosen = await this.choose(row, rule);
    if (!chosen) throw new Rejection('state', 'nobody is there who could be given the task');
    await cases.act(row.case_id, { type: 'task.assigned', task: id, to: chosen, rule }, { ...sent, post });
    return { task: id, to: chosen };
  }

  /** Who is to get a task by a rule; null where nobody can. The next choice goes by this one. */
  async choose(row: PlacedTask, rule: Rule): Promise<string | null> {
    if (row.role === 'investor') return null;
    const candidates = await this.giving.candidates(row);
    const chosen = rule === 'least-loaded' ? await this.leastLoaded(candidates) : await this.next(row, candidates);
    if (chosen && rule === 'round-robin') await this.remember(row, chosen);
    return chosen?.person ?? null;
  }

  /** The one with the fewest open tasks; of several the first by name. */
  private async leastLoaded(candidates: readonly Candidate[]): Promise<Candidate | undefined> {
    const { database } = this.parts;
    const rows = await read<{ assignee: string; n: number }>(
      database,
      `select assignee, count(*) as n from tasks where closed_at is null and assignee is not null
       and ${amongOf(database)('assignee', 1)} group by assignee`,
      [candidates.map(({ person }) => person)],
    );
    const loads = new Map(rows.map(({ assignee, n }) => [assignee, Number(n)]));
    const load = ({ person }: Candidate): number => loads.get(person) ?? 0;
    const least = Math.min(...candidates.map(load));
    return candidates.find((candidate) => load(candidate) === least);
  }

  /** The one after whoever was last given a task of such posts, by name and in a circle. */
  private async next(row: PlacedTask, candidates: readonly Candidate[]): Promise<Candidate | undefined> {
    const sql = 'select value from facts where name = $1';
    const [last] = await read<{ value: string }>(this.parts.database, sql, [turnOf(row)]);
    return candidates.find(({ person }) => person > (last?.value ?? '')) ?? candidates[0];
  }

  private async remember(row: PlacedTask, { person }: Candidate): Promise<void> {
    const sql = `insert into facts (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value`;
    await this.parts.database.write((query) => query(sql, [turnOf(row), person]));
  }
}

const turnOf = ({ role, agency }: PlacedTask): string => `turn/${role}.${agency}`;
