import { documentDigest } from '../documents/digest.js';
import type { EventRecord } from '../engine/index.js';
import { erasureOf } from '../personal/erased.js';
import type { ReadableDatabase } from '../store/database.js';
import type { DocumentRow } from '../store/document-rows.js';
import { read } from '../store/read.js';
import type { EventRow } from '../store/rows.js';

const PAGE = 1_000;

/** Bytes of documents, as they are kept. */
export interface KeptBytes {
  /** SHA-256 of the bytes that lie under a hash; null: there are none. */
  hashOf(sha256: string): Promise<string | null>;
}

/** What a log says of a document. */
interface Told {
  readonly case_id: string;
  readonly seq: number;
  readonly digest: string;
  readonly paper: string | null;
  readonly site: string | null;
  readonly version: number;
  readonly replaces: string | null;
  readonly decision: number | null;
}

const COLUMNS = ['case_id', 'seq', 'digest', 'paper', 'site', 'version', 'replaces', 'decision'] as const;

interface Place {
  readonly reference: string;
  readonly told: Told;
}

/** Documents, as all logs name them: each row says what was logged, what it says gives the digest that was logged, and its bytes are there. */
export class GivenDocuments {
  /** By id. */
  private readonly named = new Map<string, Place>();

  /** Digests of what was erased by law, with the event that says so. */
  private readonly erased = new Map<string, string>();

  constructor(private readonly bytes: KeptBytes | null) {}

  /** Takes in the log of a case. */
  heed(log: readonly EventRow[], { id, reference }: { readonly id: string; readonly reference: string }): void {
    for (const { seq, type, data } of log) {
      if (type === 'data.erased')
        for (const digest of erasureOf(JSON.parse(data) as EventRecord['data']).digests)
          this.erased.set(digest, `${reference}, event ${seq}`);
      if (type !== 'document.given' && type !== 'order.attached') continue;
      const { document, ...said } = JSON.parse(data) as Partial<Told> & { document: string; digest: string };
      const { digest, paper = null, site = null, version = 1, replaces = null, decision = null } = said;
      const told = { case_id: id, seq, digest, paper, site, version, replaces, decision };
      this.named.set(document, { reference, told });
    }
  }

  /** What does not fit; asked once all logs were heeded. */
  async failures(database: ReadableDatabase): Promise<string[]> {
    const failures: string[] = [];
    for (let last = ''; ;) {
      const sql = `select * from documents where id > $1 order by id limit ${PAGE}`;
      const rows = await read<DocumentRow>(database, sql, [last]);
      if (rows.length === 0) break;
      for (const row of rows) {
        const failure = await this.failureOf(row);
        if (failure !== null) failures.push(failure);
        this.named.delete(row.id);
      }
      last = rows.at(-1)?.id ?? '';
    }
    for (const [id, place] of this.named) failures.push(`${at(place)} names the document ${id}, which is not there`);
    return failures;
  }

  private async failureOf(row: DocumentRow): Promise<string | null> {
    const place = this.named.get(row.id);
    if (!place) return `the document ${row.id} is kept for ${row.case_id}, and no event says that it was given`;
    const wrong = COLUMNS.find((column) => row[column] !== place.told[column]);
    if (wrong !== undefined)
      return `${at(place)}: of the document ${row.id} the column ${wrong} is not what was logged`;
    const erased = this.erased.get(row.digest);
    if (row.state === 'erased') {
      if (erased === undefined)
        return `${at(place)}: the document ${row.id} is gone, and no event says that it was erased`;
      const isGone = row.name === null && row.sha256 === null && row.salt === null;
      return isGone ? null : `${erased} says that a document was erased, and what it was is still there`;
    }
    if (erased !== undefined) return `${erased} says that a document was erased, and it is still there`;
    const { name, media_type: type, bytes, sha256, paper, site, salt, expires_on: expiresOn } = row;
    if (name === null || type === null || bytes === null || sha256 === null || salt === null)
      return `${at(place)}: the document ${row.id} lacks what it says, and was not erased`;
    if (documentDigest(salt, { name, type, bytes, sha256, paper, site, expiresOn }) !== place.told.digest)
      return `${at(place)}: what is kept of the document ${row.id} was changed after it was given`;
    const found = await this.bytes?.hashOf(sha256);
    if (found === null) return `${at(place)}: the bytes of the document ${row.id} are not there`;
    return found === undefined || found === sha256
      ? null
      : `${at(place)}: the bytes of the document ${row.id} are not those that were given`;
  }
}

const at = ({ reference, told }: Place): string => `${reference}, event ${told.seq}`;
