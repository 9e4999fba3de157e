import type { Actor } from '../engine/index.js';
import { overseenBy, type Overseen } from '../policy/insight.js';
import type { OpenDatabase } from '../store/database.js';
import type { Clock } from '../time/clock.js';
import { heldNow, type Held } from './counted.js';
import type { FigureRules } from './figure-rules.js';
import type { KeptMonths } from './kept-months.js';
import { KeptTables } from './kept-tables.js';
import { monthsUntil } from './months.js';
import { OpenWork, type Load } from './open-work.js';
import { Serving } from './serving.js';
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
  readonly kept: KeptMonths;
}

/** What managers see of all the cases together. Nothing here reads cases: counters, and the open tasks. */
export class Insight {
  private readonly work: OpenWork;
  private readonly held = new Serving<Held[]>();
  private readonly passed = new KeptTables();

  constructor(private readonly parts: InsightParts) {
    this.work = new OpenWork(parts.database, parts.clock);
  }

  /** Of the agencies that the actor oversees, or of one of them; of another one there is nothing. */
  async overview(actor: Actor, agency?: string): Promise<Overview> {
    const { clock, rules, kept } = this.parts;
    const at = clock.now();
    const overseen = overseenBy(actor, agency);
    const months = monthsUntil(at, rules.months);
    const [work, figures, held] = await Promise.all([
      this.work.of(overseen),
      kept.of(months, overseen),
      this.heldBy(overseen),
    ]);
    const scope: Behind = agency === undefined ? {} : { agency };
    const key = JSON.stringify([overseen.agencies, agency]);
    const passed = this.passed.of(key, months, figures, scope);
    const tables = [
      ...workTables(work, scope),
      passed.trend,
      ...passed.promises,
      timeTable(passed.time, held, at, scope),
      ...passed.gaveUp,
    ];
    return { at, months, agencies: overseen.agencies, work: work.all, tables };
  }

  /** What some may know of an agency in part is not kept for others. */
  private heldBy(overseen: Overseen): Promise<Held[]> {
    const count = (): Promise<Held[]> => heldNow(this.parts.database, overseen);
    return overseen.knows === null ? this.held.of(JSON.stringify(overseen.agencies), count) : count();
  }
}
