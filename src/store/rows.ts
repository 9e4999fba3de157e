import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ClockRow } from './clock-rows.js';
import { CertificateRow, CertificateStandingRow } from './certificate-rows.js';
import { DocumentRow, PersonalRow } from './document-rows.js';
import { IDENTITY_ROWS } from './identity-rows.js';
import { MandateRow } from './mandate-rows.js';
import { NoteRow } from './note-rows.js';
import { ReadingRow } from './reading-rows.js';
import { NOTICE_ROWS } from './notice-rows.js';
import { PassageRow } from './passage-rows.js';
import { PostRecordRow } from './post-rows.js';
import { SavedFilterRow, SearchTermRow } from './search-rows.js';

/*
 * The tables, one class each. Times are epoch milliseconds, JSON is text (the bytes that were hashed are the bytes that are kept).
 * `CaseRow.body` is the case; what else is here is derived from it in the same transaction, for lists, clocks and people.
 *
 * What never changes in the life of a case is marked so and not written again: SQLite writes the indexes of all columns it is given, changed
 * or not, which made an update four times as dear.
 */

const FIXED = { update: false } as const;

@Entity('cases')
export class CaseRow {
  @PrimaryColumn('text') id: string;
  @Column({ ...FIXED, type: 'text' }) reference: string;
  @Column('text') workflow: string;
  @Column('text') version: string;
  @Column('text') ruleset: string;
  @Column({ ...FIXED, type: 'text' }) root: string;
  @Column({ ...FIXED, type: 'text', nullable: true }) parent: string | null;
  @Column({ ...FIXED, type: 'text', nullable: true }) key: string | null;
  @Column({ ...FIXED, type: 'text' }) owner: string;
  @Column({ ...FIXED, type: 'text', nullable: true }) agency: string | null;
  /** Where it is, as `placeText` spells it; null: it does not say. */
  @Column('text', { nullable: true }) place: string | null;
  @Column('text') state: string;
  @Column('text') stage: string;
  @Column('text') status: string;
  @Column('bigint') rev: number;
  @Column('bigint') seq: number;
  @Column('text') hash: string;
  @Column('bigint', { nullable: true }) due_at: number | null;
  @Column({ ...FIXED, type: 'bigint' }) opened_at: number;
  @Column('bigint') updated_at: number;
  /** Whose turn it is. */
  @Column('text', { nullable: true }) holder: string | null;
  @Column('text') body: string;
}

@Entity('events')
export class EventRow {
  @PrimaryColumn('text') case_id: string;
  @PrimaryColumn('bigint') seq: number;
  @Column('bigint') rev: number;
  @Column('text') type: string;
  @Column('text') actor: string;
  @Column('text', { nullable: true }) post: string | null;
  /** Whose post it is, where a substitute acted. */
  @Column('text', { nullable: true }) on_behalf_of: string | null;
  @Column('bigint') occurred_at: number;
  @Column('bigint') recorded_at: number;
  @Column('text') data: string;
  @Column('text') answers: string;
  @Column('text') previous_hash: string;
  @Column('text') hash: string;
}

@Entity('tasks')
export class TaskRow {
  @PrimaryColumn('text') id: string;
  @Column({ ...FIXED, type: 'text' }) case_id: string;
  @Column({ ...FIXED, type: 'text' }) reference: string;
  @Column({ ...FIXED, type: 'text' }) owner: string;
  @Column({ ...FIXED, type: 'text' }) node: string;
  @Column({ ...FIXED, type: 'text' }) title: string;
  @Column({ ...FIXED, type: 'text' }) role: string;
  @Column({ ...FIXED, type: 'text', nullable: true }) agency: string | null;
  /** The agency of the case, also where the task is the investor's. */
  @Column({ ...FIXED, type: 'text', nullable: true }) case_agency: string | null;
  @Column('text', { nullable: true }) assignee: string | null;
  @Column({ ...FIXED, type: 'bigint' }) opened_at: number;
  @Column('bigint', { nullable: true }) due_at: number | null;
  /** The due date, or the end of time where there is none: lists page by it. */
  @Column('bigint') due_key: number;
  @Column('bigint') rungs: number;
  @Column('bigint', { nullable: true }) closed_at: number | null;
}

@Entity('deadlines')
export class DeadlineRow {
  @PrimaryColumn('text') id: string;
  @Column({ ...FIXED, type: 'text' }) case_id: string;
  @Column({ ...FIXED, type: 'text' }) root: string;
  @Column({ ...FIXED, type: 'bigint' }) arming: number;
  @Column({ ...FIXED, type: 'text' }) source: string;
  @Column({ ...FIXED, type: 'text', nullable: true }) clock: string | null;
  @Column({ ...FIXED, type: 'text' }) event: string;
  @Column('bigint', { nullable: true }) due_at: number | null;
  /** armed, paused, fired, cancelled */
  @Column('text') status: string;
  @Column('bigint', { nullable: true }) settled_at: number | null;
}

