/** Lets a few at a time in for each subject; the others wait for their turn. */
export class Turns {
  private readonly inside = new Map<string, { count: number; waiting: (() => void)[] }>();

  constructor(private readonly most: number) {}

  async take<T>(subject: string, work: () => Promise<T>): Promise<T> {
    const room = this.inside.get(subject) ?? { count: 0, waiting: [] };
    this.inside.set(subject, room);
    if (room.count >= this.most) await new Promise<void>((resolve) => room.waiting.push(resolve));
    else room.count += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes over the place.
      const next = room.waiting.shift();
      if (next) next();
      else if ((room.count -= 1) === 0) this.inside.delete(subject);
    }
  }
}
