import {
  personsOf,
  digestIn,
  Rejection,
  tokenOf,
  type Act,
  type Actor,
  type ErasureOrder,
  type EventRecord,
  type Post,
} from '../engine/index.js';
import type { Accepted } from '../cases/batch.js';
import type { Cases, Sent } from '../cases/cases.js';
import type { Lanes } from '../cases/lanes.js';
import { ErasedDocuments } from '../documents/erased-documents.js';
import { managingPost, maySee, situated } from '../policy/policy.js';
import type { Statement } from '../store/changes.js';
import type { OpenDatabase } from '../store/database.js';
import type { DocumentRow, PersonalRow } from '../store/document-rows.js';
import { read } from '../store/read.js';
import type { CaseRow, EventRow } from '../store/rows.js';
import type { Clock } from '../time/clock.js';
import { dateAt, isDate } from '../time/days.js';
import { iso } from '../time/iso.js';
import { erasedIn } from './erased.js';
import type { ErasureSettings } from './grounds.js';
import { ordersOf, type PresentedOrder } from './orders.js';
import { PersonalTexts, tokensIn } from './personal-texts.js';

interface Parts {
  readonly database: OpenDatabase;
  readonly cases: Pick<Cases, 'visible'>;
  readonly lanes: Pick<Lanes, 'submit'>;
  readonly documents: ErasedDocuments;
  readonly clock: Clock;
  readonly settings: ErasureSettings;
}

/** What can be erased on a case, and what was ordered. */
export interface Erasable {
  readonly texts: readonly PresentedText[];
  readonly documents: readonly DocumentRow[];
  readonly orders: readonly PresentedOrder[];
}

interface Doing {
  readonly row: CaseRow;
  readonly act: Act;
  readonly post: Post;
  readonly beside?: (accepted: Accepted) => readonly Statement[];
}

/**
 * Lawful erasure of what tells of persons, and of documents: text, bytes and salts go, the log stays as it is and says by which law and by whose
 * order. It cannot be undone, so one manager orders it and another one confirms.
 */
export class Erasures {
  constructor(private readonly parts: Parts) {}

  get settings(): ErasureSettings {
    return this.parts.settings;
  }

  /** The texts and documents of a case that are still there, in the order of its log, and the orders about it. Rejects with NoSuchCase, Rejection. */
  async of(caseId: string, actor: Actor): Promise<Erasable> {
    const { database, cases, documents } = this.parts;
    orderingPost(actor, await cases.visible(caseId, actor));
    return {
      texts: await this.textsOf(caseId),
      documents: await documents.left(caseId),
      orders: await ordersOf(database, caseId),
    };
  }

  /** Orders an erasure; nothing is erased yet. Gives the order. Rejects with NoSuchCase, KeyReused, StaleRevision, Rejection. */
  async order(caseId: string, order: ErasureOrder, sent: Sent): Promise<{ readonly order: number }> {
    const row = await this.parts.cases.visible(caseId, sent.actor);
    const post = orderingPost(sent.actor, row);
    const digests = [...new Set(order.digests)];
    this.check(order);
    await this.mustBeOf(row, digests);
    const act = { type: 'data.erasureOrdered', ...order, digests } as const;
    return this.record({ row, act, post }, sent, (seq) => ({ order: seq }));
  }

  /**
   * Confirms an order as another person, and with that erases for good, in one transaction with the event that says so. Rejects as `order`.
   */
  async confirm(caseId: string, seq: number, sent: Sent): Promise<{ readonly erased: number }> {
    const { documents } = this.parts;
    const row = await this.parts.cases.visible(caseId, sent.actor);
    const post = orderingPost(sent.actor, row);
    const { digests, basis, text, by, onBehalfOf } = await this.waiting(row.id, seq, sent);
    if (personsOf(sent.actor, post).some((person) => person === by || person === onBehalfOf))
      throw new Rejection('actor', 'an erasure is confirmed by another person than the one who ordered it');
    const files = (await documents.left(caseId)).filter(({ digest }) => digests.includes(digest));
    const act = { type: 'data.erased', digests, basis, text, order: seq, orderedBy: by } as const;
    const beside = (accepted: Accepted): Statement[] => [
      ...digests.map((digest) => ({
        sql: 'delete from personal_texts where digest = $1 and case_id = $2',
        values: [digest, caseId],
      })),
      ...files.flatMap((file) => documents.statements(file, { reference: row.reference, at: at(accepted), basis })),
    ];
    const done = await this.record({ row, act, post, beside }, sent, () => ({ erased: digests.length }));
    await documents.removeFiles(files);
    return done;
  }

