import type { Logger } from 'pino';
import type { Statement } from '../store/changes.js';
import type { OpenDatabase } from '../store/database.js';
import type { DocumentRow } from '../store/document-rows.js';
import { read } from '../store/read.js';
import { presentDocument } from './present.js';
import type { Sweep } from './sweep.js';

interface Erasing {
  /** Of the case on which it was given. */
  readonly reference: string;
  readonly at: string;
  readonly basis: string;
}

/**
 * Erases documents by law. Their bytes, name, hash and salt go, so that nobody finds out any more what the digest in the log is of; what paper it
 * was, its kind, size, version, who gave it and when stays.
 */
export class ErasedDocuments {
  constructor(
    private readonly database: OpenDatabase,
    private readonly sweep: Pick<Sweep, 'erased'>,
    private readonly log: Logger,
  ) {}

  /** Those of a case that are not erased: all versions, and what is in quarantine. */
  left(caseId: string): Promise<DocumentRow[]> {
    const sql = "select * from documents where case_id = $1 and state <> 'erased' order by seq";
    return read<DocumentRow>(this.database, sql, [caseId]);
  }

  /** What is written with the event that says so. The answer that was kept for whoever gave it said its name, too. */
  statements(row: DocumentRow, { reference, at, basis }: Erasing): Statement[] {
    const gone = { name: null, sha256: null, salt: null, state: 'erased' };
    const answer = JSON.stringify(presentDocument(Object.assign({}, row, gone), reference, { at, basis }));
    return [
      {
        sql: "update documents set name = null, sha256 = null, salt = null, state = 'erased' where id = $1",
        values: [row.id],
      },
      {
        sql: 'update idempotency_keys set answer = $1 where actor = $2 and answer like $3',
        values: [answer, row.given_by, `{"id":"${row.id}",%`],
      },
    ];
  }

  /** Removes the files of what was erased, unless another document has the same bytes. What cannot be removed now the sweep removes later. */
  async removeFiles(rows: readonly DocumentRow[]): Promise<void> {
    for (const { sha256 } of rows) {
      if (sha256 === null) continue;
      await this.sweep
        .erased(sha256)
        .catch((error: unknown) => this.log.error({ err: error }, 'the file of an erased document is still there'));
    }
  }
}
