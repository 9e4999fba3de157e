import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A case came from one stage to another: what figures count, and what they lead back to. */
@Entity('passages')
export class PassageRow {
  @PrimaryColumn('text') case_id: string;
  /** The event by which it did. */
  @PrimaryColumn('bigint') seq: number;
  @Column('text') workflow: string;
  @Column('text', { nullable: true }) agency: string | null;
  @Column('text', { nullable: true }) approval: string | null;
  /** Where the case was then, by its name in `places`; `-`: it was not stated. */
  @Column('text', { nullable: true }) place: string | null;
  /** Null: it was opened. */
  @Column('text', { nullable: true }) from_stage: string | null;
  @Column('text') to_stage: string;
  /** The type of the event; for a clock's, which one. */
  @Column('text') act: string;
  /** The coded reason that the event gave. */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('bigint') passed_at: number;
  /** Days that had been needed by then, begun ones counted. */
  @Column('bigint') days: number;
  /** What was promised, as an instant; null: nothing. */
  @Column('bigint', { nullable: true }) promised_at: number | null;
  /** Whether the promise was kept: `kept`, `late`; `none`: nothing was promised. */
  @Column('text') promise: string;
}
