import type { Catalogue } from '../catalogue/catalogue.js';
import { maySee } from '../policy/policy.js';
import {
  canonicalJson,
  replay,
  sha256,
  workingMillisecondsBetween,
  type Actor,
  type Calendar,
  type Decision,
  type Opening,
} from '../engine/index.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import type { CaseRow, EventRow } from '../store/rows.js';
import { storedEvent } from '../store/stored-event.js';
import type { Clock } from '../time/clock.js';
import { delayOf, type Almanac, type Replayed } from './delay.js';
import type { CalendarVersion, CaseDelay, DelayStatement } from './delay-form.js';
import type { Signed, Signer } from './signer.js';

export interface DelaysParts {
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly installation: string;
}

/** Statements of delay. */
export class Delays {
  constructor(private readonly parts: DelaysParts) {}

  /**
   * Who held a case and those it opened, how long, under which rules. The caller has checked that the actor may know of the case. Rejects with
   * ReplayError where its log is not what was recorded, and CalendarError where no calendar reaches so far.
   */
  async of(row: CaseRow, actor: Actor): Promise<Signed<DelayStatement>> {
    const { signer, clock, installation } = this.parts;
    const [almanac, now] = [this.almanac(), clock.now()];
    const cases: CaseDelay[] = [];
    for (const one of await this.family(row, actor)) cases.push(delayOf(await this.replayed(one), almanac, now));
    const used = new Set(
      cases.flatMap(({ entries, agency }) => [almanac.calendarOf(agency), ...entries.map(({ calendar }) => calendar)]),
    );
    return signer.sign<DelayStatement>({
      statement: 'delay',
      installation,
      at: new Date(now).toISOString(),
      calendars: this.versions(used),
      cases,
    });
  }

  /** The case and those under it that the actor may know of, each before those it opened. */
  async family(row: CaseRow, actor: Actor): Promise<CaseRow[]> {
    const sql = 'select * from cases where parent = $1 order by key';
    const children = await read<CaseRow>(this.parts.database, sql, [row.id]);
    const under: CaseRow[] = [];
    for (const child of children) if (maySee(actor, child)) under.push(...(await this.family(child, actor)));
    return [row, ...under];
  }

  private async replayed({ id, reference }: CaseRow): Promise<Replayed> {
    const { database, catalogue } = this.parts;
    const log = await read<EventRow>(database, 'select * from events where case_id = $1 order by seq', [id]);
    const decisions: Decision[] = [];
    const pinned = (opening: Opening): ReturnType<Catalogue['pinned']> => catalogue.pinned(opening);
    const state = replay(log.map(storedEvent), pinned, (decision) => void decisions.push(decision));
    return { reference, decisions, ...catalogue.pinned(state) };
  }

  /** Calendars and names as they are today. */
  private almanac(): Almanac {
    const { daySettings } = this.parts.catalogue;
    const names = new Map(daySettings.agencies.map(({ id, title }) => [id, title]));
    const calendars = new Map<string, Calendar>();
    return {
      calendarOf: (agency) => {
        const calendar = daySettings.calendarOf(agency);
        calendars.set(calendar.id, calendar);
        return calendar.id;
      },
      worked: (id, from, to) => workingMillisecondsBetween(calendars.get(id) ?? daySettings.calendarOf(null), from, to),
      agencyNamed: (holder) => names.get(holder) ?? null,
    };
  }

  private versions(used: ReadonlySet<string>): CalendarVersion[] {
    return this.parts.catalogue.daySettings.source.calendars
      .filter(({ id }) => used.has(id))
      .map((source) => ({ calendar: source.id, title: source.title, hash: sha256(canonicalJson(source)) }));
  }
}
