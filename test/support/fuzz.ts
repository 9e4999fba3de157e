import { expect, jest } from '@jest/globals';

/** How many times what `npm test` tries; a command sets it. */
export const ROUNDS = Math.max(1, Number(process.env['FUZZ_ROUNDS'] ?? 1));

/** More rounds take longer. */
export function takeTime(): void {
  jest.setTimeout(60_000 * ROUNDS);
}

/** What an answer would tell of the inside of the service, if something had broken there. */
const INSIDE =
  /\bat .{1,200}\.(?:m?js|ts):\d+|node_modules|Sqlite|QueryFailed|TypeError|RangeError|SyntaxError|\bselect .{1,200} from /;

/** Throws where an answer is a failure of the service or tells of its inside. */
export function mustBeOfAService(
  what: string,
  { status, text }: { readonly status: number; readonly text: string },
): void {
  if (status >= 500 && status !== 503) throw new Error(`${what} gives ${status} ${text.slice(0, 500)}`);
  const told = status >= 400 ? INSIDE.exec(text) : null;
  if (told) throw new Error(`${what} tells of the inside: ${told[0]}`);
}

/** How many requests were made, by the test that made them, route and status. */
export class Tally {
  private readonly byTest = new Map<string, number>();
  private readonly byRoute = new Map<string, number>();
  private readonly byStatus = new Map<string, number>();

  note(route: string, status: number): void {
    add(this.byTest, expect.getState().currentTestName ?? 'before the tests');
    add(this.byRoute, route);
    add(this.byStatus, `${status}`);
  }

  /** One line; with `FUZZ_ROUNDS` one more a test and a route. */
  tell(what: string): void {
    const total = [...this.byRoute.values()].reduce((sum, count) => sum + count, 0);
    const statuses = sorted(this.byStatus).map(([status, count]) => `${count} × ${status}`);
    const lines = [`${what}: ${total} requests to ${this.byRoute.size} routes (${statuses.join(', ')})`];
    const more = process.env['FUZZ_ROUNDS'] === undefined ? [] : [...this.byTest, ...sorted(this.byRoute)];
    lines.push(...more.map(([name, count]) => `${String(count).padStart(8)}  ${name}`));
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function sorted(counts: ReadonlyMap<string, number>): (readonly [name: string, count: number])[] {
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
}
