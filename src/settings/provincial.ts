import type { CalendarSource } from '../engine/index.js';

type Closure = CalendarSource['closures'][number];

/** What the offices of a province do otherwise than those whose calendar they keep. */
export interface ProvincialSource {
  readonly id: string;
  readonly title: string;
  /** The calendar whose weeks and days hold where nothing else is said. */
  readonly extends: string;
  readonly province: string;
  /** Days of its own: of two sayings about a day this one holds. */
  readonly closures: readonly Closure[];
  /** Whether somebody has confirmed that there are no others. */
  readonly confirmed: boolean;
  readonly source: string;
}

/** A calendar as agencies keep it: one that stands alone, or that of a province with what it has from the one below it. */
export interface KeptCalendar extends CalendarSource {
  readonly provincial?: ProvincialSource;
}

/** Calendars, and after them those of provinces in full. */
export function withProvinces(
  calendars: readonly CalendarSource[],
  provincial: readonly ProvincialSource[] = [],
): readonly KeptCalendar[] {
  const full = provincial.flatMap((one) => {
    const base = calendars.find(({ id }) => id === one.extends);
    return base ? [over(base, one)] : [];
  });
  return [...calendars, ...full];
}

function over(base: CalendarSource, provincial: ProvincialSource): KeptCalendar {
  const { id, title, closures } = provincial;
  return { ...base, id, title, closures: merged(base.closures, closures), provincial };
}

/** Days of which the later sayings hold, in their order. */
export function merged(before: readonly Closure[], after: readonly Closure[]): readonly Closure[] {
  const said = new Set(after.map(({ date }) => date));
  const all = [...before.filter(({ date }) => !said.has(date)), ...after];
  return all.sort((one, other) => (one.date < other.date ? -1 : 1));
}
