import type { Logger } from 'pino';
import type { Lanes } from '../cases/lanes.js';
import { canonicalJson, Rejection, sha256, SYSTEM } from '../engine/index.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';

export interface RecountParts {
  readonly database: OpenDatabase;
  readonly lanes: Lanes;
  readonly log: Logger;
}

const PAGE = 500;
const FACT = 'calendars';

/** Counts running clocks anew where a calendar has gained or lost a day since they were counted. */
export class Recount {
  constructor(private readonly parts: RecountParts) {}

  /** Recounts where the calendars are not those of the last time; gives how many cases have other due dates now. */
  async ifChanged(calendars: unknown): Promise<number> {
    const { database } = this.parts;
    const hash = sha256(canonicalJson(calendars));
    const [kept] = await read<{ value: string }>(database, 'select value from facts where name = $1', [FACT]);
    if (kept?.value === hash) return 0;
    if (kept) return this.anew(calendars, 'the calendar of offices has changed');
    await this.keep(hash);
    return 0;
  }

  /** Recounts under these calendars, whatever they were the last time. A process that dies on the way does it all at its next start. */
  async anew(calendars: unknown, reason: string): Promise<number> {
    const moved = await this.all(reason);
    await this.keep(sha256(canonicalJson(calendars)));
    this.parts.log.info({ cases: moved }, 'calendars have changed: due dates counted anew');
    return moved;
  }

  private async keep(hash: string): Promise<void> {
    const sql =
      'insert into facts (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value';
    await this.parts.database.write((query) => query(sql, [FACT, hash]));
  }

  /** A crash on the way does no harm: what was counted anew stays, and counting again changes nothing. */
  private async all(reason: string): Promise<number> {
    let [moved, last] = [0, ''];
    for (;;) {
      const rows = await read<{ case_id: string }>(
        this.parts.database,
        `select distinct case_id from clocks where status = 'running' and case_id > $1 order by case_id limit ${PAGE}`,
        [last],
      );
      if (rows.length === 0) return moved;
      const results = await Promise.all(rows.map(({ case_id }) => this.one(case_id, reason)));
      moved += results.filter(Boolean).length;
      last = rows.at(-1)?.case_id ?? '';
    }
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
