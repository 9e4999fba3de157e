import { secondsAt } from '../store/figure-scopes.js';
import type { Held } from './counted.js';
import { counted, plain, type Behind, type Cell, type Table } from './table.js';

const DAY_S = 86_400;
export const daysOf = (seconds: number): number => Math.round((seconds / DAY_S) * 10) / 10;

/** Where time goes: what was charged to each holder in stretches that are over, and what runs now. */
export function timeTable(over: ReadonlyMap<string, number>, held: readonly Held[], now: number, scope: Behind): Table {
  const running = new Map(held.map((one) => [one.holder, one]));
  const rows = [...new Set([...over.keys(), ...running.keys()])].map((holder) => {
    const { cases = 0, since = 0 } = running.get(holder) ?? {};
    return { holder, over: over.get(holder) ?? 0, cases, running: cases * secondsAt(now) - since };
  });
  return {
    id: 'time',
    columns: [
      { name: 'holder', kind: 'holder' },
      { name: 'over', kind: 'days' },
      { name: 'running', kind: 'days' },
      { name: 'cases', kind: 'count' },
    ],
    rows: rows
      .sort((a, b) => b.over + b.running - a.over - a.running)
      .map(({ holder, ...row }): Cell[] => {
        const now_ = { ...scope, figure: 'held', holder };
        return [
          plain(holder),
          counted(daysOf(row.over), { ...scope, figure: 'time', holder }),
          counted(daysOf(row.running), now_),
          counted(row.cases, now_),
        ];
      }),
  };
}
