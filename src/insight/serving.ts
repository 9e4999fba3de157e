/** What is counted so quickly is counted whenever it is asked for. */
const QUICK_MS = 20;
/** What was counted serves for so many times as long as it took: never more than a twentieth of a processor goes into it. */
const SERVES = 20;

/** What takes long to count, for all who ask for it meanwhile. */
export class Serving<T> {
  private readonly counted = new Map<string, { readonly until: number; readonly value: T }>();
  private readonly counting = new Map<string, Promise<T>>();

  /** What serves under the key, or what `count` gives. */
  async of(key: string, count: () => Promise<T>): Promise<T> {
    const known = this.counted.get(key);
    if (known && known.until > performance.now()) return known.value;
    return this.counting.get(key) ?? this.anew(key, count);
  }

  private anew(key: string, count: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const counting = count()
      .then((value) => {
        const ended = performance.now();
        const took = ended - began;
        if (took > QUICK_MS) this.counted.set(key, { until: ended + SERVES * took, value });
        return value;
      })
      .finally(() => this.counting.delete(key));
    this.counting.set(key, counting);
    return counting;
  }
}
