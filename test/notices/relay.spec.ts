import { pino } from 'pino';
import { Relay } from '../../src/notices/relay.js';
import { Subscribers, type Message } from '../../src/notices/subscribers.js';
import type { OutboxRow } from '../../src/store/rows.js';
import { read } from '../../src/store/read.js';
import { eventually } from '../setup/eventually.js';
import { KINDS, testDatabase, type Kind, type TestDatabase } from '../support/databases.js';
import { Bells } from '../clocks/bells.js';
import { VirtualClock } from '../../src/time/clock.js';

const log = pino({ level: 'silent' });
const HOUR = 3_600_000;

/** A process that opens and fires bells and relays what happens. */
class Office {
  readonly bells: Bells;
  readonly subscribers: Subscribers;
  readonly relay: Relay;
  readonly delivered: OutboxRow[] = [];
  refuses = false;

  constructor(database: Bells['database']) {
    this.bells = new Bells(database, { clock: new VirtualClock(0) });
    this.subscribers = new Subscribers(database);
    const deliver = (rows: readonly OutboxRow[]): Promise<void> => {
      if (this.refuses) return Promise.reject(new Error('the post is closed'));
      this.delivered.push(...rows);
      return Promise.resolve();
    };
    this.relay = new Relay({ database, subscribers: this.subscribers, log, deliver });
  }

  async open(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.bells.open([HOUR])));
    this.relay.poke();
  }

  async stop(): Promise<void> {
    await this.relay.stop();
    await this.bells.stop();
    await this.bells.database.close();
  }
}

describe.each(KINDS)('the relay on %s', (kind: Kind) => {
  let home: TestDatabase;
  const offices: Office[] = [];

  async function office(): Promise<Office> {
    const made = new Office(await home.open());
    offices.push(made);
    await made.relay.start();
    return made;
  }

  const positions = async ({ bells }: Office): Promise<(number | null)[]> =>
    (await read<OutboxRow>(bells.database, 'select * from outbox order by id', [])).map(({ position }) => position);

  const count = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n);

  beforeEach(async () => {
    home = await testDatabase(kind);
  });
  afterEach(async () => {
    for (const one of offices.splice(0)) await one.stop();
    await home.drop();
  });

  test('numbers what was committed without gap and tells it in order, once', async () => {
    const here = await office();
    const told: Message[] = [];
    here.subscribers.subscribe({
      visible: () => true,
      since: null,
      push: (m) => told.push(m) > 0,
      end: () => undefined,
    });
    for (let round = 0; round < 10; round += 1) await here.open(70);
    await eventually('all is told', () => told.length >= 700);
    expect(told.map(({ id }) => id)).toEqual(count(1, 700));
    // Positions follow the commits; where several connections write, a row's id may come from an earlier draw than its commit.
    expect((await positions(here)).sort((a, b) => Number(a) - Number(b))).toEqual(count(1, 700));
    expect(JSON.parse(told[0]?.data ?? '')).toMatchObject({ type: 'case.opened', stage: 'waiting', seq: 1 });
  });

  test('what was committed before the start, or without a poke, is told too', async () => {
    const here = new Office(await home.open());
    offices.push(here);
    await here.open(1200);
    await here.relay.start();
    await eventually('all is numbered', async () => (await positions(here)).every((position) => position !== null));
    const told: number[] = [];
    here.subscribers.subscribe({
      visible: () => true,
      since: 0,
      push: ({ id }) => told.push(id) > 0,
      end: () => undefined,
    });
    await here.bells.open([HOUR]);
    await eventually('all is told', () => told.length >= 1201);
    expect(told).toEqual(count(1, 1201));
  });

  test('notices are delivered once each, in order, and again after a refusal', async () => {
    const here = await office();
    here.refuses = true;
    const ids = await Promise.all(Array.from({ length: 20 }, () => here.bells.open([0])));
    here.relay.poke();
    await eventually('all is numbered', async () => (await positions(here)).every((position) => position !== null));
    here.refuses = false;
    await eventually('all are delivered', () => here.delivered.length >= ids.length);
    expect(new Set(here.delivered.map(({ case_id }) => case_id)).size).toBe(20);
    expect(
      here.delivered.every(({ kind: of, payload }) => of === 'notice' && JSON.parse(payload).template === 'rung'),
    ).toBe(true);
    const inOrder = here.delivered.map(({ position }) => position ?? 0);
    expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
    await here.stop();
    offices.length = 0;
    const later = await office();
    await later.bells.open([0]);
    later.relay.poke();
    await eventually('the next is delivered', () => later.delivered.length > 0);
    expect(later.delivered).toHaveLength(1);
  });
});

describe('several processes on postgres', () => {
  test('number together without gap, and each tells all', async () => {
    const home = await testDatabase('postgres');
    const offices = [new Office(await home.open()), new Office(await home.open()), new Office(await home.open())];
    for (const one of offices) await one.relay.start();
    const told = offices.map(() => [] as number[]);
    offices.forEach(({ subscribers }, n) =>
      subscribers.subscribe({
        visible: () => true,
        since: null,
        push: ({ id }) => (told[n] ?? []).push(id) > 0,
        end: () => undefined,
      }),
    );
    for (let round = 0; round < 8; round += 1) await Promise.all(offices.map((one) => one.open(20)));
    await eventually('all is told', () => told.every((ids) => ids.length >= 480));
    const all = Array.from({ length: 480 }, (_, n) => n + 1);
    expect(told).toEqual([all, all, all]);
    expect(offices.flatMap(({ delivered }) => delivered)).toEqual([]);
    for (const one of offices) await one.stop();
    await home.drop();
  });

  test('a row that a slow transaction commits late comes later, and is not passed over', async () => {
    const home = await testDatabase('postgres');
    const here = new Office(await home.open());
    await here.relay.start();
    const told: string[] = [];
    here.subscribers.subscribe({
      visible: () => true,
      since: null,
      push: ({ data }) => told.push(data) > 0,
      end: () => undefined,
    });
    const insert = `insert into outbox (case_id, seq, kind, owner, payload) values ('x', 1, 'event', 'ann', $1)`;
    const { database } = here.bells;
    await database.write(async (query) => {
      await query(insert, ['"slow"']);
      await database.write((other) => other(insert, ['"fast"']));
      here.relay.poke();
      await eventually('the fast one is told', () => told.length === 1);
    });
    await eventually('the slow one is told', () => told.length === 2);
    expect(told).toEqual(['"fast"', '"slow"']);
    await here.stop();
    await home.drop();
  });
});
