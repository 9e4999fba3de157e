import { canonicalJson, NoSuchCase, sha256, STANDINGS, type Actor, type Standing } from '../engine/index.js';
import type { Cases } from '../cases/cases.js';
import type { CertificateRow, CertificateStandingRow } from '../store/certificate-rows.js';
import type { ReadableDatabase } from '../store/database.js';
import type { CertificateContent } from '../store/record-certificates.js';
import { amongOf, read } from '../store/read.js';

export class NoSuchCertificate extends Error {}

/** A certificate as it was issued, and how it stands. */
export interface Certificate {
  readonly row: CertificateRow;
  readonly content: CertificateContent;
  readonly standing: Standing;
  readonly since: number;
  readonly supersededBy: string | null;
  /** Whether the content is still what was digested when it was issued. */
  readonly intact: boolean;
}

/** Certificates and letters as they were issued. Who holds one may ask whether it is true; what it says in full is for those of the case. */
export class Certificates {
  constructor(
    private readonly database: ReadableDatabase,
    private readonly cases: Cases,
  ) {}

  /** By its reference, whoever asks. Rejects with NoSuchCertificate. */
  async byReference(reference: string): Promise<Certificate> {
    const rows = await read<CertificateRow>(this.database, 'select * from certificates where reference = $1', [
      reference.toUpperCase(),
    ]);
    const [found] = await this.withStandings(rows);
    if (!found) throw new NoSuchCertificate(reference);
    return found;
  }

  /** For somebody who may know of its case. Rejects with NoSuchCertificate, also where the actor may not know. */
  async forActor(reference: string, actor: Actor): Promise<Certificate> {
    const certificate = await this.byReference(reference);
    await this.cases.visible(certificate.row.case_id, actor).catch((error: unknown) => {
      throw error instanceof NoSuchCase ? new NoSuchCertificate(reference) : error;
    });
    return certificate;
  }

  /** All of a case, the newest first. Rejects with NoSuchCase, also where the actor may not know of it. */
  async ofCase(caseId: string, actor: Actor): Promise<Certificate[]> {
    await this.cases.visible(caseId, actor);
    const sql = 'select * from certificates where case_id = $1 order by seq desc, kind';
    return this.withStandings(await read<CertificateRow>(this.database, sql, [caseId]));
  }

  private async withStandings(rows: readonly CertificateRow[]): Promise<Certificate[]> {
    if (rows.length === 0) return [];
    const among = amongOf(this.database)('reference', 1);
    const standings = await read<CertificateStandingRow>(
      this.database,
      `select * from certificate_standings where ${among} order by reference, seq`,
      [rows.map(({ reference }) => reference)],
    );
    const last = new Map(standings.map((row) => [row.reference, row]));
    return rows.map((row) => told(row, last.get(row.reference)));
  }
}

function told(row: CertificateRow, standing: CertificateStandingRow | undefined): Certificate {
  const content = JSON.parse(row.content) as CertificateContent;
  return {
    row,
    content,
    standing: STANDINGS.find((known) => known === standing?.standing) ?? 'annulled',
    since: standing?.since ?? row.issued_at,
    supersededBy: standing?.superseded_by ?? null,
    intact: sha256(canonicalJson(content)) === row.digest,
  };
}
