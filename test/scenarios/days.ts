/* Dates as a court writes them. All of them are of Pakistan, UTC+5 all the year. */

const HOUR = 3_600_000;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** The instant of a date and a time on the wall. */
export const instantOf = (date: string, time = '10:00'): string => new Date(`${date}T${time}:00+05:00`).toISOString();

/** The date on which an instant falls. */
export const dateOf = (instant: string): string => new Date(Date.parse(instant) + 5 * HOUR).toISOString().slice(0, 10);

/** The last day of what is due at an instant: one that is due at midnight had the whole day before. */
export const lastDayOf = (due: string): string => dateOf(new Date(Date.parse(due) - 1).toISOString());

/** `Monday 6 January 2025`. */
export function spelled(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  return `${WEEKDAYS[day.getUTCDay()]} ${shortly(date)}`;
}

/** `6 January 2025`. */
export function shortly(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}
