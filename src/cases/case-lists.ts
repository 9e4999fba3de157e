import type { Actor, Answer, CaseState, JsonObject, StoredEvent } from '../engine/index.js';
import type { OpenDatabase } from '../store/database.js';
import { pageOf, readCursor, type Page } from '../store/pages.js';
import { placesFor } from '../store/known-places.js';
import { pageSql } from '../store/page-query.js';
import { amongOf, read } from '../store/read.js';
import type { CaseRow, EventRow, LedgerRow, TaskRow } from '../store/rows.js';
import { storedEvent } from '../store/stored-event.js';
import { iso } from '../time/iso.js';
import { PersonalTexts } from '../personal/personal-texts.js';
import { visibleTo } from '../policy/stretches.js';
import { caseCounts } from './case-counts.js';
import { presentRow, type PresentedRow } from './presenter.js';
import { seenBy } from '../policy/sealed.js';

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
  'root',
  'parent',
  'key',
  'due_at',
  'opened_at',
  'updated_at',
].join(', ');

/** What a case is called: by its project, and by the approval it is about. */
interface Called {
  readonly title: string;
  readonly company: string;
  readonly approval: { readonly id: string; readonly name: string } | null;
}

/** A task of an investor: in which case, what it is called, and until when. */
export interface WaitingTask {
  readonly case: string;
  readonly title: string;
  readonly dueAt: string | null;
}

/** Lists, logs and counts of cases; each is an index read. */
export class CaseLists {
  private readonly texts: PersonalTexts;

  constructor(private readonly database: OpenDatabase) {
    this.texts = new PersonalTexts(database);
  }

  /** Newest first. Rejects with BadCursor. */
  async cases(actor: Actor, filter: CaseFilter): Promise<Page<PresentedRow>> {
    const values: unknown[] = [];
    const stretches = visibleTo(actor, values, {
      wanted: filter.agency,
      places: await placesFor(actor, this.database),
    });
    if (stretches.length === 0) return { items: [], next: null };
    const conditions: string[] = [];
    for (const field of ['workflow', 'stage', 'status', 'parent', 'reference'] as const) {
      const wanted = filter[field];
      if (wanted !== undefined) conditions.push(`${field} = $${values.push(wanted)}`);
    }
    if (filter.cursor !== undefined) {
      const { at, id } = readCursor(filter.cursor);
      conditions.push(`(opened_at, id) < ($${values.push(at)}, $${values.push(id)})`);
    }
    const limit = `$${values.push(filter.limit + 1)}`;
    const order = 'opened_at desc, id desc';
    const sql = pageSql({ select: `select ${COLUMNS} from cases`, stretches, conditions, order, limit });
    const rows = await read<CaseRow>(this.database, sql, values);
    return pageOf(rows, filter.limit, { place: ({ opened_at, id }) => ({ at: opened_at, id }), present: presentRow });
  }

  /** What applications are called, by the id of the case; for a page of a list that the caller has been given. */
  async titles(ids: readonly string[]): Promise<Map<string, Called>> {
    if (ids.length === 0) return new Map();
    const sql = `select id, body from cases where ${amongOf(this.database)('id', 1)}`;
    const rows = await read<Pick<CaseRow, 'id' | 'body'>>(this.database, sql, [ids]);
    return new Map(rows.map(({ id, body }) => [id, titleIn(JSON.parse(body) as CaseState)]));
  }

  /** What waits for the investor in some cases; for cases that the caller has been given. */
  async waiting(ids: readonly string[]): Promise<WaitingTask[]> {
    if (ids.length === 0) return [];
    const among = amongOf(this.database)('case_id', 1);
    const sql = `select case_id, title, due_at from tasks where closed_at is null and role = 'investor' and ${among} order by due_key, id`;
    const rows = await read<TaskRow>(this.database, sql, [ids]);
    return rows.map(({ case_id, title, due_at }) => ({ case: case_id, title, dueAt: iso(due_at) }));
  }

  /** How much waits for the investor in some applications and all cases under them, by the id of the application. */
  async waitingUnder(roots: readonly string[]): Promise<Map<string, number>> {
    if (roots.length === 0) return new Map();
    const among = amongOf(this.database)('cases.root', 1);
    const sql = `select cases.root, count(*) as waiting from tasks join cases on cases.id = tasks.case_id
      where tasks.closed_at is null and tasks.role = 'investor' and ${among} group by cases.root`;
    const rows = await read<{ readonly root: string; readonly waiting: number | string }>(this.database, sql, [roots]);
    return new Map(rows.map(({ root, waiting }) => [root, Number(waiting)]));
  }

  /** The log of a case from a sequence number on, as the actor may see it: of what is sealed not even the digest. */
  async history(
    caseId: string,
    actor: Actor,
    { after, limit }: { readonly after: number; readonly limit: number },
  ): Promise<{ items: PresentedEvent[]; next: number | null }> {
    const rows = await read<EventRow>(
      this.database,
      'select * from events where case_id = $1 and seq > $2 order by seq limit $3',
      [caseId, after, limit + 1],
    );
    const shown = rows.slice(0, limit);
    return {
      items: await this.texts.restored(
        shown.map((row) => presentEvent(row, actor)),
        caseId,
      ),
      next: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null,
    };
  }

  /** The whole log of a case as the engine replays it; nothing of it is veiled, so it is shown to nobody. */
  async log(caseId: string): Promise<StoredEvent[]> {
    const rows = await read<EventRow>(this.database, 'select * from events where case_id = $1 order by seq', [caseId]);
    return rows.map(storedEvent);
  }

  /** The closed entries of a case's time ledger, oldest first. */
  async ledger(caseId: string): Promise<LedgerRow[]> {
    return read<LedgerRow>(this.database, 'select * from ledger where case_id = $1 order by seq', [caseId]);
  }

  /** Counts of cases by agency, workflow, stage and status, of what the actor may know; none for an investor. */
  counts(actor: Actor): ReturnType<typeof caseCounts> {
    return caseCounts(this.database, actor);
  }
}

type PresentedEvent = ReturnType<typeof presentEvent>;

function presentEvent(row: EventRow, actor: Actor) {
  return {
    seq: row.seq,
    rev: row.rev,
    type: row.type,
    actor: row.actor,
    post: row.post,
    onBehalfOf: row.on_behalf_of,
    occurredAt: iso(row.occurred_at),
    recordedAt: iso(row.recorded_at),
    data: seenBy(actor, JSON.parse(row.data) as JsonObject),
    answers: JSON.parse(row.answers) as Answer[],
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

/** Applications and the cases under them all know what the project is called. */
function titleIn({ snapshot }: CaseState): Called {
  const context = Object(snapshot['context']) as {
    readonly application?: { readonly title?: unknown; readonly company?: unknown };
    readonly approval?: { readonly id?: unknown; readonly name?: unknown };
  };
  const { title, company } = context.application ?? {};
  const { id, name } = Object(context.approval ?? {}) as { readonly id?: unknown; readonly name?: unknown };
  return {
    title: typeof title === 'string' ? title : '',
    company: typeof company === 'string' ? company : '',
    approval: typeof id === 'string' ? { id, name: typeof name === 'string' ? name : id } : null,
  };
}
