import { DOCUMENT_STATES, type PresentedDocument, type PresentedWanted } from '../documents/present.js';
import { Count, Flag, Hash, Instant, Many, Text, Texts, Word } from './fields.js';

/* What is answered about documents. What was erased by law is null. */

const NULLABLE = { nullable: true };
const DAY = { nullable: true, format: 'date', example: '2027-06-30' };

export class DocumentAnswer implements PresentedDocument {
  @Text('Id') readonly id: string;
  @Text('Id of the case on which it was given') readonly case: string;
  @Text('Its reference', { example: 'IJZ-2026-000123' }) readonly reference: string;
  @Count('Number of the event that says so') readonly event: number;
  @Text('Paper of the ruleset that it is; null: another', { ...NULLABLE, example: 'title-document' })
  readonly paper: string | null;
  @Text('Site that it is of; null: the project', NULLABLE) readonly site: string | null;
  @Count('Version of the paper, from 1') readonly version: number;
  @Text('Document whose place it takes', NULLABLE) readonly replaces: string | null;
  @Count('Number of the event whose signed order it is; null: no order', NULLABLE) readonly decision: number | null;
  @Text('Name of the file', NULLABLE) readonly name: string | null;
  @Text('Media type, as found from its bytes', { ...NULLABLE, example: 'application/pdf' }) readonly type:
    string | null;
  @Count('Length in bytes', NULLABLE) readonly bytes: number | null;
  @Text('SHA-256 of its bytes', NULLABLE) readonly sha256: string | null;
  @Text('Salt of the digest', NULLABLE) readonly salt: string | null;
  @Hash('Digest in the log: SHA-256 of the salt, a line end, and the canonical JSON of what it is')
  readonly digest: string;
  @Text('The last day on which it holds', DAY) readonly expiresOn: string | null;
  @Word(
    '`not-scanned`: there is no scanner; `waiting`: in quarantine until it was looked at for viruses; `clean`, `infected`; `erased`: by law',
    DOCUMENT_STATES,
  )
  readonly state: PresentedDocument['state'];
  @Text('Who gave it') readonly givenBy: string;
  @Instant('When') readonly givenAt: string;
  @Instant('When it was erased; null: it was not', NULLABLE) readonly erasedAt: string | null;
  @Text('The law by which it was erased', NULLABLE) readonly erasedBasis: string | null;
}

class WantedAnswer implements PresentedWanted {
  @Text('Paper', { example: 'title-document' }) readonly paper: string;
  @Text('Its title') readonly title: string;
  @Text('Site of which it is asked; null: of the project', NULLABLE) readonly site: string | null;
  @Flag('Whether it holds until a day that has to be given with it') readonly expires: boolean;
  @Text('On whose word it is asked') readonly source: string;
  @Flag('Whether a published source lists it for that approval in that place') readonly confirmed: boolean;
  @Texts('Approvals that ask for it') readonly by: readonly string[];
  @Word('Whether it was given', ['given', 'expired', 'missing']) readonly standing: PresentedWanted['standing'];
  @Text('The document that is it now; null: none', NULLABLE) readonly document: string | null;
}

export class DocumentsAnswer {
  @Many(WantedAnswer, 'Papers for which the case asks') readonly wanted: readonly WantedAnswer[];
  @Many(DocumentAnswer, 'Documents that serve the case, the newest first')
  readonly documents: readonly DocumentAnswer[];
}
