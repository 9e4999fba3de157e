import type { ReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Accepted, Key } from '../cases/batch.js';
import type { Cases, Sent } from '../cases/cases.js';
import type { Lanes } from '../cases/lanes.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { canonicalJson, Rejection, sha256, type Act, type Actor, type CaseState, type Post } from '../engine/index.js';
import { erasedIn } from '../personal/erased.js';
import { isOwn, maySee, oversees, situated } from '../policy/policy.js';
import type { OpenDatabase } from '../store/database.js';
import type { DocumentRow } from '../store/document-rows.js';
import { read } from '../store/read.js';
import { Conflict } from '../store/store.js';
import type { CaseRow } from '../store/rows.js';
import type { Clock } from '../time/clock.js';
import { dateAt } from '../time/days.js';
import { wantedBy, type Wanted } from './asked.js';
import { badData, checkExpiry, deskPost, givingPost, insertion, newRow, wantedAs, type Said } from './giving.js';
import type { Limits } from './limits.js';
import type { Orders } from './orders.js';
import {
  isIt,
  isOpen,
  presentDocument,
  presentWanted,
  type PresentedDocument,
  type PresentedWanted,
} from './present.js';
import type { Vault } from './vault.js';

const FILED = 'select documents.*, cases.reference from documents join cases on cases.id = documents.case_id';
const CLOSED: { readonly [state: string]: string } = {
  waiting: 'it waits to be looked at for viruses',
  infected: 'a virus was found in it',
};
/** How often it is tried again where others give the same paper at the same time. */
const MOST_TRIES = 5;

/** There is no such document, or the caller may not know of it. */
export class NoSuchDocument extends Error {}

/** The document was erased by law: its bytes are no more. */
export class DocumentErased extends Error {}

interface Parts {
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
  readonly cases: Pick<Cases, 'visible'>;
  readonly lanes: Pick<Lanes, 'submit'>;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly orders: Orders;
}

/** A document, with the reference of the case on which it was given. */
type Filed = DocumentRow & { readonly reference: string };

/** A document and its bytes. */
export interface Opened {
  readonly document: PresentedDocument;
  readonly bytes: ReadStream;
}

/** What a case asks for on paper, and what was given. */
export interface OfCase {
  readonly wanted: readonly PresentedWanted[];
  readonly documents: readonly PresentedDocument[];
}

/** Documents: given once on any case of an application, they serve all cases of it that ask for them. */
export class Documents {
  constructor(private readonly parts: Parts) {}

  /** What may be given. */
  get limits(): Limits {
    return this.parts.vault.limits;
  }

  /** Rejects with NoSuchCase. */
  async ofCase(id: string, actor: Actor): Promise<OfCase> {
    const row = await this.parts.cases.visible(id, actor);
    const { wanted, documents } = await this.shownOn(row, actor);
    const day = dateAt(this.parts.clock.now());
    const erased = documents.some(({ state }) => state === 'erased') ? await erasedIn(this.parts.database, id) : null;
    return {
      wanted: wanted.map((one) => presentWanted(one, documents, day)),
      documents: documents
        .toReversed()
        .map((one) => presentDocument(one, one.reference, erased?.get(one.digest) ?? null)),
    };
  }

  /**
   * Keeps a document and records on the case that it was given. Its bytes are on disk before the case says so. Rejects with NotKept, Rejection,
   * NoSuchCase, StaleRevision, KeyReused; the case says nothing of it then.
   */
  async give(id: string, said: Said, source: Readable, sent: Sent): Promise<PresentedDocument> {
    const { cases, catalogue, clock, vault } = this.parts;
    const { actor } = sent;
    const row = await cases.visible(id, actor);
    const post = givingPost(actor, row);
    if (row.status !== 'active') throw new Rejection('state', 'the case is over: it takes no more documents');
    const wanted = wantedAs(said, wantedBy(catalogue, stateOf(row)));
    checkExpiry(said, wanted, clock.now());
    const kept = await vault.keep(source);
    const about = { ...said, sha256: kept.sha256 };
    for (let tries = 1; ; tries += 1) {
      const before = wanted && (await this.currentOf(row, wanted));
      const making = { row, said, kept, wanted, before, decision: null, actor, key: sent.key?.key };
      const made = newRow({ ...making, now: clock.now() });
      const { id: document, digest, paper, site, version, replaces } = made;
      const act = { type: 'document.given', document, digest, paper, site, version, replaces } as const;
      try {
        return await this.record({ made, row, act }, { ...sent, post, about });
      } catch (error) {
        // Another one has taken the place of the same document meanwhile: this one takes the place of that.
        if (!(error instanceof Conflict) || tries >= MOST_TRIES) throw error;
      }
    }
  }

