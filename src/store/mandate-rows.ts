import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A record of who acts for whom. Only added to, in one chain of hashes. */
@Entity('mandates')
export class MandateRow {
  @PrimaryColumn('bigint') seq: number;
  @Column('text') id: string;
  @Column('text') kind: string;
  @Column('text') person: string;
  @Column('text', { nullable: true }) company: string | null;
  @Column('text', { nullable: true }) owner: string | null;
  @Column('text', { nullable: true }) root: string | null;
  @Column('text', { nullable: true }) name: string | null;
  @Column('text', { nullable: true }) number: string | null;
  @Column('text', { nullable: true }) ends: string | null;
  @Column('bigint') from_at: number;
  @Column('bigint', { nullable: true }) until_at: number | null;
  @Column('text') ground: string;
  @Column('text') recorded_by: string;
  @Column('bigint') recorded_at: number;
  @Column('text') previous_hash: string;
  @Column('text') hash: string;
}
