/** A set that forgets: it keeps the last so many, up to twice as many, of what was added. */
export class Recent {
  private young = new Set<string>();
  private old = new Set<string>();

  constructor(private readonly many: number) {}

  has(id: string): boolean {
    return this.young.has(id) || this.old.has(id);
  }

  add(id: string): void {
    this.young.add(id);
    if (this.young.size < this.many) return;
    this.old = this.young;
    this.young = new Set();
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
  }
}
