import { NEXT_REFERENCES } from './sql.js';

type Query = (sql: string, parameters: unknown[]) => Promise<{ readonly last: number }[]>;

/**
 * Numbers of references on PostgreSQL. They are taken outside the transactions that use them: within, every opening would wait for the commit
 * of the one before, in every process. A transaction that fails, or a process that dies, leaves a gap.
 */
export class References {
  private readonly free = new Map<number, number[]>();

  constructor(private readonly query: Query) {}

  async take(year: number, count: number): Promise<number[]> {
    const numbers = this.free.get(year)?.splice(0, count) ?? [];
    const missing = count - numbers.length;
    if (missing === 0) return numbers;
    const [row] = await this.query(NEXT_REFERENCES, [`reference/${year}`, missing]);
    const last = row?.last ?? 0;
    return [...numbers, ...Array.from({ length: missing }, (_, index) => last - missing + 1 + index)];
  }

  giveBack(year: number, unused: readonly number[]): void {
    this.free.set(
      year,
      [...(this.free.get(year) ?? []), ...unused].sort((a, b) => a - b),
    );
  }
}
