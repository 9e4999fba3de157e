import { interestIn, NoSuchCase, type CaseState } from '../engine/index.js';
import type { Cases } from '../cases/cases.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import { Absences, type Conflicts } from './absences.js';
import type { Known } from './asked.js';
import { Filling } from './filling.js';
import { Interests, type RootOf } from './interests.js';
import type { Posts } from './posts.js';

/** All that may be ordered or said of posts. */
export interface PostAffairs {
  readonly posts: Posts;
  readonly filling: Filling;
  readonly absences: Absences;
  readonly interests: Interests;
}

export interface AffairsParts {
  readonly posts: Posts;
  readonly database: OpenDatabase;
  readonly cases: Cases;
  /** The people there are to be given a post. */
  readonly accounts: { find(id: string): Promise<unknown> };
}

export function postAffairs({ posts, database, cases, accounts }: AffairsParts): PostAffairs {
  const known: Known = async (person) => (await accounts.find(person)) !== null;
  return {
    posts,
    filling: new Filling(posts, known),
    absences: new Absences(posts, known, conflictsIn(database, posts)),
    interests: new Interests(posts, rootIn(database, cases)),
  };
}

/** The first open task of a person's in a case in which the substitute has an interest, by the reference of the case. */
function conflictsIn(database: OpenDatabase, posts: Posts): Conflicts {
  return async (of, substitute, now) => {
    const interests = posts.interestsOf(substitute, now);
    if (interests.length === 0) return null;
    const sql = `select distinct reference, body from cases where id in
      (select case_id from tasks where assignee = $1 and closed_at is null) order by reference`;
    const rows = await read<{ reference: string; body: string }>(database, sql, [of]);
    const found = rows.find(({ body }) => interestIn(interests, JSON.parse(body) as CaseState) !== null);
    return found?.reference ?? null;
  };
}

/** The application of a case that the actor may know of, by the id or the reference of either. */
function rootIn(database: OpenDatabase, cases: Cases): RootOf {
  return async (subject, actor) => {
    const sql = 'select id from cases where id = $1 union select id from cases where reference = $1';
    const [row] = await read<{ id: string }>(database, sql, [subject]);
    if (!row) return null;
    try {
      return (await cases.visible(row.id, actor)).root;
    } catch (error) {
      if (error instanceof NoSuchCase) return null;
      throw error;
    }
  };
}
