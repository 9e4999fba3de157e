import type { MandateRow } from '../store/mandate-rows.js';

/*
 * Who acts for a company, or for a person in one application. Records are only ever added; an earlier one is ended by a later one. From when to when
 * something held, and when that was recorded, are two things.
 */

/**
 * `founded`: a person has put a company in, and is one of its people. `joined`: a person is one of its people. `representative`: a person acts for it.
 * `agent`: a person acts for `owner` in the application `root`. `entrusted`: the application `root` of the person `owner` is the company's from now on,
 * as one that was begun before the company was. `ended`: the record `ends` holds no longer than until `from`.
 */
export type MandateKind = 'founded' | 'joined' | 'representative' | 'agent' | 'entrusted' | 'ended';

export interface MandateRecord {
  readonly id: string;
  readonly kind: MandateKind;
  readonly person: string;
  readonly company: string | null;
  /** Whose cases it is about: a company, or a person. */
  readonly owner: string | null;
  readonly root: string | null;
  /** Of a company that is put in. */
  readonly name: string | null;
  /** Its number in the register of companies; null: it is not incorporated yet, or did not say. */
  readonly number: string | null;
  readonly ends: string | null;
  /** Epoch milliseconds. */
  readonly from: number;
  /** Exclusive; null: until it is ended. */
  readonly until: number | null;
  /** The resolution or power of attorney it rests on, or the reason. */
  readonly ground: string;
  readonly recordedBy: string;
  readonly recordedAt: number;
}

/** What is to be recorded; who records it when is added. */
export type MandateEntry = Pick<MandateRecord, 'id' | 'kind' | 'person' | 'from' | 'ground'> & Partial<MandateRecord>;

export function recordOf(row: MandateRow): MandateRecord {
  const {
    seq: _seq,
    previous_hash: _previous,
    hash: _hash,
    from_at,
    until_at,
    recorded_by,
    recorded_at,
    ...same
  } = row;
  const recorded = { recordedBy: recorded_by, recordedAt: recorded_at };
  return { ...same, kind: row.kind as MandateKind, from: from_at, until: until_at, ...recorded };
}

export function rowOf(record: MandateRecord, place: Pick<MandateRow, 'seq' | 'previous_hash' | 'hash'>): MandateRow {
  const { from, until, recordedBy, recordedAt, ...same } = record;
  return { ...same, ...place, from_at: from, until_at: until, recorded_by: recordedBy, recorded_at: recordedAt };
}