/** Places among cases that ask for the same thing, by time of receipt. */
@Entity('ranks')
export class RankRow {
  @PrimaryColumn('text') case_id: string;
  @Column('text') subject: string;
  @Column('bigint') ranked_at: number;
  /** Whether it is given up. */
  @Column('bigint', { nullable: true }) released_at: number | null;
}

@Entity('ledger')
export class LedgerRow {
  @PrimaryColumn('text') case_id: string;
  @PrimaryColumn('bigint') seq: number;
  @Column('text') holder: string;
  @Column('text', { nullable: true }) cause: string | null;
  @Column('bigint') since: number;
  @Column('bigint') until: number;
}

@Entity('escalations')
export class EscalationRow {
  @PrimaryColumn('text') id: string;
  /** One row for each watcher, `role.agency`, so that an inbox is one index read. */
  @PrimaryColumn('text') watcher: string;
  @Column('text') case_id: string;
  @Column('text') reference: string;
  @Column('text') task: string;
  @Column('text') task_title: string;
  @Column('bigint') rung: number;
  @Column('text') title: string;
  @Column('bigint') raised_at: number;
  @Column('bigint', { nullable: true }) acknowledged_at: number | null;
  @Column('text', { nullable: true }) acknowledged_by: string | null;
}

@Entity('outbox')
export class OutboxRow {
  @PrimaryColumn('bigint') id: number;
  @Column('text') case_id: string;
  @Column('bigint') seq: number;
  /** `event`: told to subscribers; `notice`: told to people. */
  @Column('text') kind: string;
  @Column('text') owner: string;
  @Column('text', { nullable: true }) agency: string | null;
  /** The application it belongs to; null: it was told before that was noted. */
  @Column('text', { nullable: true }) root: string | null;
  /** Where the case was then, as `placeText` spells it. */
  @Column('text', { nullable: true }) place: string | null;
  @Column('text') payload: string;
  /** Given by the relay after commit: what a subscriber resumes by. */
  @Column('bigint', { nullable: true }) position: number | null;
}

@Entity('idempotency_keys')
export class KeyRow {
  @PrimaryColumn('text') actor: string;
  @PrimaryColumn('text') key: string;
  @Column('text') fingerprint: string;
  @Column('text') answer: string;
  @Column('bigint') created_at: number;
}

/** Counts kept as cases and tasks change, in shards so that two lanes do not wait for one row. */
@Entity('counters')
export class CounterRow {
  @PrimaryColumn('text') scope: string;
  @PrimaryColumn('bigint') shard: number;
  @Column('bigint') n: number;
}

/** Published workflows and rulesets with the hash they were published with. */
@Entity('versions')
export class VersionRow {
  @PrimaryColumn('text') kind: string;
  @PrimaryColumn('text') id: string;
  @Column('text') hash: string;
  @Column('bigint') seen_at: number;
}

/** An order that suspends a regime. `stage`: suspending, suspended, lifting, lifted. */
@Entity('suspensions')
export class SuspensionRow {
  @PrimaryColumn('text') id: string;
  @Column('text') concerns: string;
  /** JSON: a list of approvals. */
  @Column('text') approvals: string;
  @Column('text') reason: string;
  @Column('text') basis: string;
  @Column('text') ordered_by: string;
  @Column('bigint') ordered_at: number;
  @Column('text') stage: string;
  @Column('text', { nullable: true }) lifted_by: string | null;
  @Column('text', { nullable: true }) lift_reason: string | null;
  @Column('text', { nullable: true }) lift_basis: string | null;
  @Column('bigint', { nullable: true }) lifted_at: number | null;
}

/** Small facts of the installation: the last reference of a year, the virtual clock. */
@Entity('facts')
class FactRow {
  @PrimaryColumn('text') name: string;
  @Column('text') value: string;
}

export const ROWS = [
  CaseRow,
  EventRow,
  TaskRow,
  DeadlineRow,
  ClockRow,
  LedgerRow,
  EscalationRow,
  OutboxRow,
  KeyRow,
  CounterRow,
  VersionRow,
  RankRow,
  SuspensionRow,
  FactRow,
  CertificateRow,
  CertificateStandingRow,
  PassageRow,
  PostRecordRow,
  MandateRow,
  NoteRow,
  ReadingRow,
  SearchTermRow,
  SavedFilterRow,
  DocumentRow,
  PersonalRow,
  ...IDENTITY_ROWS,
  ...NOTICE_ROWS,
];
