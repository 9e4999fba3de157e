import { canonicalJson, type JsonObject } from '../engine/index.js';
import type { CertificateRow } from '../store/certificate-rows.js';
import type { CertificateContent } from '../store/record-certificates.js';
import { textOf } from '../store/standing.js';
import type { Store, Transaction } from '../store/store.js';

/** What is signed of a certificate, and stands in its QR code: enough to hold the paper against, and the digest of all that it says. */
export type CertificateStatement = JsonObject & {
  readonly statement: 'certificate';
  readonly reference: string;
  readonly kind: string;
  readonly agency: string | null;
  readonly holder: string;
  /** The approval by its English name; that of the project, where the paper is about the whole. */
  readonly about: string;
  /** ISO 8601, in UTC. */
  readonly issuedAt: string;
  readonly digest: string;
};

/** What signs statements: a detached JSON Web Signature over their canonical JSON. */
export interface Signs {
  sign(statement: CertificateStatement): { readonly signature: string };
}

export function statementOf(row: Pick<CertificateRow, 'content' | 'digest'>): CertificateStatement {
  const { reference, kind, agency, issuedAt, data } = JSON.parse(row.content) as CertificateContent;
  return {
    statement: 'certificate',
    reference,
    kind,
    agency,
    holder: textOf(data, 'holder'),
    about: textOf(data, 'approvalName') || textOf(data, 'project'),
    issuedAt: new Date(issuedAt).toISOString(),
    digest: row.digest,
  };
}

/** The whole as one text, as a code can hold it: header, statement and signature (RFC 7515, compact). */
export function compactOf(statement: JsonObject, detached: string): string {
  const [header = '', , signature = ''] = detached.split('.');
  return `${header}.${Buffer.from(canonicalJson(statement)).toString('base64url')}.${signature}`;
}

/**
 * A store that signs certificates in the transaction that writes them: what is changed in the database afterwards does not get the
 * installation's signature, and nobody sees a certificate without it.
 */
export class SealingStore implements Store {
  constructor(
    private readonly store: Store,
    private readonly signer: Signs,
  ) {}

  get lanes(): number {
    return this.store.lanes;
  }

  remember(...cases: Parameters<Store['remember']>): void {
    this.store.remember(...cases);
  }

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.store.transaction((transaction) => work(this.sealing(transaction)));
  }

  private sealing(transaction: Transaction): Transaction {
    const sealing = Object.create(transaction) as { -readonly [Way in keyof Transaction]: Transaction[Way] };
    sealing.write = (changes, shard) => {
      for (const row of changes.certificates) {
        const statement = statementOf(row);
        row.signature = compactOf(statement, this.signer.sign(statement).signature);
      }
      return transaction.write(changes, shard);
    };
    return sealing;
  }
}
