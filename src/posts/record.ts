import type { PostRecordRow } from '../store/post-rows.js';

/*
 * What is recorded of posts. Records are only ever added, each with the order it rests on, who recorded it and when; an earlier one is ended by
 * a later one. From when to when something held, and when that was recorded, are two things: an order may come late.
 */

/**
 * `appointed`: a person holds a post. `additional`: beside the person's own (additional charge). `substituted`: `other` has the person's posts,
 * or the one named, for the time. `absent`: the person is away, and nobody has the posts. `interested`: the person has an interest in a
 * `subject` of the kind `about`. `ended`: the record `ends` holds no longer than until `from`.
 */
export type RecordKind = 'appointed' | 'additional' | 'substituted' | 'absent' | 'interested' | 'ended';

export interface PostRecord {
  readonly id: string;
  readonly kind: RecordKind;
  readonly person: string;
  readonly post: string | null;
  /** The substitute. */
  readonly other: string | null;
  readonly about: 'case' | 'company' | 'approval' | null;
  readonly subject: string | null;
  /** Id of the record that is ended. */
  readonly ends: string | null;
  /** Epoch milliseconds. */
  readonly from: number;
  /** Exclusive; null: until it is ended. */
  readonly until: number | null;
  /** The order, or the reason. */
  readonly ground: string;
  readonly recordedBy: string;
  /** Whose substitute recorded it; null: it was recorded in person. */
  readonly recordedFor: string | null;
  readonly recordedAt: number;
}

/** What is to be recorded; who records it when is added. */
export type Entry = Pick<PostRecord, 'id' | 'kind' | 'person' | 'from' | 'ground'> &
  Partial<Pick<PostRecord, 'post' | 'other' | 'about' | 'subject' | 'ends' | 'until'>>;

export function recordOf(row: PostRecordRow): PostRecord {
  return {
    id: row.id,
    kind: row.kind as RecordKind,
    person: row.person,
    post: row.post,
    other: row.other,
    about: row.about as PostRecord['about'],
    subject: row.subject,
    ends: row.ends,
    from: row.from_at,
    until: row.until_at,
    ground: row.ground,
    recordedBy: row.recorded_by,
    recordedFor: row.recorded_for,
    recordedAt: row.recorded_at,
  };
}

export function rowOf(record: PostRecord, place: Pick<PostRecordRow, 'seq' | 'previous_hash' | 'hash'>): PostRecordRow {
  const { from, until, recordedBy, recordedFor, recordedAt, ...same } = record;
  const recorded = { recorded_by: recordedBy, recorded_for: recordedFor, recorded_at: recordedAt };
  return { ...same, ...place, ...recorded, from_at: from, until_at: until };
}
