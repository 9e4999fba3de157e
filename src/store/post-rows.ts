import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A record of who holds which post. Only added to, in one chain of hashes. */
@Entity('post_records')
export class PostRecordRow {
  @PrimaryColumn('bigint') seq: number;
  @Column('text') id: string;
  @Column('text') kind: string;
  @Column('text') person: string;
  @Column('text', { nullable: true }) post: string | null;
  @Column('text', { nullable: true }) other: string | null;
  @Column('text', { nullable: true }) about: string | null;
  @Column('text', { nullable: true }) subject: string | null;
  @Column('text', { nullable: true }) ends: string | null;
  @Column('bigint') from_at: number;
  @Column('bigint', { nullable: true }) until_at: number | null;
  @Column('text') ground: string;
  @Column('text') recorded_by: string;
  @Column('text', { nullable: true }) recorded_for: string | null;
  @Column('bigint') recorded_at: number;
  @Column('text') previous_hash: string;
  @Column('text') hash: string;
}
