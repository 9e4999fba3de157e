import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A holiday announced late, or withdrawn. Only added to, in one chain of hashes. */
@Entity('holidays')
export class HolidayRow {
  @PrimaryColumn('bigint') seq: number;
  @Column('text') id: string;
  @Column('text') calendar: string;
  @Column('text') date: string;
  @Column('text') name: string;
  /** 1: offices are closed; 0: they work. */
  @Column('bigint') closes: number;
  @Column('text') ground: string;
  @Column('text') recorded_by: string;
  @Column('bigint') recorded_at: number;
  @Column('text') previous_hash: string;
  @Column('text') hash: string;
}
