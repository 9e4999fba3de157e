import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Time that runs, or ran, against a limit or target of a case. */
@Entity('clocks')
export class ClockRow {
  @PrimaryColumn('text') case_id: string;
  @PrimaryColumn('text') name: string;
  @Column('text') force: string;
  @Column('text') status: string;
  @Column('bigint') started_at: number;
  @Column('bigint', { nullable: true }) due_at: number | null;
  @Column('text', { nullable: true }) cause: string | null;
  /** By which it was counted; empty: not known. True of the day, not of the log. */
  @Column('text') calendars: string;
}
