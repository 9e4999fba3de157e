import { styleText } from 'node:util';

export type Style = Parameters<typeof styleText>[0];

/** Colours text, or leaves it as it is where colours are not wanted. */
export type Paint = (style: Style, text: string) => string;

export const inColour: Paint = (style, text) => styleText(style, text);
export const plainly: Paint = (_style, text) => text;

/** A text in a column of so many places: cut where it is longer, filled up with blanks. */
export function cell(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, Math.max(0, width - 1))}…` : text.padEnd(width);
}

/** How much of something has passed, from 0 to 1. */
export function bar(share: number, width: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
}

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** A span as people say it: days, below two days hours. */
export function span(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  return size < 2 * DAY ? `${Math.round(size / HOUR)} h` : `${Math.round(size / DAY)} d`;
}

const DATES = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Karachi',
  weekday: 'short',
  day: '2-digit',
  month: 'short',
  year: 'numeric',
});

/** A day in Pakistan, as `Mon 30 Nov 2026`. */
export function dateOf(instant: number | string): string {
  const parts = new Map(DATES.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  // Some months have four letters there.
  return `${parts.get('weekday')} ${parts.get('day')} ${parts.get('month')?.slice(0, 3)} ${parts.get('year')}`;
}
