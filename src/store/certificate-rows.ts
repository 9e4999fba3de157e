import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A certificate or letter as it was issued: never changed. What has become of it since is told by its standings. */
@Entity('certificates')
export class CertificateRow {
  @PrimaryColumn('text') reference: string;
  @Column('text') case_id: string;
  /** The event that issued it. */
  @Column('bigint') seq: number;
  @Column('text') kind: string;
  /** The language that governs. */
  @Column('text') language: string;
  @Column('bigint') issued_at: number;
  /** All that it says, as canonical JSON. */
  @Column('text') content: string;
  /** SHA-256 of the content. */
  @Column('text') digest: string;
  /** The installation's signature on reference, digest and what matters most, made when it was written: a JSON Web Signature. */
  @Column('text') signature: string;
}

/** From when on a certificate stood as it did: one row for each change, the last one holds. */
@Entity('certificate_standings')
export class CertificateStandingRow {
  @PrimaryColumn('text') reference: string;
  /** The event of its case that changed it. */
  @PrimaryColumn('bigint') seq: number;
  @Column('text') case_id: string;
  @Column('text') standing: string;
  @Column('bigint') since: number;
  /** The certificate that took its place. */
  @Column('text', { nullable: true }) superseded_by: string | null;
}
