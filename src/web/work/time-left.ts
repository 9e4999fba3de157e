import type { Reader } from '../reader.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long it is until an instant, or since: in days, and in hours or minutes where it is less than two days. */
export function timeLeft(reader: Reader, due: number, now: number): string {
  const length = Math.abs(due - now);
  const when = due < now ? 'late' : 'left';
  const [unit, size] = length >= 2 * DAY ? ['days', DAY] : length >= HOUR ? ['hours', HOUR] : ['minutes', MINUTE];
  return reader.t(`work.${when}.${unit}`, { count: Math.floor(length / Number(size)) });
}