  /** Says that nothing is to be erased by an order, and why. Rejects as `order`. */
  async dismiss(caseId: string, seq: number, { text, ...sent }: Sent & { readonly text: string }) {
    const row = await this.parts.cases.visible(caseId, sent.actor);
    const post = orderingPost(sent.actor, row);
    await this.waiting(row.id, seq, sent);
    const act = { type: 'data.erasureDismissed', order: seq, text } as const;
    return this.record({ row, act, post }, sent, () => ({ order: seq }));
  }

  private record<T>(
    { row, act, post, beside }: Doing,
    { actor, key, rev }: Sent,
    answer: (seq: number) => T,
  ): Promise<T> {
    return this.parts.lanes.submit<T>({
      request: { kind: 'act', case: row.id, act, actor, post, ...(rev === undefined ? {} : { rev }) },
      ...(key ? { key } : {}),
      mayKnow: (state) => maySee(actor, situated(state)),
      ...(beside ? { beside } : {}),
      answer: ({ decisions }) => answer(decisions.find(({ event }) => event.type === act.type)?.event.seq ?? 0),
    });
  }

  /** A request that comes again under its key is answered as before, so it is not asked whether the order still waits. */
  private async waiting(caseId: string, seq: number, { key }: Sent): Promise<PresentedOrder> {
    const order = (await ordersOf(this.parts.database, caseId)).find((one) => one.order === seq);
    if (!order) throw new Rejection('state', 'no such erasure was ordered on the case');
    if (order.standing !== 'waiting' && !key) throw new Rejection('state', `the order is ${order.standing} already`);
    return order;
  }

  private check({ code, requestedBy, requestedOn }: ErasureOrder): void {
    const { settings, clock } = this.parts;
    const codes = settings.grounds.map(({ id }) => id);
    if (!codes.includes(code)) throw bad('/code', `must be one of ${codes.join(', ')}`);
    if (!settings.requesters.includes(requestedBy))
      throw bad('/requestedBy', `must be one of ${settings.requesters.join(', ')}`);
    if (!isDate(requestedOn) || requestedOn > dateAt(clock.now()))
      throw bad('/requestedOn', 'must be a day that is not in the future, such as 2027-06-30');
  }

  private async textsOf(caseId: string): Promise<PresentedText[]> {
    const { database } = this.parts;
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

  private async mustBeOf({ id }: CaseRow, digests: readonly string[]): Promise<void> {
    const { database, documents } = this.parts;
    const there = new Set((await new PersonalTexts(database).rowsOf(digests.map(tokenOf))).flatMap(ofCase(id)));
    for (const { digest } of await documents.left(id)) there.add(digest);
    const gone = await erasedIn(database, id);
    const errors = digests.flatMap((digest, index) => {
      if (there.has(digest)) return [];
      const message = gone.has(digest) ? 'was erased before' : 'is that of nothing which was recorded on this case';
      return [{ field: `/digests/${index}`, message }];
    });
    if (errors.length > 0) throw new Rejection('data', 'not all of this can be erased on this case', { errors });
  }
}

const ofCase =
  (id: string) =>
  (row: PersonalRow): string[] =>
    row.case_id === id ? [row.digest] : [];

const at = ({ decisions }: Accepted): string => iso(decisions.at(-1)?.event.recordedAt ?? 0);

const bad = (field: string, message: string): Rejection =>
  new Rejection('data', `${field}: ${message}`, { errors: [{ field, message }] });

export type PresentedText = ReturnType<typeof present>;

function present({ digest, value }: PersonalRow, { seq, type, actor, recorded_at: recorded }: EventRow) {
  return { digest, text: value, event: seq, type, by: actor, at: iso(recorded) };
}

/** Throws Rejection where the actor manages neither the agency of the case nor the lead agency. */
function orderingPost(actor: Actor, row: CaseRow): Post {
  const post = managingPost(actor, row);
  if (!post)
    throw new Rejection(
      'actor',
      'erasure is ordered and confirmed by managers of the agency of the case, or of the lead agency',
    );
  return post;
}
