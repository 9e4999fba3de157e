import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { KeyReused } from '../cases/batch.js';
import type { Lanes } from '../cases/lanes.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { Beat } from '../clocks/beat.js';
import { Outage } from '../clocks/outage.js';
import { Recount } from '../clocks/recount.js';
import { derivedId, Rejection, type Actor } from '../engine/index.js';
import { ordersHolidays } from '../policy/policy.js';
import { DaySettings } from '../settings/index.js';
import type { OpenDatabase } from '../store/database.js';
import type { Clock } from '../time/clock.js';
import { isDate } from '../time/days.js';
import { movesUnder, type Moves } from './moves.js';
import { withHolidays, type Holiday, type HolidayRecord } from './record.js';
import { HolidayRegister } from './register.js';

/** Due dates shown on a page of what would move. */
const MOVES_ON_A_PAGE = 50;
const LONGEST = 300;
/** How often it is looked whether something was counted by older calendars: one read of an index that is empty. */
const SWEEP_MS = 30_000;
const CHANGED = 'the calendar of offices has changed';

export interface HolidaysParts {
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
  readonly lanes: Lanes;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Holidays are announced, and withdrawn, days before: by an order, on the record, without a restart. What would move is shown before; when it is
 * ordered, running times are counted anew, and each date that moves is an event of its case.
 */
export class Holidays {
  readonly register: HolidayRegister;
  /** The day as the files have it. */
  private readonly written: DaySettings;
  private readonly recounting: Recount;
  private readonly sweeping: Beat;
  private readonly outage: Outage;
  private started = false;
  private counting: Promise<void> = Promise.resolve();
  private counts = 0;

  private constructor(private readonly parts: HolidaysParts) {
    this.written = parts.catalogue.daySettings;
    this.recounting = new Recount(parts);
    this.outage = new Outage(parts.log, 'counting due dates anew');
    this.sweeping = new Beat(
      () => this.sweep(),
      () => SWEEP_MS,
    );
    this.register = new HolidayRegister(parts.database, parts.log, (records) => this.heed(records));
  }

  /** The day has the orders in it from here on. */
  static async open(parts: HolidaysParts): Promise<Holidays> {
    const holidays = new Holidays(parts);
    await holidays.register.refresh();
    return holidays;
  }

  /** Counts anew what a calendar that has changed since the last time moves; later orders do so at once. */
  async start(): Promise<void> {
    await this.recounting.begin(this.parts.catalogue.calendars, CHANGED);
    this.started = true;
    this.register.start();
    this.sweeping.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.register.stop(), this.sweeping.stop()]);
    await this.counting;
  }

  /** Whether due dates are being counted anew. */
  get isCounting(): boolean {
    return this.counts > 0;
  }

  /** Which due dates would move. Throws Rejection. `after`: where the page before ended. */
  async preview(holiday: Holiday, actor: Actor, after = ''): Promise<Moves> {
    const checked = this.checked(holiday, actor, this.register.records);
    const day = this.with([...this.register.records, checked]);
    const { calendar } = checked;
    const now = this.parts.clock.now();
    return movesUnder(this.parts, { day, calendar, now, after, limit: MOVES_ON_A_PAGE });
  }

  /** Puts an order on the record; due dates are counted anew from then on. Rejects with Rejection, KeyReused. */
  async order(holiday: Holiday, { actor, key }: { actor: Actor; key?: string }): Promise<HolidayRecord> {
    const id = key === undefined ? randomUUID() : derivedId('holiday', actor.id, key);
    const recordedAt = this.parts.clock.now();
    await this.register.record((records) => {
      const before = records.find((one) => one.id === id);
      if (before && !isSame(before, holiday)) throw new KeyReused('the key was used for another order');
      if (before) return [];
      return [{ ...this.checked(holiday, actor, records), id, recordedBy: actor.id, recordedAt }];
    });
    const made = this.register.records.find((one) => one.id === id);
    if (!made) throw new Error(`the holiday ${id} was recorded and is not there`);
    return made;
  }

  /** Until all that was ordered has been counted. */
  async counted(): Promise<void> {
    await this.counting;
  }

  /** Counts what was committed under older calendars, by whichever process, after the others had been counted. */
  sweep(): Promise<void> {
    this.counting = this.counting.then(async () => {
      try {
        await this.recounting.sweep(this.parts.catalogue.calendars, CHANGED);
        this.outage.passed();
      } catch (error) {
        this.outage.failed(error);
      }
    });
    return this.counting;
  }

  private heed(records: readonly HolidayRecord[]): void {
    this.parts.catalogue.useSettings(this.with(records));
    if (!this.started) return;
    this.counts += 1;
    const last = records.at(-1);
    const reason = last?.closes ? `${last.date} is a holiday: ${last.name}` : `${last?.date ?? ''} is no holiday`;
    this.counting = this.counting.then(() => this.recount(reason));
  }

  private async recount(reason: string): Promise<void> {
    const { catalogue, log } = this.parts;
    try {
      await this.recounting.anew(catalogue.calendars, reason);
    } catch (error) {
      log.error({ err: error }, 'due dates were not all counted anew: the next sweep goes on');
    } finally {
      this.counts -= 1;
    }
  }

  private with(holidays: readonly Holiday[]): DaySettings {
    const { source } = this.written;
    return new DaySettings({ ...source, calendars: source.calendars.map((one) => withHolidays(one, holidays)) });
  }

  /** Throws Rejection where the actor may not, or the order says nothing new. */
  private checked(holiday: Holiday, actor: Actor, records: readonly Holiday[]): Holiday {
    if (!ordersHolidays(actor)) throw new Rejection('actor', 'holidays are ordered by a manager of the lead agency');
    const { calendar, date, closes } = holiday;
    const [name, ground] = [holiday.name.trim(), holiday.ground.trim()];
    const wrong = (field: string, message: string): Rejection =>
      new Rejection('data', `${field} ${message}`, { errors: [{ field, message }] });
    for (const [field, text] of Object.entries({ name, ground }))
      if (text === '' || text.length > LONGEST)
        throw wrong(`/${field}`, `must say something, in ${LONGEST} characters`);
    const source = this.with(records).source.calendars.find(({ id }) => id === calendar);
    if (!source) throw wrong('/calendar', 'is no calendar');
    if (!isDate(date)) throw wrong('/date', 'must be a date such as 2026-11-27');
    const listed = source.closures.filter((one) => one.date === date);
    const closed = listed.some((one) => one.closes);
    if (closed === closes)
      throw wrong('/date', closes ? 'is a holiday already' : 'is no holiday that could be withdrawn');
    return { calendar, date, closes, name, ground };
  }
}

/** Whether an order says what was asked for. */
function isSame(record: Holiday, { calendar, date, closes, name, ground }: Holiday): boolean {
  const same = { calendar, date, closes, name: name.trim(), ground: ground.trim() };
  return Object.entries(same).every(([field, value]) => record[field as keyof Holiday] === value);
}
