import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was recorded of the proof of a figure of a ruleset. Only added to, in one chain of hashes. */
@Entity('confirmations')
export class ConfirmationRow {
  @PrimaryColumn('bigint') seq: number;
  @Column('text') id: string;
  /** proposed, attached, countersigned, withdrawn */
  @Column('text') kind: string;
  /** Id of the proposal that it is about; its own where it is one. */
  @Column('text') about: string;
  @Column('text') ruleset: string;
  /** Id of the figure in the ruleset. */
  @Column('text') figure: string;
  /** JSON: of a proposal what the figure said and its proof; of a document what it is. */
  @Column('text') data: string;
  /** Of the bytes of a document. */
  @Column('text', { nullable: true }) sha256: string | null;
  @Column('text') note: string;
  @Column('text') recorded_by: string;
  /** Whose substitute recorded it. */
  @Column('text', { nullable: true }) recorded_for: string | null;
  @Column('bigint') recorded_at: number;
  @Column('text') previous_hash: string;
  @Column('text') hash: string;
}
