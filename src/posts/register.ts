import type { Logger } from 'pino';
import { ChainedRegister, type RegisterKind } from '../registers/chained-register.js';
import type { OpenDatabase } from '../store/database.js';
import type { PostRecordRow } from '../store/post-rows.js';
import { recordOf, rowOf, type Entry, type PostRecord } from './record.js';
import { Roster } from './roster.js';

export const POSTS: RegisterKind<PostRecord, PostRecordRow> = {
  of: 'posts',
  table: 'post_records',
  lock: 4954203,
  recordOf,
  rowOf,
  columns: {
    seq: 'bigint',
    id: 'text',
    kind: 'text',
    person: 'text',
    post: 'text',
    other: 'text',
    about: 'text',
    subject: 'text',
    ends: 'text',
    from_at: 'bigint',
    until_at: 'bigint',
    ground: 'text',
    recorded_by: 'text',
    recorded_for: 'text',
    recorded_at: 'bigint',
    previous_hash: 'text',
    hash: 'text',
  },
};

/** Who and when, of what is recorded. */
export interface Recording {
  readonly by: string;
  /** Whose substitute records it. */
  readonly onBehalfOf?: string | undefined;
  readonly now: number;
}

/** The records of posts. They are few: a post changes hands every year or two. */
export class Register extends ChainedRegister<Roster, PostRecord, PostRecordRow> {
  constructor(database: OpenDatabase, log: Logger) {
    super(POSTS, (records) => new Roster(records), database, log);
  }

  get roster(): Roster {
    return this.view;
  }

  /** Records what `make` makes of the roster as it is under the lock. Where it makes nothing, or throws, nothing is. */
  record(make: (roster: Roster) => readonly Entry[], recording: Recording): Promise<void> {
    return this.add((roster) => make(roster).map((entry) => completed(entry, recording)));
  }
}

function completed(entry: Entry, { by, onBehalfOf, now }: Recording): PostRecord {
  const nothing = { post: null, other: null, about: null, subject: null, ends: null, until: null };
  return { ...nothing, ...entry, recordedBy: by, recordedFor: onBehalfOf ?? null, recordedAt: now };
}
