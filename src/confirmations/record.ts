import { canonicalJson, type JsonObject } from '../engine/index.js';
import type { Link } from '../registers/chained-register.js';
import type { ConfirmationRow } from '../store/confirmation-rows.js';

/** Where a figure is proved: what document says so, and where in it. */
export interface Proof {
  readonly title: string;
  /** Its number, and where in it the figure stands: `S.R.O. 123(I)/2021, Schedule IV`. */
  readonly reference: string;
  /** The day it is of. */
  readonly date: string;
  readonly url: string | null;
}

/** The document itself, as it was given. */
export interface ProofFile {
  readonly name: string;
  /** Media type, as found from the bytes. */
  readonly type: string;
  readonly bytes: number;
  readonly state: string;
}

interface Common {
  readonly id: string;
  /** Id of the proposal that it is about; its own where it is one. */
  readonly about: string;
  readonly ruleset: string;
  /** Id of the figure in the ruleset. */
  readonly figure: string;
  readonly note: string;
  readonly recordedBy: string;
  /** Whose substitute recorded it. */
  readonly recordedFor: string | null;
  readonly recordedAt: number;
}

/** That a figure is as it is stated, by this proof. */
export interface Proposed extends Common {
  readonly kind: 'proposed';
  readonly sha256: null;
  readonly data: {
    /** What the figure said, and on whose word. */
    readonly says: JsonObject;
    readonly source: string;
    /** What its proof makes of a time; null: it is no time. */
    readonly force: 'limit' | 'target' | null;
    readonly proof: Proof;
  };
}

export interface Attached extends Common {
  readonly kind: 'attached';
  readonly sha256: string;
  readonly data: ProofFile;
}

/** The other person has looked at the proof too; or the confirmation is taken back. */
export interface Settled extends Common {
  readonly kind: 'countersigned' | 'withdrawn';
  readonly sha256: null;
  readonly data: Readonly<Record<never, never>>;
}

export type ConfirmationRecord = Proposed | Attached | Settled;

export function recordOf(row: ConfirmationRow): ConfirmationRecord {
  const { id, kind, about, ruleset, figure, data, sha256, note } = row;
  const by = { recordedBy: row.recorded_by, recordedFor: row.recorded_for, recordedAt: row.recorded_at };
  const same = { id, kind, about, ruleset, figure, sha256, note, ...by };
  return { ...same, data: JSON.parse(data) as unknown } as ConfirmationRecord;
}

export function rowOf(record: ConfirmationRecord, link: Link): ConfirmationRow {
  const { recordedBy, recordedFor, recordedAt, data, ...same } = record;
  const by = { recorded_by: recordedBy, recorded_for: recordedFor, recorded_at: recordedAt };
  return { ...same, ...link, ...by, data: canonicalJson(data) };
}
