import type { Actor } from '../engine/index.js';
import { LANGUAGES, type Language } from '../messages/index.js';
import { iso } from '../time/iso.js';
import type { Certificate, Certificates } from './certificates.js';
import { textOf } from '../store/standing.js';
import { statementOf } from './seal.js';
import type { SignedOrder } from '../documents/orders.js';
import { letterOf, type Desk } from './write-letter.js';

/** Where certificates are shown: to whoever holds one, and to those of its case. */
export class CertificateDesk {
  constructor(
    private readonly certificates: Certificates,
    private readonly desk: Desk,
  ) {}

  /** What whoever holds a certificate may know. Rejects with NoSuchCertificate. */
  async verify(reference: string) {
    return this.faceOf(await this.certificates.byReference(reference));
  }

  /** All of a case, with what they say. Rejects with NoSuchCase. */
  async ofCase(caseId: string, actor: Actor) {
    const all = await this.certificates.ofCase(caseId, actor);
    return Promise.all(
      all.map(async (certificate) => ({ ...(await this.faceOf(certificate)), content: certificate.content })),
    );
  }

  /** The paper. No language: the one that governs. Rejects with NoSuchCertificate. */
  async letter(
    reference: string,
    language: Language | undefined,
    actor: Actor,
  ): Promise<{ readonly name: string; readonly pdf: Buffer; readonly case: string }> {
    const certificate = await this.certificates.forActor(reference, actor);
    const governing = LANGUAGES.find((one) => one === certificate.row.language) ?? 'en';
    const chosen = language ?? governing;
    const order = await this.orderOf(certificate);
    const pdf = this.desk.letters.render(letterOf({ certificate, order }, chosen, this.desk));
    return { name: `${certificate.row.reference}.${chosen}.pdf`, pdf, case: certificate.row.case_id };
  }

  private orderOf({ row }: Certificate): Promise<SignedOrder | null> {
    return this.desk.orders.of(row.case_id, row.seq);
  }

  private async faceOf(certificate: Certificate) {
    const order = await this.orderOf(certificate);
    return { ...this.face(certificate), order: order?.sha256 ?? null, orderGivenAt: order?.givenAt ?? null };
  }

  private face({ row, content, standing, since, supersededBy, intact }: Certificate) {
    const { kind, agency, holder, about, issuedAt } = statementOf(row);
    return {
      reference: row.reference,
      kind,
      language: row.language,
      agency,
      agencyName: this.desk.names.agency('en', content.agency ?? ''),
      holder,
      about,
      approval: textOf(content.data, 'approval') || null,
      issuedAt,
      standing,
      since: iso(since),
      supersededBy,
      digest: row.digest,
      intact,
      signature: row.signature,
    };
  }
}
