/** Pakistan is five hours ahead of Greenwich all the year; it last moved its clocks in 2009, before anything that is kept here. */
const KARACHI_MS = 5 * 3_600_000;
const DAY_MS = 86_400_000;

/** Whether a text such as `2027-06-30` is a day that there is. */
export function isDate(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}

/** The day in Pakistan at an instant. */
export function dateAt(instant: number): string {
  return new Date(instant + KARACHI_MS).toISOString().slice(0, 10);
}

/** The first instant of a day in Pakistan; undefined where the text is no day. */
export function beginningOf(date: string): number | undefined {
  return isDate(date) ? Date.parse(`${date}T00:00:00Z`) - KARACHI_MS : undefined;
}

/** The end of a day in Pakistan, which is the beginning of the next; undefined where the text is no day. */
export function endOf(date: string): number | undefined {
  const from = beginningOf(date);
  return from === undefined ? undefined : from + DAY_MS;
}

/** The month in which an instant lies in Pakistan, as `2026-11`. */
export function monthOf(instant: number): string {
  return dateAt(instant).slice(0, 7);
}

/** The first instant of a month in Pakistan. */
export function monthStart(month: string): number {
  return Date.parse(`${month}-01T00:00:00Z`) - KARACHI_MS;
}
