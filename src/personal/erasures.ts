import { digestIn, Rejection, tokenOf, type Actor, type EventRecord, type Post } from '../engine/index.js';
import type { Cases, Sent } from '../cases/cases.js';
import type { Lanes } from '../cases/lanes.js';
import { managingPost, maySee, situated } from '../policy/policy.js';
import type { OpenDatabase } from '../store/database.js';
import type { PersonalRow } from '../store/document-rows.js';
import { read } from '../store/read.js';
import type { CaseRow, EventRow } from '../store/rows.js';
import { iso } from '../time/iso.js';
import { PersonalTexts, tokensIn } from './personal-texts.js';

/** An order of erasure: which texts, by what law, and why. */
export interface Order {
  readonly digests: readonly string[];
  readonly basis: string;
  readonly text: string;
}

interface Parts {
  readonly database: OpenDatabase;
  readonly cases: Pick<Cases, 'visible'>;
  readonly lanes: Pick<Lanes, 'submit'>;
}

/** Lawful erasure of what tells of persons: the text and its salt go, the log stays as it is and says by which law and by whose order. */
export class Erasures {
  constructor(private readonly parts: Parts) {}

  /** The texts that were recorded on a case and are still there, in the order of its log. Rejects with NoSuchCase, Rejection. */
  async kept(caseId: string, actor: Actor): Promise<PresentedText[]> {
    const { database, cases } = this.parts;
    orderingPost(actor, await cases.visible(caseId, actor));
    const rows = await read<PersonalRow>(database, 'select * from personal_texts where case_id = $1', [caseId]);
    const texts = new Map(rows.map((row) => [row.digest, row]));
    const log = await read<EventRow>(database, 'select * from events where case_id = $1 order by seq', [caseId]);
    return log.flatMap((event) =>
      [...tokensIn(JSON.parse(event.data) as EventRecord['data'])].flatMap((token) => {
        const row = texts.get(digestIn(token));
        // A text is where it was said first; what is recorded from paper is said again when it is countersigned.
        texts.delete(digestIn(token));
        return row ? [present(row, event)] : [];
      }),
    );
  }

  /**
   * Erases texts of a case for good, in one transaction with the event that says so. Rejects with NoSuchCase, KeyReused, StaleRevision, Rejection;
   * nothing is erased then.
   */
  async erase(
    caseId: string,
    { digests, basis, text }: Order,
    { actor, key, rev }: Sent,
  ): Promise<{ readonly erased: number }> {
    const { cases, lanes } = this.parts;
    const post = orderingPost(actor, await cases.visible(caseId, actor));
    const wanted = [...new Set(digests)];
    await this.mustBeOf(caseId, wanted);
    return lanes.submit({
      request: {
        kind: 'act',
        case: caseId,
        act: { type: 'data.erased', digests: wanted, basis, text },
        actor,
        post,
        ...(rev === undefined ? {} : { rev }),
      },
      ...(key ? { key } : {}),
      mayKnow: (state) => maySee(actor, situated(state)),
      beside: () =>
        wanted.map((digest) => ({
          sql: 'delete from personal_texts where digest = $1 and case_id = $2',
          values: [digest, caseId],
        })),
      answer: () => ({ erased: wanted.length }),
    });
  }

  /** Also those that are gone already: a request that comes twice is one. */
  private async mustBeOf(caseId: string, digests: readonly string[]): Promise<void> {
    const { database } = this.parts;
    const log = await read<EventRow>(database, 'select data from events where case_id = $1', [caseId]);
    const named = new Set(log.flatMap(({ data }) => [...tokensIn(JSON.parse(data) as EventRecord['data'])]));
    const rows = await new PersonalTexts(database).rowsOf(digests.map(tokenOf));
    const elsewhere = new Set(rows.filter((row) => row.case_id !== caseId).map(({ digest }) => digest));
    const errors = digests.flatMap((digest, index) =>
      named.has(tokenOf(digest)) && !elsewhere.has(digest)
        ? []
        : [{ field: `/digests/${index}`, message: 'is not that of a text which was recorded on this case' }],
    );
    if (errors.length > 0) throw new Rejection('data', 'not all of these texts were recorded on this case', { errors });
  }
}

export type PresentedText = ReturnType<typeof present>;

function present({ digest, value }: PersonalRow, { seq, type, actor, recorded_at: at }: EventRow) {
  return { digest, text: value, event: seq, type, by: actor, at: iso(at) };
}

/** Throws Rejection where the actor manages neither the agency of the case nor the lead agency. */
function orderingPost(actor: Actor, row: CaseRow): Post {
  const post = managingPost(actor, row);
  if (!post)
    throw new Rejection('actor', 'erasure is ordered by a manager of the agency of the case, or of the lead agency');
  return post;
}
