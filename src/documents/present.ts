import type { DocumentRow } from '../store/document-rows.js';
import type { Erased } from '../personal/erased.js';
import { iso } from '../time/iso.js';
import type { Wanted } from './asked.js';

/** How a document stands: as far as viruses were looked for; or it was erased by law. */
export const DOCUMENT_STATES = ['not-scanned', 'waiting', 'clean', 'infected', 'erased'] as const;

/** Whether it is handed out: what waits to be looked at is not, and what a virus was found in never is. */
export const isOpen = ({ state }: Pick<DocumentRow, 'state'>): boolean => state === 'clean' || state === 'not-scanned';

/** A document as it is shown to those who may know of it; `reference`: of the case on which it was given. */
export function presentDocument(row: DocumentRow, reference: string, erased: Erased | null = null) {
  return {
    id: row.id,
    case: row.case_id,
    reference,
    event: row.seq,
    paper: row.paper,
    site: row.site,
    version: row.version,
    replaces: row.replaces,
    decision: row.decision,
    name: row.name,
    type: row.media_type,
    bytes: row.bytes,
    sha256: row.sha256,
    salt: row.salt,
    digest: row.digest,
    expiresOn: row.expires_on,
    state: row.state as (typeof DOCUMENT_STATES)[number],
    givenBy: row.given_by,
    givenAt: iso(row.given_at),
    erasedAt: erased?.at ?? null,
    erasedBasis: erased?.basis ?? null,
  };
}

export type PresentedDocument = ReturnType<typeof presentDocument>;

/** A paper that a case asks for, with the documents that are it: the last version first. */
export function presentWanted(wanted: Wanted, documents: readonly DocumentRow[], today: string) {
  const given = documents.filter((row) => isIt(wanted, row)).reverse();
  const current = given.find(
    (row) => !['erased', 'infected'].includes(row.state) && !given.some(({ replaces }) => replaces === row.id),
  );
  const expired = current?.expires_on !== undefined && current.expires_on !== null && current.expires_on < today;
  return {
    ...wanted,
    standing: current ? (expired ? ('expired' as const) : ('given' as const)) : ('missing' as const),
    document: current?.id ?? null,
  };
}

export type PresentedWanted = ReturnType<typeof presentWanted>;

/** Whether a document is the paper that is asked for. */
export function isIt({ paper, site }: Wanted, row: Pick<DocumentRow, 'paper' | 'site'>): boolean {
  return row.paper === paper && (site === null || row.site === site);
}
