import type { Catalogue } from '../catalogue/catalogue.js';
import type { WorkflowDefinition } from '../engine/index.js';
import type { ReadableDatabase } from '../store/database.js';
import type { DocumentRow } from '../store/document-rows.js';
import { amongOf, read } from '../store/read.js';
import type { CaseRow, EventRow } from '../store/rows.js';
import { iso } from '../time/iso.js';

/** An event by which an officer has decided: its order can be attached to it. */
export interface Decided {
  readonly seq: number;
  readonly type: string;
  readonly title: string;
  readonly at: string;
}

/** The signed order of a decision, as whoever holds the certificate of that decision may know of it. */
export interface SignedOrder {
  readonly sha256: string;
  readonly givenAt: string;
}

/** Signed orders: what an officer signed is what binds. */
export class Orders {
  constructor(
    private readonly database: ReadableDatabase,
    private readonly catalogue: Pick<Catalogue, 'find'>,
  ) {}

  /** The decisions of a case, oldest first, also those that were recorded from paper. The caller has checked the case itself. */
  async decisionsOf({ id, workflow, version }: Pick<CaseRow, 'id' | 'workflow' | 'version'>): Promise<Decided[]> {
    const events = this.catalogue.find(workflow, version)?.loaded.definition.events ?? {};
    const types = Object.keys(events).filter((type) => decides(events[type]));
    if (types.length === 0) return [];
    const among = amongOf(this.database)('type', 2);
    const sql = `select * from events where case_id = $1 and ${among} order by seq`;
    const rows = await read<EventRow>(this.database, sql, [id, [...types, COUNTERSIGNED]]);
    return rows.flatMap(({ seq, type: recorded, data, occurred_at: at }) => {
      const type = recorded === COUNTERSIGNED ? (JSON.parse(data) as { event: string }).event : recorded;
      const title = events[type]?.title ?? type;
      return types.includes(type) ? [{ seq, type, title, at: iso(at) }] : [];
    });
  }

  /** The last order of the decision that event `seq` of a case recorded; null: none is attached, or it was erased by law. */
  async of(caseId: string, seq: number): Promise<SignedOrder | null> {
    const sql =
      'select * from documents where case_id = $1 and decision = $2 and sha256 is not null order by seq desc limit 1';
    const [row] = await read<DocumentRow>(this.database, sql, [caseId, seq]);
    return row?.sha256 ? { sha256: row.sha256, givenAt: iso(row.given_at) } : null;
  }
}

const COUNTERSIGNED = 'paper.countersigned';

function decides(declared: WorkflowDefinition['events'][string] | undefined): boolean {
  return declared !== undefined && (declared.reasons === 'refusal' || (declared.marks ?? []).includes('decided'));
}
