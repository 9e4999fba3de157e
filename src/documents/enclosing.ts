import type { Enclosure } from '../evidence/archive.js';
import type { Encloses } from '../evidence/dossiers.js';
import { erasedIn } from '../personal/erased.js';
import type { OpenDatabase } from '../store/database.js';
import type { DocumentRow } from '../store/document-rows.js';
import { read } from '../store/read.js';
import type { CaseRow } from '../store/rows.js';
import { isOpen, presentDocument } from './present.js';
import type { Vault } from './vault.js';

/** A dossier has the documents that were given on its cases, with the salts that explain the digests in the log. */
export class DocumentEnclosing implements Encloses {
  constructor(
    private readonly database: OpenDatabase,
    private readonly vault: Vault,
  ) {}

  async of({ id, reference }: CaseRow): Promise<readonly Enclosure[]> {
    const sql = 'select * from documents where case_id = $1 order by seq';
    const rows = await read<DocumentRow>(this.database, sql, [id]);
    if (rows.length === 0) return [];
    const erased = await erasedIn(this.database, id);
    const folder = `documents/${id}`;
    const list = JSON.stringify(
      rows.map((row) => ({
        ...presentDocument(row, reference, erased.get(row.digest) ?? null),
        file: hasFile(row) ? fileOf(row) : null,
      })),
      null,
      2,
    );
    const files = rows.flatMap((row): Enclosure[] => {
      const { sha256 } = row;
      return sha256 === null || !hasFile(row)
        ? []
        : [{ path: `${folder}/${fileOf(row)}`, content: () => this.vault.open(sha256) }];
    });
    return [{ path: `${folder}/documents.json`, content: Buffer.from(`${list}\n`) }, ...files];
  }
}

/** What is in quarantine is not handed out here either. */
const hasFile = (row: DocumentRow): boolean => row.sha256 !== null && isOpen(row);

/** Names in an archive are ours: what somebody called a file stands in the list. */
function fileOf({ id, media_type }: DocumentRow): string {
  const [, kind = 'bin'] = (media_type ?? '').split('/');
  return `${id}.${kind.length > 5 ? 'bin' : kind}`;
}
