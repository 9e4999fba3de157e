/** How many took how many days. */
export type Histogram = ReadonlyMap<number, number>;

/** Of some durations the middle one, the one that nine of ten do not exceed, and the longest, in days. */
export interface Spread {
  readonly n: number;
  readonly median: number;
  readonly p90: number;
  readonly worst: number;
}

/** By nearest rank, so that each is a duration that there was. Null of none. */
export function spreadOf(histogram: Histogram): Spread | null {
  const sorted = [...histogram].filter(([, n]) => n > 0).sort(([one], [other]) => one - other);
  const n = sorted.reduce((sum, [, times]) => sum + times, 0);
  if (n === 0) return null;
  const at = (share: number): number => {
    const rank = Math.max(1, Math.ceil(share * n));
    let passed = 0;
    for (const [days, times] of sorted) {
      passed += times;
      if (passed >= rank) return days;
    }
    return 0;
  };
  return { n, median: at(0.5), p90: at(0.9), worst: at(1) };
}

/** Adds to a number kept under a name. */
export function addTo<K>(sums: Map<K, number>, name: K, by: number): void {
  sums.set(name, (sums.get(name) ?? 0) + by);
}
