import { monthOf, monthStart } from '../time/days.js';

/** So many months up to the one in which an instant lies, the oldest first; without that one where only what is over counts. */
export function monthsUntil(instant: number, count: number, over: 'and this' | 'only over' = 'and this'): string[] {
  const [year = 0, month = 0] = monthOf(instant).split('-').map(Number);
  const last = year * 12 + month - 1 - (over === 'only over' ? 1 : 0);
  return Array.from({ length: count }, (_, index) => {
    const n = last - count + 1 + index;
    return `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
  });
}

/** The first instant of a month, and that of the next. */
export function boundsOf(month: string): readonly [from: number, to: number] {
  const [year = 0, n = 0] = month.split('-').map(Number);
  const next = n === 12 ? `${year + 1}-01` : `${year}-${String(n + 1).padStart(2, '0')}`;
  return [monthStart(month), monthStart(next)];
}
