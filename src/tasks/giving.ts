import { interestIn, Rejection, type CaseState } from '../engine/index.js';
import type { Cases, Sent } from '../cases/cases.js';
import type { PresentedCase } from '../cases/presenter.js';
import { managingPost } from '../policy/policy.js';
import type { Candidate, Posts, Wanted } from '../posts/posts.js';
import type { OpenDatabase } from '../store/database.js';
import { placeFrom } from '../store/places.js';
import { read } from '../store/read.js';
import type { Clock } from '../time/clock.js';
import { taskFor, type PlacedTask } from './finding.js';
import { once } from './tasks.js';

export interface GivingParts {
  readonly database: OpenDatabase;
  readonly cases: Cases;
  readonly posts: Posts;
  readonly clock: Clock;
}

/** Gives tasks to persons: by a manager, one or many at a time. Never to one who is away or has an interest in the case. */
export class Giving {
  constructor(private readonly parts: GivingParts) {}

  /** Rejects with NoSuchTask, Rejection. */
  assign(id: string, to: string, sent: Sent): Promise<PresentedCase> {
    return once(this.parts, sent, async () => {
      const { row } = await taskFor(this.parts.database, id, sent.actor);
      const post = managingPost(sent.actor, row);
      if (!post) throw new Rejection('actor', 'a task is assigned by a manager of the agency');
      const mistake = await this.mistakeIn(row, to);
      if (mistake !== null)
        throw new Rejection('data', `the task cannot be given to that person: ${to} ${mistake}`, {
          errors: [{ field: '/to', message: mistake }],
        });
      const act = { type: 'task.assigned', task: id, to } as const;
      return this.parts.cases.act(row.case_id, act, { ...sent, post });
    });
  }

  /** Those who can be given a task now, in the order of their names. */
  async candidates(row: PlacedTask): Promise<Candidate[]> {
    const { posts, clock } = this.parts;
    const now = clock.now();
    const there = posts.candidates(wantedBy(row), now).filter(({ person }) => !posts.roster.isAway(person, now));
    const free: Candidate[] = [];
    for (const candidate of there.sort((a, b) => (a.person < b.person ? -1 : 1)))
      if (!(await this.isBarred(row, candidate))) free.push(candidate);
    return free;
  }

  private async mistakeIn(row: PlacedTask, to: string): Promise<string | null> {
    if (row.role === 'investor') return to === row.owner ? null : 'is not the investor';
    const { posts, clock } = this.parts;
    const now = clock.now();
    const found = posts.candidates(wantedBy(row), now).find(({ person }) => person === to);
    if (!found) return `holds no post as ${row.role} of ${row.agency}${row.place === null ? '' : ', there'}`;
    if (posts.roster.isAway(to, now)) return 'is away';
    return (await this.isBarred(row, found)) ? 'has declared an interest in the case' : null;
  }

  /** Whether the person, or whoever that person stands in for, has an interest in the case. */
  private async isBarred({ case_id }: PlacedTask, { person, post }: Candidate): Promise<boolean> {
    const { posts, database, clock } = this.parts;
    const persons = post.onBehalfOf === undefined ? [person] : [person, post.onBehalfOf];
    const interests = persons.flatMap((one) => posts.interestsOf(one, clock.now()));
    if (interests.length === 0) return false;
    const [row] = await read<{ body: string }>(database, 'select body from cases where id = $1', [case_id]);
    return row !== undefined && interestIn(interests, JSON.parse(row.body) as CaseState) !== null;
  }
}

export function wantedBy({ role, agency, place }: PlacedTask): Wanted {
  return { role, agency, place: placeFrom(place) };
}
