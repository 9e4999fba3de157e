import { compactOf, statementOf } from '../certificates/seal.js';
import { signatureFault, type PublicKey } from '../evidence/signer.js';
import type { CertificateRow } from '../store/certificate-rows.js';
import type { Changes } from '../store/changes.js';
import { difference } from './compare.js';
import type { Rows } from './rows-of.js';

/**
 * The first certificate of a case, or change of its standing, that is not what the log gives; then the first whose signature is of none of
 * the keys. A database whose keys were never published has nothing to check signatures with.
 */
export function certificateFailure(
  id: string,
  made: Changes,
  rows: Pick<Rows, 'certificates' | 'standings'>,
  keys: readonly PublicKey[],
): string | null {
  const certificates = rows.certificates.get(id) ?? [];
  return (
    difference({
      table: 'certificates',
      key: ['reference'],
      // Its signature is that of the key of its day: the log does not give it.
      expected: made.certificates.map(({ signature: _byItsKey, ...said }) => said),
      stored: certificates,
    }) ??
    difference({
      table: 'certificate_standings',
      key: ['reference', 'seq'],
      expected: made.standings,
      stored: rows.standings.get(id) ?? [],
    }) ??
    (keys.length === 0 ? null : unsigned(certificates, keys))
  );
}

function unsigned(certificates: readonly CertificateRow[], keys: readonly PublicKey[]): string | null {
  for (const row of certificates) {
    const statement = statementOf(row);
    const [header = '', , mark = ''] = row.signature.split('.');
    const detached = `${header}..${mark}`;
    const fault =
      compactOf(statement, detached) === row.signature
        ? signatureFault({ statement, signature: detached }, keys)
        : 'its signature is on something else';
    if (fault !== null) return `the certificate ${row.reference}: ${fault}`;
  }
  return null;
}
