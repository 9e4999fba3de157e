import type { Actor, JsonObject } from '../engine/index.js';
import type { OpenDatabase } from '../store/database.js';
import { pageOf, readCursor, type Page } from '../store/pages.js';
import { amongOf, read } from '../store/read.js';
import type { CaseRow, EventRow, LedgerRow } from '../store/rows.js';
import { iso } from '../time/iso.js';
import { seesAll, agenciesOf, visibleTo } from './policy.js';
import { presentRow } from './presenter.js';

/** What a list of cases can be narrowed by. */
export interface CaseFilter {
  readonly workflow?: string;
  readonly stage?: string;
  readonly status?: string;
  readonly agency?: string;
  readonly parent?: string;
  readonly reference?: string;
  readonly cursor?: string;
  readonly limit: number;
}

const COLUMNS = [
  'id',
  'reference',
  'workflow',
  'version',
  'ruleset',
  'state',
  'stage',
  'status',
  'rev',
  'seq',
  'owner',
  'agency',
  'parent',
  'key',
  'due_at',
  'opened_at',
  'updated_at',
].join(', ');

/** Lists, logs and counts of cases; each is an index read. */
export class CaseLists {
  constructor(private readonly database: OpenDatabase) {}

  /** Newest first. Rejects with BadCursor. */
  async cases(actor: Actor, filter: CaseFilter): Promise<Page<JsonObject>> {
    const { sql, parameters } = visibleTo(actor, 1, amongOf(this.database));
    const conditions = [sql];
    const values = [...parameters];
    for (const field of ['workflow', 'stage', 'status', 'agency', 'parent', 'reference'] as const) {
      const wanted = filter[field];
      if (wanted !== undefined) conditions.push(`${field} = $${values.push(wanted)}`);
    }
    if (filter.cursor !== undefined) {
      const { at, id } = readCursor(filter.cursor);
      conditions.push(`(opened_at, id) < ($${values.push(at)}, $${values.push(id)})`);
    }
    const rows = await read<CaseRow>(
      this.database,
      `select ${COLUMNS} from cases where ${conditions.join(' and ')} order by opened_at desc, id desc limit $${values.push(filter.limit + 1)}`,
      values,
    );
    return pageOf(rows, filter.limit, { place: ({ opened_at, id }) => ({ at: opened_at, id }), present: presentRow });
  }

  /** The log of a case from a sequence number on. */
  async history(caseId: string, after: number, limit: number): Promise<{ items: JsonObject[]; next: number | null }> {
    const rows = await read<EventRow>(
      this.database,
      'select * from events where case_id = $1 and seq > $2 order by seq limit $3',
      [caseId, after, limit + 1],
    );
    const shown = rows.slice(0, limit);
    return { items: shown.map(presentEvent), next: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null };
  }

  /** The closed entries of a case's time ledger, oldest first. */
  async ledger(caseId: string): Promise<LedgerRow[]> {
    return read<LedgerRow>(this.database, 'select * from ledger where case_id = $1 order by seq', [caseId]);
  }

  /** Counts of cases by agency, workflow, stage and status, as kept beside them. */
  async counts(actor: Actor): Promise<JsonObject[]> {
    const rows = await read<{ scope: string; n: number }>(
      this.database,
      "select scope, sum(n) as n from counters where scope >= 'cases/' and scope < 'cases0' group by scope",
      [],
    );
    const mine = new Set(agenciesOf(actor));
    return rows.flatMap(({ scope, n }) => {
      const [, agency = '-', workflow = '', stage = '', status = ''] = scope.split('/');
      const visible = seesAll(actor) || mine.has(agency);
      return visible && Number(n) > 0
        ? [{ agency: agency === '-' ? null : agency, workflow, stage, status, count: Number(n) }]
        : [];
    });
  }
}

function presentEvent(row: EventRow): JsonObject {
  return {
    seq: row.seq,
    rev: row.rev,
    type: row.type,
    actor: row.actor,
    post: row.post,
    occurredAt: iso(row.occurred_at),
    recordedAt: iso(row.recorded_at),
    data: JSON.parse(row.data) as JsonObject,
    answers: JSON.parse(row.answers) as JsonObject,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