  /** Attaches the signed order of a decision of the case: what was signed is what binds. Rejects as `give`. */
  async attachOrder(id: string, order: Said & { decision: number }, source: Readable, sent: Sent) {
    const { cases, clock, vault } = this.parts;
    const { actor } = sent;
    const row = await cases.visible(id, actor);
    const post = deskPost(actor, row);
    if (!post) throw new Rejection('actor', 'an order is attached by an officer of the agency that made it');
    const decisions = await this.parts.orders.decisionsOf(row);
    if (!decisions.some(({ seq }) => seq === order.decision))
      throw badData('/decision', 'must be the number of an event of the case by which an officer has decided');
    const kept = await vault.keep(source);
    const { decision, ...said } = order;
    const making = { row, said, kept, wanted: null, before: null, decision, actor, key: sent.key?.key };
    const made = newRow({ ...making, now: clock.now() });
    const act = { type: 'order.attached', document: made.id, digest: made.digest, decision } as const;
    return this.record({ made, row, act }, { ...sent, post, about: { ...order, sha256: kept.sha256 } });
  }

  /** A document and its bytes, for those who may know of it. Rejects with NoSuchDocument, and Rejection while it is in quarantine. */
  async open(id: string, actor: Actor): Promise<Opened> {
    return this.opened(await this.find(id, actor));
  }

  /** One of those that serve a case. Rejects with NoSuchCase, NoSuchDocument. */
  async openOn(caseId: string, id: string, actor: Actor): Promise<Opened> {
    const row = await this.parts.cases.visible(caseId, actor);
    const found = (await this.shownOn(row, actor)).documents.find((one) => one.id === id);
    if (!found) throw new NoSuchDocument(id);
    return this.opened(found);
  }

  /** Those of a case, oldest first, with what the case asks for. The caller has checked the case itself. */
  async shownOn(row: CaseRow, actor: Actor): Promise<{ wanted: readonly Wanted[]; documents: readonly Filed[] }> {
    return this.servingOf(row, actor, await this.ofRoot(row.root));
  }

  /** Of all documents of a family those that serve a case. */
  private servingOf(row: CaseRow, actor: Actor, all: readonly Filed[]) {
    const wanted = wantedBy(this.parts.catalogue, stateOf(row));
    const everything = row.id === row.root && (isOwn(actor, row) || oversees(actor, row));
    const documents = all.filter(
      (one) => everything || one.case_id === row.id || wanted.some((paper) => isIt(paper, one)),
    );
    return { wanted, documents };
  }

  private async opened(row: Filed): Promise<Opened> {
    const { vault } = this.parts;
    if (row.state === 'erased') {
      const { at, basis } = (await erasedIn(this.parts.database, row.case_id)).get(row.digest) ?? {};
      throw new DocumentErased(
        `the document was erased on ${at?.slice(0, 10) ?? 'a day unknown'} by law: ${basis ?? ''}`,
      );
    }
    if (row.sha256 === null || !(await vault.has(row.sha256))) throw new NoSuchDocument(row.id);
    if (!isOpen(row)) throw new Rejection('state', `the document is not handed out: ${CLOSED[row.state] ?? row.state}`);
    return { document: presentDocument(row, row.reference), bytes: vault.open(row.sha256) };
  }

  private async record(
    { made, row, act }: { readonly made: DocumentRow; readonly row: CaseRow; readonly act: Act },
    { actor, key, rev, post, about }: Sent & { post: Post; about: object },
  ): Promise<PresentedDocument> {
    // What is due fires first, and what follows may come after.
    const rowOf = ({ decisions }: Accepted): DocumentRow => {
      const said = decisions.find(({ event }) => event.type === act.type && event.data['document'] === made.id);
      return Object.assign({}, made, { seq: said?.event.seq ?? 0 });
    };
    return this.parts.lanes.submit<PresentedDocument>({
      request: { kind: 'act', case: made.case_id, act, actor, post, ...(rev === undefined ? {} : { rev }) },
      ...(key ? { key: fingerprinted(key, about) } : {}),
      mayKnow: (state) => maySee(actor, situated(state)),
      beside: (accepted) => [insertion(rowOf(accepted))],
      answer: (accepted) => presentDocument(rowOf(accepted), row.reference),
    });
  }

  private async find(id: string, actor: Actor): Promise<Filed> {
    const { database } = this.parts;
    const [row] = await read<Filed>(database, `${FILED} where documents.id = $1`, [id]);
    if (!row) throw new NoSuchDocument(id);
    const family = await read<CaseRow>(database, 'select * from cases where root = $1', [row.root]);
    const serves = family.some(
      (member) => maySee(actor, member) && this.servingOf(member, actor, [row]).documents.length > 0,
    );
    if (!serves) throw new NoSuchDocument(id);
    return row;
  }

  private async currentOf({ root }: CaseRow, wanted: Wanted): Promise<DocumentRow | null> {
    const all = await this.ofRoot(root);
    return all.findLast((one) => isIt(wanted, one) && !all.some(({ replaces }) => replaces === one.id)) ?? null;
  }

  private ofRoot(root: string): Promise<Filed[]> {
    const sql = `${FILED} where documents.root = $1 order by documents.given_at, documents.version, documents.id`;
    return read<Filed>(this.parts.database, sql, [root]);
  }
}

const stateOf = ({ body }: CaseRow): CaseState => JSON.parse(body) as CaseState;

/** The same key stands for the same document only: its bytes are part of what was asked. */
function fingerprinted(key: Key, about: object): Key {
  return { ...key, fingerprint: sha256(`${key.fingerprint}\n${canonicalJson(about)}`) };
}
