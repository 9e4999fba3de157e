export type Variables = { readonly [name: string]: string | undefined };

/** Reads variables, and notes those that are not what they should be. An empty one is one that is not set. */
export class Reading {
  readonly problems: string[] = [];

  constructor(private readonly variables: Variables) {}

  /** Notes what was expected where it is not so; gives whether it is. */
  expect(name: string, fits: boolean, expected: string): boolean {
    if (!fits) this.problems.push(`${name}: expected ${expected}, found "${this.variables[name] ?? ''}"`);
    return fits;
  }

  text(name: string): string | null {
    return this.variables[name] || null;
  }

  /** What stands between separators, empty pieces left out. */
  list(name: string, separator: string): string[] {
    const pieces = (this.text(name) ?? '').split(separator);
    return pieces.map((piece) => piece.trim()).filter(Boolean);
  }

  oneOf<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const found = this.text(name) ?? fallback;
    const choice = choices.find((known) => known === found);
    this.expect(name, choice !== undefined, choices.join(' or '));
    return choice ?? fallback;
  }

  /** A whole number. */
  number(
    name: string,
    { from, to, fallback, expected }: { from: number; to: number; fallback: number; expected: string },
  ): number {
    const number = Number(this.text(name) ?? fallback);
    const fits = Number.isInteger(number) && number >= from && number <= to;
    return this.expect(name, fits, expected) ? number : fallback;
  }
}
