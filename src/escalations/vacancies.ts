import type { Lanes } from '../cases/lanes.js';
import {
  NoSuchCase,
  placeIn,
  Rejection,
  SYSTEM,
  type CaseState,
  type Rung,
  type Task,
  type TaskAct,
} from '../engine/index.js';
import type { Posts } from '../posts/posts.js';
import { type DaySettings, powersOf } from '../settings/index.js';
import type { OpenDatabase } from '../store/database.js';
import { amongOf, read } from '../store/read.js';
import type { Clock } from '../time/clock.js';
import { openTasks, type PlacedTask } from '../tasks/finding.js';
import { wantedBy } from '../tasks/giving.js';
import { askedPairs, type Pair } from '../tasks/pairs.js';

export interface VacanciesParts {
  readonly database: OpenDatabase;
  readonly lanes: Pick<Lanes, 'submit'>;
  readonly posts: Posts;
  readonly day: () => DaySettings;
  readonly clock: Clock;
}

type Climbed = NonNullable<Task['vacant']>;

const PAGE = 200;
const NOWHERE = placeIn({});

/**
 * An open task whose post nobody holds is escalated for that alone, on a ladder of its own, in the log of its case. Which rungs were climbed
 * the case knows, so that none is climbed twice, whoever looks.
 */
export class Vacancies {
  /** What is known of tasks without a holder; read from their cases once. */
  private known = new Map<string, Climbed | null>();
  /** Roles in agencies that somebody holds everywhere, as `officer.fbr`. */
  private held = new Set<string>();

  constructor(private readonly parts: VacanciesParts) {}

  /** Whether tasks of this role in this agency may ask nobody, as last looked. */
  mayBeVacant(role: string, agency: string | null): boolean {
    return agency !== null && role !== 'investor' && !this.held.has(`${role}.${agency}`);
  }

  /** Climbs what is due; gives when the next rung is, Infinity where there is none to come. */
  async round(): Promise<number> {
    const { database, clock } = this.parts;
    const [held, seen] = [new Set<string>(), new Map<string, Climbed | null>()];
    let next = Infinity;
    for (const pair of await askedPairs(database)) {
      if (this.isHeld(pair, clock.now())) held.add(`${pair.role}.${pair.agency}`);
      else next = Math.min(next, await this.climbAll(pair, seen));
    }
    [this.held, this.known] = [held, seen];
    return next;
  }

  /** Whether somebody holds such a post everywhere. */
  private isHeld({ role, agency }: Pair, now: number): boolean {
    const { posts } = this.parts;
    if (posts.vacantSince({ role, agency, place: NOWHERE }, now) !== null) return false;
    return [...posts.offices.values()].some(
      (office) =>
        office.within === undefined &&
        powersOf(office).some((post) => post.role === role && post.agency === agency) &&
        posts.holdersOf(office.id, now).length > 0,
    );
  }

  private async climbAll({ role, agency }: Pair, seen: Map<string, Climbed | null>): Promise<number> {
    const { database, posts, clock } = this.parts;
    let [next, last] = [Infinity, ''];
    for (;;) {
      const condition = `tasks.agency = $1 and role = $2 and tasks.id > $3 order by tasks.id limit ${PAGE}`;
      const rows = await openTasks(database, condition, [agency, role, last]);
      if (rows.length === 0) return next;
      const vacant = rows.flatMap((row) => {
        const since = posts.vacantSince(wantedBy(row), clock.now());
        return since === null ? [] : [{ row, since: Math.max(since, row.opened_at) }];
      });
      await this.learn(vacant.map(({ row }) => row));
      for (const { row, since } of vacant) next = Math.min(next, await this.climb(row, since, seen));
      last = rows.at(-1)?.id ?? '';
    }
  }

  /** Which rungs the tasks have climbed. */
  private async learn(rows: readonly PlacedTask[]): Promise<void> {
    const unknown = rows.filter(({ id }) => !this.known.has(id));
    if (unknown.length === 0) return;
    const sql = `select body from cases where ${amongOf(this.parts.database)('id', 1)}`;
    const cases = await read<{ body: string }>(this.parts.database, sql, [unknown.map(({ case_id }) => case_id)]);
    for (const { body } of cases)
      for (const { id, vacant } of (JSON.parse(body) as CaseState).tasks) this.known.set(id, vacant ?? null);
  }

  /** Climbs the rungs that are due of one task; gives when the next one is. */
  private async climb(row: PlacedTask, since: number, seen: Map<string, Climbed | null>): Promise<number> {
    const before = this.known.get(row.id);
    let climbed = before?.since === since ? before.rungs : 0;
    const next = (): Rung | null => {
      const day = this.parts.day();
      const task = { role: row.role, agency: row.agency } as Task;
      return day.ladders.vacant(task, since, climbed, day.calendarOf(row.agency));
    };
    let rung = next();
    for (; rung && rung.at <= this.parts.clock.now(); rung = next()) {
      await this.raise(row, { since, rungs: climbed }, rung);
      climbed += 1;
    }
    seen.set(row.id, climbed === 0 ? (before ?? null) : { since, rungs: climbed });
    return rung?.at ?? Infinity;
  }

  private async raise(row: PlacedTask, { since, rungs }: Climbed, { title, to }: Rung): Promise<void> {
    const watchers = this.heard(to);
    const act: TaskAct = { type: 'task.vacant', task: row.id, since, rung: rungs, title, to: watchers };
    try {
      const request = { kind: 'act', case: row.case_id, act, actor: SYSTEM, post: null } as const;
      await this.parts.lanes.submit({ request, answer: () => true });
    } catch (error) {
      // It is closed by now, or another process was first.
      if (!(error instanceof Rejection || error instanceof NoSuchCase)) throw error;
    }
  }

  /** An alarm in an empty room wakes nobody: where nobody holds a post that is to hear, the head of the desk hears as well. */
  private heard(to: Rung['to']): Rung['to'] {
    const { posts, clock, day } = this.parts;
    const deaf = to.some(
      ({ role, agency }) => posts.vacantSince({ role, agency, place: NOWHERE }, clock.now()) !== null,
    );
    const head = { role: 'manager', agency: day().ladders.desk };
    const hears = to.some(({ role, agency }) => role === head.role && agency === head.agency);
    return deaf && !hears ? [...to, head] : to;
  }
}
