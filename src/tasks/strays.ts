import type { Lanes } from '../cases/lanes.js';
import type { Logger } from 'pino';
import {
  interestIn,
  isWithin,
  NoSuchCase,
  placeOf,
  Rejection,
  SYSTEM,
  type CaseState,
  type Decision,
  type Task,
} from '../engine/index.js';
import type { Posts } from '../posts/posts.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { Clock } from '../time/clock.js';
import { openTasks, type PlacedTask } from './finding.js';
import { wantedBy } from './giving.js';

export interface StraysParts {
  readonly database: OpenDatabase;
  readonly lanes: Pick<Lanes, 'submit'>;
  readonly posts: Posts;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Takes tasks back from those who cannot do them any more: they hold the post no longer, or have declared an interest, or their post does not reach
 * where the case is now.
 */
export class Strays {
  /** What each person with tasks had when last looked at. */
  private readonly seen = new Map<string, string>();
  private taking: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: StraysParts) {}

  /** Begins to take back what lies with somebody whose post does not reach where the case is from now on. */
  heed(decisions: readonly Decision[]): void {
    const now = this.parts.clock.now();
    const astray = decisions.flatMap(({ state }) => {
      const given = state.tasks.filter(({ assignee, role }) => assignee !== null && role !== 'investor');
      return given.filter((task) => this.isBeyond(task, state, now)).map(({ id }) => id);
    });
    // One after the other: of two that looked at once both would take it.
    if (astray.length > 0) this.taking = this.taking.then(() => this.takeAll([...new Set(astray)]));
  }

  /** Waits until all that was heeded is taken back. */
  async heeded(): Promise<void> {
    await this.taking;
  }

  /**
   * Looks at those in whose posts or interests something has changed; gives how many tasks were taken back. `anyway`: also at those whose posts are
   * bounded, for a case may have moved under a process that died before it took the task back.
   */
  async round(anyway = false): Promise<number> {
    const { database, posts, clock } = this.parts;
    const sql = 'select distinct assignee from tasks where assignee is not null and closed_at is null';
    const now = clock.now();
    let taken = 0;
    for (const { assignee } of await read<{ assignee: string }>(database, sql, [])) {
      if (!posts.roster.knows(assignee)) continue;
      const held = posts.postsOf(assignee, now);
      const has = JSON.stringify([held, posts.interestsOf(assignee, now)]);
      if (this.seen.get(assignee) === has && !(anyway && held.some(({ within }) => within))) continue;
      for (const row of await openTasks(database, 'assignee = $1 order by tasks.id', [assignee]))
        taken += await this.look(row, assignee, now);
      this.seen.set(assignee, has);
    }
    return taken;
  }

  /** Only bounds can be left by a case that moves; most posts have none, and of these nothing more is asked. */
  private isBeyond({ assignee, role, agency }: Task, state: CaseState, now: number): boolean {
    const held = this.parts.posts.postsOf(assignee ?? '', now);
    if (!held.some(({ within }) => within)) return false;
    const place = placeOf(state);
    return !held.some((post) => post.role === role && post.agency === agency && isWithin(post.within, place));
  }

  private async takeAll(ids: readonly string[]): Promise<void> {
    const { database, clock, log } = this.parts;
    for (const id of ids) {
      try {
        const [row] = await openTasks(database, 'tasks.id = $1', [id]);
        if (row && row.assignee !== null) await this.look(row, row.assignee, clock.now());
      } catch (error) {
        log.warn({ err: error, task: id }, 'a task is not taken back yet');
      }
    }
  }

  private async look(row: PlacedTask, person: string, now: number): Promise<number> {
    if (row.role === 'investor') return 0;
    const reason = await this.reasonAgainst(row, person, now);
    if (reason === null) return 0;
    try {
      const act = { type: 'task.released', task: row.id, reason } as const;
      const request = { kind: 'act', case: row.case_id, act, actor: SYSTEM, post: null } as const;
      await this.parts.lanes.submit({ request, answer: () => true });
      return 1;
    } catch (error) {
      // It is closed, or with somebody else, by now.
      if (error instanceof Rejection || error instanceof NoSuchCase) return 0;
      throw error;
    }
  }

  /** Why a task is not for the person who has it; null: it is. */
  private async reasonAgainst(row: PlacedTask, person: string, now: number): Promise<string | null> {
    const { posts, database } = this.parts;
    if (!posts.candidates(wantedBy(row), now).some((candidate) => candidate.person === person)) {
      const elsewhere = posts.postsOf(person, now).some((post) => post.role === row.role && post.agency === row.agency);
      return elsewhere ? 'place' : 'post';
    }
    const interests = posts.interestsOf(person, now);
    if (interests.length === 0) return null;
    const [kept] = await read<{ body: string }>(database, 'select body from cases where id = $1', [row.case_id]);
    return kept && interestIn(interests, JSON.parse(kept.body) as CaseState) !== null ? 'interest' : null;
  }
}
