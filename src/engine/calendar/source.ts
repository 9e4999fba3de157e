export const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export type DayName = (typeof DAY_NAMES)[number];

/** Opening and closing time, `HH:MM` on the wall clock; `24:00` is the end of the day. */
type TimeRange = readonly [string, string];

/** Times of the days that differ, and of all others under `default`. */
export type DayTimes = Readonly<Partial<Record<'default' | DayName, TimeRange>>>;

/** Where a figure comes from, and how sure it is (`sourced`, `provisional`, `predicted`, `unverified`…). */
interface Sourced {
  readonly source: string;
  readonly confidence: string;
}

/** The working week between two dates, both inclusive. */
export interface WeekSource extends Sourced {
  readonly from: string;
  /** Null where no end has been announced. */
  readonly to: string | null;
  readonly days: readonly DayName[];
  readonly hours: DayTimes;
  /** One break a day: the prayer break. */
  readonly breaks?: DayTimes;
}

/** A stretch, such as Ramadan, whose hours *and breaks* replace those of the week; the days stay those of the week. */
export interface SeasonSource extends Sourced {
  readonly from: string;
  readonly to: string;
  readonly hours: DayTimes;
  readonly breaks?: DayTimes;
}

interface ClosureSource extends Sourced {
  readonly date: string;
  readonly name: string;
  readonly kind: string;
  /** False where the day is listed but offices work: bank holidays, days for one community, a withdrawn holiday. */
  readonly closes: boolean;
}

/** What settings say of a calendar, as plain JSON; dates are `2026-03-20`. */
export interface CalendarSource {
  readonly id: string;
  readonly title: string;
  /** IANA name: `Asia/Karachi`. */
  readonly timezone: string;
  readonly weeks: readonly WeekSource[];
  readonly seasons?: readonly SeasonSource[];
  readonly closures: readonly ClosureSource[];
}
