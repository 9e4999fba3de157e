import type { Actor } from '../engine/index.js';
import { overseenBy } from '../policy/insight.js';
import type { OpenDatabase } from '../store/database.js';
import type { Clock } from '../time/clock.js';
import { chargedIn, heldNow, passedIn } from './counted.js';
import type { FigureRules } from './figure-rules.js';
import { monthsUntil } from './months.js';
import { OpenWork, type Load } from './open-work.js';
import { dropOut, promises, throughput, trend, withdrawals } from './passed-tables.js';
import type { Behind, Table } from './table.js';
import { timeTable } from './time-table.js';
import { workTables } from './work-tables.js';

/** The figures of those who oversee, as they are at an instant. */
export interface Overview {
  readonly at: number;
  /** The months counted, the present one last. */
  readonly months: readonly string[];
  /** Null: all. */
  readonly agencies: readonly string[] | null;
  readonly work: Load;
  readonly tables: readonly Table[];
}

export interface InsightParts {
  readonly database: OpenDatabase;
  readonly clock: Clock;
  readonly rules: FigureRules;
}

/** What managers see of all the cases together. Nothing here reads cases: counters, and the open tasks. */
export class Insight {
  private readonly work: OpenWork;

  constructor(private readonly parts: InsightParts) {
    this.work = new OpenWork(parts.database, parts.clock);
  }

  /** Of the agencies that the actor oversees, or of one of them; of another one there is nothing. */
  async overview(actor: Actor, agency?: string): Promise<Overview> {
    const { database, clock, rules } = this.parts;
    const at = clock.now();
    const overseen = overseenBy(actor, agency);
    const months = monthsUntil(at, rules.months);
    const [work, passed, charged, held] = await Promise.all([
      this.work.of(overseen),
      passedIn(database, months, overseen),
      chargedIn(database, months, overseen),
      heldNow(database, overseen),
    ]);
    const scope: Behind = agency === undefined ? {} : { agency };
    const tables = [
      ...workTables(work, scope),
      trend(passed, months, scope),
      promises(passed, scope),
      throughput(passed, 'province', scope),
      throughput(passed, 'sector', scope),
      timeTable(charged, held, at, scope),
      withdrawals(passed, scope),
      dropOut(passed, scope),
    ];
    return { at, months, agencies: overseen.agencies, work: work.all, tables };
  }
}
