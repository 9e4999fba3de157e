import { CalendarError } from './calendar-error.js';
import { type DayNumber, formatDate, parseDate, weekdayOf, type Zone, zoneOf } from './civil.js';
import { type Period, readRulebook, type Rulebook } from './rulebook.js';
import type { CalendarSource } from './source.js';

/** A stretch of open office time, from (inclusive) to (exclusive), in epoch ms. */
interface OfficeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** When the offices that keep this calendar are open. Dates are civil dates of its time zone. */
export interface Calendar {
  readonly id: string;
  readonly title: string;
  readonly timezone: string;
  /**
   * Whether offices work on a date (`2026-03-20`).
   *
   * @throws CalendarError where the text is no date, or no week is known for it
   */
  isOpenDay(date: string): boolean;
  /** The date on which an instant (epoch ms) falls. */
  dayOf(instantMs: number): DayNumber;
  /** The instant (epoch ms) at which a date begins. */
  startOf(day: DayNumber): number;
  /**
   * Open office time of a date, in order, without breaks; none on a closed day.
   *
   * @throws CalendarError where no week is known for the date
   */
  officeHours(day: DayNumber): readonly OfficeSpan[];
}

/**
 * Checks what settings say of a calendar and makes it answer; days are worked out when first asked for, and kept.
 *
 * @throws CalendarError naming the entry that is wrong: overlapping weeks, bad times, unknown time zone
 */
export function buildCalendar(source: CalendarSource): Calendar {
  return new OfficeCalendar(source, zoneOf(source.timezone, source.id), readRulebook(source));
}

class OfficeCalendar implements Calendar {
  readonly id: string;
  readonly title: string;
  readonly timezone: string;
  private readonly days = new Map<DayNumber, readonly OfficeSpan[]>();

  constructor(
    source: CalendarSource,
    private readonly zone: Zone,
    private readonly rulebook: Rulebook,
  ) {
    this.id = source.id;
    this.title = source.title;
    this.timezone = source.timezone;
  }

  isOpenDay(date: string): boolean {
    const day = parseDate(date);
    if (day === undefined) throw new CalendarError(this.id, `'${date}' is no date, expected YYYY-MM-DD`);
    return this.officeHours(day).length > 0;
  }

  dayOf(instantMs: number): DayNumber {
    return this.zone.dayOf(instantMs);
  }

  startOf(day: DayNumber): number {
    return this.zone.startOf(day);
  }

  officeHours(day: DayNumber): readonly OfficeSpan[] {
    const known = this.days.get(day);
    if (known !== undefined) return known;
    const spans = this.workOut(day);
    this.days.set(day, spans);
    return spans;
  }

  private workOut(day: DayNumber): readonly OfficeSpan[] {
    const { weeks, seasons, closed } = this.rulebook;
    const week = periodOf(weeks, day);
    if (week === undefined) throw new CalendarError(this.id, `no working week is known for ${formatDate(day)}`);
    const weekday = weekdayOf(day);
    const usual = week.timetable[weekday];
    if (usual === undefined || closed.has(day)) return [];
    const spans = periodOf(seasons, day)?.timetable[weekday] ?? usual;
    return spans.map(({ from, to }) => ({ fromMs: this.zone.at(day, from), toMs: this.zone.at(day, to) }));
  }
}

function periodOf(periods: readonly Period[], day: DayNumber): Period | undefined {
  return periods.find((period) => period.from <= day && day <= period.to);
}
