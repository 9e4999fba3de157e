import { digestIn, personalDigest, type EventRecord } from '../engine/index.js';
import { erasureOf } from '../personal/erased.js';
import { tokensIn } from '../personal/personal-texts.js';
import type { ReadableDatabase } from '../store/database.js';
import type { PersonalRow } from '../store/document-rows.js';
import { read } from '../store/read.js';
import type { EventRow } from '../store/rows.js';

const PAGE = 5_000;

interface Place {
  readonly reference: string;
  readonly seq: number;
}

/** Texts that tell of persons, as all logs name them: each is there as it was recorded, or an event says by which law it was erased. */
export class Texts {
  /** By digest, where it is named first. */
  private readonly named = new Map<string, Place>();
  private readonly erased = new Map<string, Place>();

  /** Takes in the log of a case. */
  heed(log: readonly EventRow[], reference: string): void {
    for (const { seq, type, data } of log) {
      if (!data.includes('personal:') && type !== 'data.erased') continue;
      const said = JSON.parse(data) as EventRecord['data'];
      for (const token of tokensIn(said)) {
        const digest = digestIn(token);
        if (!this.named.has(digest)) this.named.set(digest, { reference, seq });
      }
      if (type === 'data.erased')
        for (const digest of erasureOf(said).digests) this.erased.set(digest, { reference, seq });
    }
  }

  /** What does not fit; asked once all logs were heeded. */
  async failures(database: ReadableDatabase): Promise<string[]> {
    const failures: string[] = [];
    const there = new Set<string>();
    for (let last = ''; ;) {
      const sql = `select * from personal_texts where digest > $1 order by digest limit ${PAGE}`;
      const rows = await read<PersonalRow>(database, sql, [last]);
      if (rows.length === 0) break;
      for (const row of rows) {
        there.add(row.digest);
        const failure = this.failureOf(row);
        if (failure !== null) failures.push(failure);
      }
      last = rows.at(-1)?.digest ?? '';
    }
    for (const [digest, place] of this.named) {
      if (!there.has(digest) && !this.erased.has(digest))
        failures.push(`${at(place)} names a text of a person that is gone, and no event says that it was erased`);
    }
    return failures;
  }

  private failureOf({ digest, salt, value, case_id: caseId }: PersonalRow): string | null {
    const place = this.named.get(digest);
    if (!place) return `a text of a person is kept for ${caseId} that no event names`;
    if (personalDigest(salt, value) !== digest)
      return `${at(place)}: a text of a person was changed after it was recorded`;
    const erased = this.erased.get(digest);
    return erased ? `${at(erased)} says that a text of a person was erased, and it is still there` : null;
  }
}

const at = ({ reference, seq }: Place): string => `${reference}, event ${seq}`;
