import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody read something of a case. */
@Entity('readings')
export class ReadingRow {
  @PrimaryColumn('text') id: string;
  @Column('bigint') at: number;
  @Column('text') person: string;
  @Column('text', { nullable: true }) post: string | null;
  @Column('text') case_id: string;
  @Column('text') what: string;
}
