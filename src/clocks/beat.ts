/** Does a piece of work again and again, never twice at a time; stopping waits for the one under way. */
export class Beat {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private stopped = true;
  /** When the next turn is, by the monotonic clock: the time of day may jump. */
  private next = Infinity;

  constructor(
    /** Must not reject: what goes wrong is its own to tell. */
    private readonly work: () => Promise<void>,
    /** Milliseconds from the end of a turn to the next one. */
    private readonly pause: () => number,
  ) {}

  start(): void {
    this.stopped = false;
    this.soon(0);
  }

  /** Brings the next turn forward to at most so many milliseconds from now. */
  soon(milliseconds: number): void {
    const at = performance.now() + milliseconds;
    if (this.stopped || at >= this.next) return;
    this.next = at;
    if (!this.running) this.set();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private set(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.turn(), Math.max(0, this.next - performance.now()));
  }

  private turn(): void {
    this.next = Infinity;
    this.running = this.work().finally(() => {
      this.running = null;
      if (this.stopped) return;
      this.soon(this.pause());
      this.set();
    });
  }
}
