import { Advance, NotFired, restoreVirtualClock } from '../../src/clocks/advance.js';
import { read } from '../../src/store/read.js';
import { VirtualClock } from '../../src/time/clock.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';
import { Bells } from './bells.js';

const NOON = Date.UTC(2026, 0, 5, 12);

describe.each(KINDS)('the virtual clock on %s', (kind) => {
  let home: TestDatabase;
  let bells: Bells;
  let clock: VirtualClock;
  let advance: Advance;

  /** What a process does at its start. */
  async function start(at: number | 'now' = NOON): Promise<void> {
    const database = await home.open();
    clock = await restoreVirtualClock(database, at);
    bells = new Bells(database, { clock });
    advance = new Advance(database, bells.lanes, clock);
    bells.start();
  }

  async function stop(): Promise<void> {
    await bells.stop();
    await bells.database.close();
  }

  /** Minutes after noon at which which case fired, in the order in which it was recorded. */
  function order(): (string | number)[][] {
    const fired = bells.decisions.filter(({ event }) => event.type === 'deadline.fired');
    return fired.map(({ event }) => [event.case, (event.occurredAt - NOON) / 60_000]);
  }

  const minutes = (...counts: number[]): number[] => counts.map((count) => count * 60_000);

  beforeEach(async () => {
    home = await testDatabase(kind);
    await start();
  });
  afterEach(async () => {
    await stop();
    await home.drop();
  });

  test('fires in due order across cases, with what is armed on the way, each at its instant', async () => {
    await bells.open(minutes(3, 4), 'b');
    await bells.open(minutes(5), 'a');
    await bells.open(minutes(1, 1, 30), 'c');
    expect(await advance.advance(NOON + 10 * 60_000)).toBe(5);
    expect(order()).toEqual([
      ['c', 1],
      ['c', 2],
      ['b', 3],
      ['a', 5],
      ['b', 7],
    ]);
    const fired = await bells.fired();
    expect(fired.every(({ occurred_at, recorded_at }) => occurred_at === recorded_at)).toBe(true);
    expect(clock.now()).toBe(NOON + 10 * 60_000);
    expect(await advance.advance(NOON + 60 * 60_000)).toBe(1);
  });

  test('fires whatever is due at one instant, by id where there is one lane', async () => {
    const ids = Array.from({ length: 700 }, (_, n) => String(n).padStart(4, '0'));
    await Promise.all([...ids].reverse().map((id) => bells.open(minutes(1), id)));
    expect(await advance.advance(NOON + 60_000)).toBe(700);
    // PostgreSQL commits in two lanes side by side.
    const fired = order().map(([id]) => String(id));
    expect(kind === 'sqlite' ? fired : [...fired].sort()).toEqual(ids);
  });

  test('moves asked for at once are made one after the other', async () => {
    await bells.open(minutes(1, 1, 1, 1), 'a');
    const moves = [2, 4, 3].map((minute) => advance.advance(NOON + minute * 60_000));
    expect(await Promise.all(moves)).toEqual([2, 2, 0]);
    expect(clock.now()).toBe(NOON + 4 * 60_000);
  });

  test('a case that fails holds up no other, and is told of', async () => {
    await bells.open(minutes(1), 'bad');
    await bells.open(minutes(1), 'good');
    await bells.open(minutes(2), 'later');
    bells.poisoned.set('bad', new Error('poison'));
    await expect(advance.advance(NOON + 5 * 60_000)).rejects.toThrow(NotFired);
    expect(order().map(([id]) => id)).toEqual(['good', 'later']);
    expect(clock.now()).toBe(NOON + 5 * 60_000);
    bells.poisoned.clear();
    expect(await advance.advance(NOON + 5 * 60_000)).toBe(1);
  });

  test('stands where it stood after a restart, unless told a later start', async () => {
    await advance.advance(NOON + 60_000);
    await stop();
    await start('now');
    expect(clock.now()).toBe(NOON + 60_000);
    await stop();
    await start(NOON);
    expect(clock.now()).toBe(NOON + 60_000);
    await bells.open(minutes(1), 'a');
    await stop();
    await start(NOON + 5 * 60_000);
    expect(clock.now()).toBe(NOON + 5 * 60_000);
    await advance.resume();
    expect(order()).toEqual([['a', 2]]);
  });

  test('a move cut short is finished at the next start', async () => {
    await bells.open(minutes(1, 1, 1), 'a');
    await bells.database.write((query) =>
      query('insert into facts (name, value) values ($1, $2)', ['virtual-clock-target', String(NOON + 150_000)]),
    );
    await stop();
    await start();
    await advance.resume();
    expect(order()).toEqual([
      ['a', 1],
      ['a', 2],
    ]);
    expect(clock.now()).toBe(NOON + 150_000);
    const facts = await read<{ value: string }>(
      bells.database,
      "select value from facts where name = 'virtual-clock'",
      [],
    );
    expect(facts).toEqual([{ value: String(NOON + 150_000) }]);
  });
});
