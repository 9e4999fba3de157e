import type { CalendarSource, Length, Roll } from '../../../src/engine/calendar/index.js';

/**
 * The rules of docs/time.md done by hand, slowly and by other means (Intl and text, no Temporal, nothing remembered):
 * what the calendar arithmetic is compared with.
 */
const NAMES = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(timezone, made);
  return made;
}

/** `2026-03-05 11:00` on the wall. */
function wall(source: CalendarSource, instantMs: number): string {
  return format(source.timezone).format(instantMs);
}

export function dateAt(source: CalendarSource, instantMs: number): string {
  return wall(source, instantMs).slice(0, 10);
}

function nextDate(date: string, days = 1): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function dayName(date: string): (typeof NAMES)[number] {
  return NAMES[new Date(`${date}T12:00:00Z`).getUTCDay()] ?? 'Sun';
}

export function isOpenDate(source: CalendarSource, date: string): boolean {
  const week = source.weeks.find((w) => w.from <= date && date <= (w.to ?? '9999'));
  if (week === undefined) throw new Error(`No week for ${date}`);
  return week.days.includes(dayName(date)) && !source.closures.some((c) => c.closes && c.date === date);
}

export function isOpenMinute(source: CalendarSource, instantMs: number): boolean {
  const [date = '', time = ''] = wall(source, instantMs).split(' ');
  if (!isOpenDate(source, date)) return false;
  const times =
    source.seasons?.find((s) => s.from <= date && date <= s.to) ??
    source.weeks.find((w) => w.from <= date && date <= (w.to ?? '9999'));
  const within = (range: readonly [string, string] | undefined) =>
    range !== undefined && range[0] <= time && time < range[1];
  const day = dayName(date);
  return within(times?.hours[day] ?? times?.hours.default) && !within(times?.breaks?.[day] ?? times?.breaks?.default);
}

function openFrom(source: CalendarSource, date: string): string {
  let day = date;
  while (!isOpenDate(source, day)) day = nextDate(day);
  return day;
}

function monthsLater(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  lastOfMonth.setUTCDate(Math.min(day, lastOfMonth.getUTCDate()));
  return lastOfMonth.toISOString().slice(0, 10);
}

function nthOpenAfter(source: CalendarSource, date: string, count: number): string {
  let day = openFrom(source, date);
  for (let n = 0; n < count; n += 1) day = openFrom(source, nextDate(day));
  return day;
}

/** The date at whose end a length in whole days expires. */
export function lastDate(source: CalendarSource, startMs: number, length: Length, roll: Roll): string {
  const start = dateAt(source, startMs);
  if (length.unit === 'working days') return nthOpenAfter(source, start, length.count);
  const nominal = {
    days: () => nextDate(start, length.count),
    weeks: () => nextDate(start, length.count * 7),
    months: () => monthsLater(start, length.count),
    years: () => monthsLater(start, length.count * 12),
  }[length.unit as 'days' | 'weeks' | 'months' | 'years']();
  return roll === 'none' ? nominal : openFrom(source, nominal);
}

/** Counts open minutes one by one; start on a whole minute. */
export function addOpenMinutes(source: CalendarSource, startMs: number, count: number): number {
  let at = startMs;
  for (let left = count; left > 0; at += 60_000) {
    if (isOpenMinute(source, at)) left -= 1;
  }
  return at;
}
