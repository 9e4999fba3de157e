import type { Lanes } from '../cases/lanes.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import { realClock, VirtualClock } from '../time/clock.js';
import { armedAfter, BEGINNING, type DuePlace } from './armed-pages.js';

/** Where the virtual clock stands, and where it is being moved to; kept so that a restart goes on from there. */
const INSTANT = 'virtual-clock';
const TARGET = 'virtual-clock-target';
const PAGE = 500;
/** In a message for people. */
const MOST_NAMED = 5;

/** The clock has been moved, but some cases failed on what was due; they stay as they are and hold up no others. */
export class NotFired extends Error {
  constructor(readonly failures: ReadonlyMap<string, unknown>) {
    const named = [...failures].slice(0, MOST_NAMED).map(([id, error]) => `case ${id} (${String(error)})`);
    const more = failures.size > MOST_NAMED ? ` and ${failures.size - MOST_NAMED} more` : '';
    super(`deadlines could not be fired of ${named.join(', ')}${more}`);
  }
}

/** The virtual clock as it stood when the process ended; the first time, or where the given instant is later, from there. */
export async function restoreVirtualClock(database: OpenDatabase, start: number | 'now'): Promise<VirtualClock> {
  const kept = await fact(database, INSTANT);
  const instant = start === 'now' ? (kept ?? realClock.now()) : Math.max(start, kept ?? start);
  if (instant !== kept) await keep(database, INSTANT, instant);
  return new VirtualClock(instant);
}

/** What goes by the clock and is no deadline of a case. */
export interface Alongside {
  /** When it wants its next round; Infinity: never, as far as it knows. */
  next(): Promise<number>;
  round(): Promise<void>;
}

/** Moves the virtual clock forward, firing all that is due on the way at its instant. */
export class Advance {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: OpenDatabase,
    private readonly lanes: Lanes,
    private readonly clock: VirtualClock,
    private readonly alongside: Alongside = { next: () => Promise.resolve(Infinity), round: () => Promise.resolve() },
  ) {}

  /** Finishes a move that a stop of the process cut short, and fires what a later start has passed over. Call before serving. */
  async resume(): Promise<void> {
    await this.advance(Math.max(this.clock.now(), (await fact(this.database, TARGET)) ?? 0));
  }

  /** Gives how many deadlines fired. One move at a time; an instant that has passed only fires what is left. Rejects with NotFired. */
  advance(to: number): Promise<number> {
    const mine = this.turn.then(() => this.move(to));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async move(to: number): Promise<number> {
    await keep(this.database, TARGET, to);
    const failed = new Map<string, unknown>();
    let fired = 0;
    let place: DuePlace = BEGINNING;
    for (;;) {
      const [first] = await armedAfter(this.database, place, to, 1);
      const dueAt = first?.dueAt ?? Infinity;
      const next = Math.max(await this.alongside.next(), this.clock.now());
      if (Math.min(dueAt, next) > to) break;
      this.clock.moveTo(Math.min(dueAt, next));
      if (dueAt <= next) {
        fired += await this.fireAllDue(failed);
        // What is still there could not be fired; what was armed on the way is due later, or now and fired already.
        place = { dueAt: dueAt + 1, id: '' };
      }
      await this.alongside.round();
    }
    this.clock.moveTo(to);
    await keep(this.database, INSTANT, this.clock.now());
    if (failed.size > 0) throw new NotFired(failed);
    return fired;
  }

  /** Families in due order of their first deadline, until none but those that fail has something due. */
  private async fireAllDue(failed: Map<string, unknown>): Promise<number> {
    let fired = 0;
    let place = BEGINNING;
    for (;;) {
      const page = await armedAfter(this.database, place, this.clock.now(), PAGE);
      const last = page.at(-1);
      if (!last) return fired;
      const due = page.filter(({ root }) => !failed.has(root));
      const roots = [...new Set(due.map(({ root }) => root))];
      fired += (await Promise.all(roots.map((root) => this.fire(root, failed)))).reduce((sum, count) => sum + count, 0);
      // From the beginning again, since firing may arm anew; past those that fail.
      place = roots.length > 0 ? BEGINNING : last;
    }
  }

  private async fire(root: string, failed: Map<string, unknown>): Promise<number> {
    try {
      return await this.lanes.submit({
        request: { kind: 'due', case: root },
        answer: ({ decisions }) => decisions.filter(({ event }) => event.actor === 'clock').length,
      });
    } catch (error) {
      failed.set(root, error);
      return 0;
    }
  }
}

async function fact(database: OpenDatabase, name: string): Promise<number | null> {
  const rows = await read<{ value: string }>(database, 'select value from facts where name = $1', [name]);
  return rows[0] ? Number(rows[0].value) : null;
}

async function keep(database: OpenDatabase, name: string, instant: number): Promise<void> {
  await database.write((query) =>
    query('insert into facts (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value', [
      name,
      String(instant),
    ]),
  );
}
