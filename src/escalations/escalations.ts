import { NoSuchCase, Rejection, type Actor } from '../engine/index.js';
import type { Cases, Sent } from '../cases/cases.js';
import { alarmsOf, silencingPost } from '../policy/alarms.js';
import type { Situated } from '../policy/policy.js';
import type { OpenDatabase } from '../store/database.js';
import { pageOf, readCursor, type Page } from '../store/pages.js';
import { amongOf, read } from '../store/read.js';
import type { EscalationRow } from '../store/rows.js';
import { iso } from '../time/iso.js';

export interface EscalationFilter {
  /** Acknowledged ones too. */
  readonly all?: boolean;
  /** Only of this rung, counted from 0. */
  readonly rung?: number;
  readonly cursor?: string;
  readonly limit: number;
}

export class NoSuchEscalation extends Error {}

/** Of each task its highest rung first; one that alarms several posts of a person is there once for each. */
const HIGHEST = 'row_number() over (partition by task order by rung desc, raised_at desc, id desc, watcher) as place';

/** The inbox of those whom a ladder alarms. */
export class Escalations {
  constructor(
    private readonly database: OpenDatabase,
    private readonly cases: Cases,
  ) {}

  /** What watches for the caller, newest first. Rejects with BadCursor. */
  async inbox(actor: Actor, filter: EscalationFilter): Promise<Page<PresentedEscalation>> {
    const values: unknown[] = [];
    const conditions = [alarmsOf(actor, values, amongOf(this.database))];
    if (filter.all !== true) conditions.push('acknowledged_at is null');
    return this.page('escalations', conditions, filter, values);
  }

  /** Of each task that alarms the caller the highest rung that is not acknowledged, newest first. Rejects with BadCursor. */
  async highest(actor: Actor, filter: Omit<EscalationFilter, 'all'>): Promise<Page<PresentedEscalation>> {
    const values: unknown[] = [];
    return this.page(this.ranked(actor, values), ['place = 1'], filter, values);
  }

  private ranked(actor: Actor, values: unknown[]): string {
    const alarms = alarmsOf(actor, values, amongOf(this.database));
    return `(select *, ${HIGHEST} from escalations where ${alarms} and acknowledged_at is null) as ranked`;
  }

  private async page(
    rowsOf: string,
    conditions: string[],
    filter: EscalationFilter,
    values: unknown[],
  ): Promise<Page<PresentedEscalation>> {
    if (filter.rung !== undefined) conditions.push(`rung = $${values.push(filter.rung)}`);
    if (filter.cursor !== undefined) {
      const { at, id } = readCursor(filter.cursor);
      conditions.push(`(raised_at, id) < ($${values.push(at)}, $${values.push(id)})`);
    }
    const sql = `select * from ${rowsOf} where ${conditions.join(' and ')} order by raised_at desc, id desc limit $${values.push(filter.limit + 1)}`;
    const rows = await read<EscalationRow>(this.database, sql, values);
    return pageOf(rows, filter.limit, { place: ({ raised_at, id }) => ({ at: raised_at, id }), present });
  }

  /** One that alarms the caller. Rejects with NoSuchEscalation. */
  async find(id: string, actor: Actor): Promise<PresentedEscalation> {
    const row = await this.row(id, actor);
    if (!row) throw new NoSuchEscalation(id);
    return present(row);
  }

  /** How many tasks alarm the caller, by the highest rung of theirs that is not acknowledged, counted from 0. */
  async rungs(actor: Actor): Promise<ReadonlyMap<number, number>> {
    const values: unknown[] = [];
    const sql = `select rung, count(*) as n from ${this.ranked(actor, values)} where place = 1 group by rung`;
    const rows = await read<{ rung: number; n: number }>(this.database, sql, values);
    return new Map(rows.map(({ rung, n }) => [Number(rung), Number(n)]));
  }

  /** Silences one rung for all its watchers; the next rung comes nevertheless. Rejects with NoSuchEscalation, Rejection. */
  async acknowledge(id: string, sent: Sent): Promise<PresentedEscalation> {
    const row = await this.row(id, sent.actor);
    if (!row) throw new NoSuchEscalation(id);
    if (row.acknowledged_at === null) {
      const post = silencingPost(sent.actor, row.watcher, await this.caseOf(row));
      if (!post) throw new Rejection('actor', 'this is for whoever acts for the investor');
      const act = { type: 'escalation.acknowledged', escalation: id, task: row.task, rung: row.rung } as const;
      await this.cases.act(row.case_id, act, { ...sent, post });
    }
    return present((await this.row(id, sent.actor)) ?? row);
  }

  /** The same with all rungs of its task below it: who knows how far it has climbed knows of them too. Rejects as `acknowledge`. */
  async acknowledgeUpTo(id: string, sent: Sent): Promise<PresentedEscalation> {
    const row = await this.row(id, sent.actor);
    if (!row) throw new NoSuchEscalation(id);
    const values: unknown[] = [row.task, row.rung, row.raised_at];
    const alarms = alarmsOf(sent.actor, values, amongOf(this.database));
    const sql = `select distinct id, rung, raised_at from escalations where ${alarms} and acknowledged_at is null
      and task = $1 and (rung, raised_at) < ($2, $3) order by rung, raised_at`;
    for (const below of await read<EscalationRow>(this.database, sql, values)) {
      const key = sent.key && { ...sent.key, key: `${sent.key.key} ${below.id}` };
      await this.acknowledge(below.id, { actor: sent.actor, ...(key ? { key } : {}) });
    }
    return this.acknowledge(id, sent);
  }

  private async row(id: string, actor: Actor): Promise<EscalationRow | undefined> {
    const values: unknown[] = [id];
    const sql = `select * from escalations where id = $1 and ${alarmsOf(actor, values, amongOf(this.database))} limit 1`;
    return (await read<EscalationRow>(this.database, sql, values))[0];
  }

  private async caseOf({ case_id }: EscalationRow): Promise<Situated> {
    const sql = 'select owner, agency, root, place from cases where id = $1';
    const [row] = await read<Situated>(this.database, sql, [case_id]);
    if (!row) throw new NoSuchCase(case_id);
    return row;
  }
}

export type PresentedEscalation = ReturnType<typeof present>;

function present(row: EscalationRow) {
  return {
    id: row.id,
    case: row.case_id,
    reference: row.reference,
    task: row.task,
    taskTitle: row.task_title,
    rung: row.rung,
    title: row.title,
    watcher: row.watcher,
    raisedAt: iso(row.raised_at),
    acknowledgedAt: iso(row.acknowledged_at),
    acknowledgedBy: row.acknowledged_by,
  };
}
