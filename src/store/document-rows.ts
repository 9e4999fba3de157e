import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A document as it was given. Its bytes lie under their hash on disk; erased, nothing is left here of what it was. */
@Entity('documents')
export class DocumentRow {
  @PrimaryColumn('text') id: string;
  /** The application, all of whose cases it serves. */
  @Column('text') root: string;
  /** The case on which it was given, and the event that says so. */
  @Column('text') case_id: string;
  @Column('bigint') seq: number;
  /** The paper of the ruleset that it is. */
  @Column('text', { nullable: true }) paper: string | null;
  @Column('text', { nullable: true }) site: string | null;
  @Column('bigint') version: number;
  /** The document that it takes the place of. */
  @Column('text', { nullable: true }) replaces: string | null;
  /** Number of the event of its case whose signed order it is. */
  @Column('bigint', { nullable: true }) decision: number | null;
  @Column('text', { nullable: true }) name: string | null;
  @Column('text', { nullable: true }) media_type: string | null;
  @Column('bigint', { nullable: true }) bytes: number | null;
  @Column('text', { nullable: true }) sha256: string | null;
  @Column('text', { nullable: true }) salt: string | null;
  /** The last day on which it holds. */
  @Column('text', { nullable: true }) expires_on: string | null;
  /** Salted digest of what it is, as the log has it. */
  @Column('text') digest: string;
  /** not-scanned, waiting (to be scanned), clean, infected, erased */
  @Column('text') state: string;
  @Column('text') given_by: string;
  @Column('bigint') given_at: number;
}

/** A text that tells of a person, behind the salted digest that the log has of it. Erased, the row is gone. */
@Entity('personal_texts')
export class PersonalRow {
  @PrimaryColumn('text') digest: string;
  @Column('text') case_id: string;
  @Column('text') salt: string;
  @Column('text') value: string;
}
