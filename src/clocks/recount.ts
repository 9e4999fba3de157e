import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Lanes } from '../cases/lanes.js';
import { Rejection, SYSTEM } from '../engine/index.js';
import type { OpenDatabase } from '../store/database.js';
import { amongOf, read } from '../store/read.js';
import type { ClockRow } from '../store/clock-rows.js';

export interface RecountParts {
  readonly database: OpenDatabase;
  readonly lanes: Lanes;
  readonly log: Logger;
}

/** Clocks counted anew before others have their turn. */
const PAGE = 50;
const FACT = 'calendars';

type Counted = Pick<ClockRow, 'case_id' | 'name' | 'started_at' | 'due_at' | 'calendars'>;

/**
 * Counts running clocks anew where a calendar has gained or lost a day since they were counted. Each clock says by which calendars it was
 * counted: what was decided by older ones and committed while, or after, the others were counted anew is found by the next sweep.
 */
export class Recount {
  constructor(private readonly parts: RecountParts) {}

  /** As the service starts. What is there from before clocks said it was counted by the calendars of the last time. */
  async begin(calendars: string, reason: string): Promise<number> {
    const kept = await this.kept();
    if (kept === calendars) await this.adopt(calendars);
    return this.anew(calendars, reason);
  }

  /** These are the calendars from now on; gives how many cases have other due dates. */
  async anew(calendars: string, reason: string): Promise<number> {
    if ((await this.kept()) !== calendars) await this.keep(calendars);
    return this.sweep(calendars, reason);
  }

  /** Counts what was counted by other calendars, unless another process knows later ones than these. */
  async sweep(calendars: string, reason: string): Promise<number> {
    if ((await this.kept()) !== calendars) return 0;
    const moved = (await this.stretch('<', calendars, reason)) + (await this.stretch('>', calendars, reason));
    if (moved > 0) this.parts.log.info({ cases: moved }, 'calendars have changed: due dates counted anew');
    return moved;
  }

  private async kept(): Promise<string | undefined> {
    const sql = 'select value from facts where name = $1';
    return (await read<{ value: string }>(this.parts.database, sql, [FACT]))[0]?.value;
  }

  private async keep(calendars: string): Promise<void> {
    const sql =
      'insert into facts (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value';
    await this.parts.database.write((query) => query(sql, [FACT, calendars]));
  }

  private async adopt(calendars: string): Promise<void> {
    const sql = "update clocks set calendars = $1 where status = 'running' and calendars = ''";
    await this.parts.database.write((query) => query(sql, [calendars]));
  }

  /** Each side of the name is one stretch of the index. A crash on the way does no harm: what was not counted says so. */
  private async stretch(side: '<' | '>', calendars: string, reason: string): Promise<number> {
    const { database } = this.parts;
    const sql = `select case_id, name, started_at, due_at, calendars from clocks where status = 'running' and calendars ${side} $1
      and (calendars, case_id, name) > ($2, $3, $4) order by calendars, case_id, name limit ${PAGE}`;
    let [moved, last] = [0, ['', '', ''] as readonly [string, string, string]];
    for (;;) {
      const clocks = await read<Counted>(database, sql, [calendars, ...last]);
      const end = clocks.at(-1);
      if (!end) return moved;
      const cases = [...new Set(clocks.map(({ case_id }) => case_id))];
      const results = await Promise.all(cases.map((id) => this.one(id, reason)));
      moved += results.filter(Boolean).length;
      await this.stamp(clocks, calendars);
      last = [end.calendars, end.case_id, end.name];
      await setImmediate();
    }
  }

  /** What another process has changed meanwhile keeps what it says. */
  private async stamp(clocks: readonly Counted[], calendars: string): Promise<void> {
    const values: unknown[] = [calendars, clocks.map(({ case_id }) => case_id)];
    const at = (value: string | number): string => `$${values.push(value)}`;
    const same = clocks.map(
      ({ case_id, name, started_at, due_at, calendars: before }) =>
        `(case_id = ${at(case_id)} and name = ${at(name)} and started_at = ${at(started_at)} and calendars = ${at(before)}
          and due_at ${due_at === null ? 'is null' : `= ${at(due_at)}`})`,
    );
    const sql = `update clocks set calendars = $1 where ${amongOf(this.parts.database)('case_id', 2)} and status = 'running'
      and (${same.join(' or ')})`;
    await this.parts.database.write((query) => query(sql, values));
  }

  private async one(caseId: string, reason: string): Promise<boolean> {
    const act = { type: 'clock.recomputed', reason } as const;
    try {
      return await this.parts.lanes.submit({
        request: { kind: 'act', case: caseId, act, actor: SYSTEM, post: null },
        answer: () => true,
      });
    } catch (error) {
      // Most cases have no date that moves.
      if (error instanceof Rejection) return false;
      throw error;
    }
  }
}
