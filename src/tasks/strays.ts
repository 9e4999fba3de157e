import type { Lanes } from '../cases/lanes.js';
import { interestIn, NoSuchCase, Rejection, SYSTEM, type CaseState } from '../engine/index.js';
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
}

/** Takes tasks back from those who cannot do them any more: they hold the post no longer, or have declared an interest. */
export class Strays {
  /** What each person with tasks had when last looked at. */
  private readonly seen = new Map<string, string>();

  constructor(private readonly parts: StraysParts) {}

  /** Looks at those in whose posts or interests something has changed; gives how many tasks were taken back. */
  async round(): Promise<number> {
    const { database, posts, clock } = this.parts;
    const sql = 'select distinct assignee from tasks where assignee is not null and closed_at is null';
    const now = clock.now();
    let taken = 0;
    for (const { assignee } of await read<{ assignee: string }>(database, sql, [])) {
      if (!posts.roster.knows(assignee)) continue;
      const has = JSON.stringify([posts.postsOf(assignee, now), posts.interestsOf(assignee, now)]);
      if (this.seen.get(assignee) === has) continue;
      for (const row of await openTasks(database, 'assignee = $1 order by tasks.id', [assignee]))
        taken += await this.look(row, assignee, now);
      this.seen.set(assignee, has);
    }
    return taken;
  }

  private async look(row: PlacedTask, person: string, now: number): Promise<number> {
    if (row.role === 'investor') return 0;
    const { posts, database, lanes } = this.parts;
    const able = posts.candidates(wantedBy(row), now).some((candidate) => candidate.person === person);
    const reason = able ? 'interest' : 'post';
    const interests = able ? posts.interestsOf(person, now) : [];
    if (able && interests.length === 0) return 0;
    const [kept] = able
      ? await read<{ body: string }>(database, 'select body from cases where id = $1', [row.case_id])
      : [];
    if (able && (!kept || interestIn(interests, JSON.parse(kept.body) as CaseState) === null)) return 0;
    try {
      const act = { type: 'task.released', task: row.id, reason } as const;
      const request = { kind: 'act', case: row.case_id, act, actor: SYSTEM, post: null } as const;
      await lanes.submit({ request, answer: () => true });
      return 1;
    } catch (error) {
      // It is closed, or with somebody else, by now.
      if (error instanceof Rejection || error instanceof NoSuchCase) return 0;
      throw error;
    }
  }
}
