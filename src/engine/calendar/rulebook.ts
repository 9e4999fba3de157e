import { CalendarError } from './calendar-error.js';
import { type DayNumber, formatDate, parseDate } from './civil.js';
import { type CalendarSource, DAY_NAMES, type DayName, type SeasonSource, type WeekSource } from './source.js';
import { type Place, readTimetable, refuse, requireDayNames, type Timetable } from './timetable.js';

/** A timetable between two dates, both inclusive. */
export interface Period {
  readonly from: DayNumber;
  /** Infinity where no end has been announced. */
  readonly to: DayNumber;
  readonly timetable: Timetable;
}

/** A calendar's settings, checked and in numbers. Periods are in order and do not overlap. */
export interface Rulebook {
  readonly weeks: readonly Period[];
  readonly seasons: readonly Period[];
  readonly closed: ReadonlySet<DayNumber>;
}

/** @throws CalendarError naming the entry that is wrong */
export function readRulebook(source: CalendarSource): Rulebook {
  if (source.weeks.length === 0) throw new CalendarError(source.id, 'has no weeks');
  const weeks = inOrder(
    source,
    'weeks',
    source.weeks.map((week) => readWeek(source, week)),
  );
  const seasons = (source.seasons ?? []).map((season) => readSeason(source, season));
  return { weeks, seasons: inOrder(source, 'seasons', seasons), closed: readClosures(source) };
}

function readWeek(source: CalendarSource, week: WeekSource): Period {
  const place = { calendar: source.id, entry: `week from ${week.from}` };
  requireDayNames(place, week.days);
  if (week.days.length === 0 || new Set(week.days).size < week.days.length) {
    refuse(place, 'expected one working day or more, each once');
  }
  const timetable = readTimetable(place, week.days, week);
  const worked = DAY_NAMES.map((day, index) => (week.days.includes(day) ? timetable[index] : undefined));
  return { ...readDates(place, week), timetable: worked };
}

function readSeason(source: CalendarSource, season: SeasonSource): Period {
  const place = { calendar: source.id, entry: `season from ${season.from}` };
  return { ...readDates(place, season), timetable: readTimetable(place, daysWorked(source, season), season) };
}

/** The weekdays that are worked at some time in a season, for which it must therefore state hours. */
function daysWorked(source: CalendarSource, season: SeasonSource): DayName[] {
  // ISO dates compare as text; both have been read by now or will be refused.
  const weeks = source.weeks.filter((week) => week.from <= season.to && (week.to ?? season.from) >= season.from);
  return weeks.flatMap((week) => week.days);
}

function readClosures(source: CalendarSource): Set<DayNumber> {
  const seen = new Set<string>();
  const closed = new Set<DayNumber>();
  for (const { date, name, closes } of source.closures) {
    const place = { calendar: source.id, entry: `closure ${name}` };
    if (seen.has(`${date} ${name}`)) refuse(place, `${date} is listed twice`);
    seen.add(`${date} ${name}`);
    const day = readDate(place, date);
    if (closes) closed.add(day);
  }
  return closed;
}

function readDates(place: Place, period: { from: string; to: string | null }): { from: DayNumber; to: DayNumber } {
  const from = readDate(place, period.from);
  const to = period.to === null ? Infinity : readDate(place, period.to);
  return to < from ? refuse(place, `ends on ${period.to}, before it begins`) : { from, to };
}

function readDate(place: Place, date: string): DayNumber {
  return parseDate(date) ?? refuse(place, `'${date}' is no date, expected YYYY-MM-DD`);
}

function inOrder(source: CalendarSource, what: string, periods: readonly Period[]): Period[] {
  const sorted = periods.toSorted((a, b) => a.from - b.from);
  sorted.forEach((later, index) => {
    const earlier = sorted[index - 1];
    if (earlier === undefined || earlier.to < later.from) return;
    const dates = `${formatDate(earlier.from)} and from ${formatDate(later.from)}`;
    throw new CalendarError(source.id, `the ${what} from ${dates} overlap; end the earlier one sooner`);
  });
  return sorted;
}
