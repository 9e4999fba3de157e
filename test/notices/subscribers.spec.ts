import { pino } from 'pino';
import { givePositions, rowsAfter } from '../../src/notices/outbox.js';
import { Subscribers, type Message, type Subscriber } from '../../src/notices/subscribers.js';
import { Trimming } from '../../src/notices/trimming.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { read } from '../../src/store/read.js';
import { eventually } from '../setup/eventually.js';
import { testDatabase, type TestDatabase } from '../support/databases.js';

const DAY = 86_400_000;

describe('subscribers', () => {
  let home: TestDatabase;
  let database: OpenDatabase;
  let hub: Subscribers;

  beforeEach(async () => {
    home = await testDatabase('sqlite');
    database = await home.open();
    hub = new Subscribers(database);
  });
  afterEach(async () => {
    hub.endAll();
    await database.close();
    await home.drop();
  });

  /** Commits rows and gives them positions, as the relay does. */
  async function commit(count: number, owner = 'ann', kind = 'event'): Promise<void> {
    await database.write(async (query) => {
      for (let n = 0; n < count; n += 1) {
        await query(`insert into outbox (case_id, seq, kind, owner, payload) values ('c', 1, $1, $2, '{}')`, [
          kind,
          owner,
        ]);
      }
    });
    while ((await givePositions(database)) === 'more');
  }

  async function publish(): Promise<void> {
    hub.publish(await rowsAfter(database, hub.position, 10_000));
  }

  function follow(how: Partial<Subscriber> = {}): {
    ids: number[];
    messages: Message[];
    ended: () => boolean;
    leave: () => void;
  } {
    const messages: Message[] = [];
    const ids: number[] = [];
    let ended = false;
    const push = (message: Message): boolean => {
      messages.push(message);
      ids.push(message.id);
      return true;
    };
    const leave = hub.subscribe({ visible: () => true, since: null, push, end: () => void (ended = true), ...how });
    return { ids, messages, leave, ended: () => ended };
  }

  const count = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n);

  test('a new one is told what happens from now on, and only what it may see', async () => {
    await commit(5);
    await publish();
    const ann = follow({ visible: ({ owner }) => owner === 'ann' });
    await commit(2, 'ann');
    await commit(2, 'bob');
    await commit(1, 'ann', 'notice');
    await commit(1, 'ann');
    await publish();
    expect(ann.ids).toEqual([6, 7, 11]);
    ann.leave();
    await commit(1);
    await publish();
    expect(ann.ids).toHaveLength(3);
    expect(hub.empty).toBe(true);
  });

  test('one that resumes gets all it has missed, then what is new, without loss or repetition', async () => {
    await commit(1000);
    await publish();
    const late = follow({ since: 123 });
    const busy = (async () => {
      for (let n = 0; n < 20; n += 1) {
        await commit(10);
        await publish();
      }
    })();
    await busy;
    await eventually('it has caught up', () => late.ids.at(-1) === 1200);
    await commit(3);
    await publish();
    expect(late.ids).toEqual(count(124, 1203));
  });

  test('one that is full is given time and then the rest', async () => {
    let room = 5;
    const slow: number[] = [];
    follow({
      push: ({ id }) => {
        slow.push(id);
        room -= 1;
        return room > 0;
      },
    });
    const quick = follow();
    await commit(50);
    await publish();
    expect(quick.ids).toHaveLength(50);
    expect(slow).toHaveLength(5);
    room = 1000;
    await commit(5);
    await publish();
    await eventually('it has got the rest', () => slow.length >= 55);
    expect(slow).toEqual(count(1, 55));
  });

  test('one that takes nothing any more is given up, with little written to it', async () => {
    const stuck: number[] = [];
    let ended = false;
    hub.subscribe({
      visible: () => true,
      since: null,
      push: ({ id }) => stuck.push(id) < 0,
      end: () => void (ended = true),
    });
    await commit(200);
    await publish();
    await eventually('it is given up', () => ended, 20_000);
    expect(stuck.length).toBeLessThan(20);
    expect(hub.empty).toBe(true);
  });

  test('one that throws is dropped and harms no other', async () => {
    const broken = follow({
      push: () => {
        throw new Error('gone');
      },
    });
    const whole = follow();
    await commit(2);
    await publish();
    expect(broken.ended()).toBe(true);
    expect(whole.ids).toEqual([1, 2]);
  });

  test('shutting down ends all, and whoever comes later', () => {
    const one = follow();
    const two = follow();
    two.leave();
    hub.endAll();
    const three = follow();
    expect([one.ended(), two.ended(), three.ended()]).toEqual([true, false, true]);
  });

  test('a position that was never given begins from now', async () => {
    await commit(3);
    await publish();
    const astray = follow({ since: 999 });
    await eventually('it is told so', () => astray.messages.length === 1);
    await commit(1);
    await publish();
    expect(astray.messages.map(({ id, event }) => [id, event])).toEqual([
      [3, 'reset'],
      [4, 'case'],
    ]);
  });

  test('what is past retention goes, but never the last row, and who missed it is told', async () => {
    let now = 0;
    const trimming = new Trimming(database, pino({ level: 'silent' }), () => now);
    await commit(1200);
    await trimming.trim();
    now += 3 * DAY;
    await commit(100);
    await trimming.trim();
    now += 4.5 * DAY;
    await trimming.trim();
    const kept = async (): Promise<number[]> =>
      (await read<{ position: number }>(database, 'select position from outbox order by position', [])).map(
        (r) => r.position,
      );
    expect(await kept()).toEqual(count(1201, 1300));
    now += 30 * DAY;
    await trimming.trim();
    expect(await kept()).toEqual([1300]);
    await commit(2);
    await publish();
    const late = follow({ since: 40 });
    await eventually('it has caught up', () => late.ids.at(-1) === 1302);
    expect(late.messages.map(({ id, event }) => [id, event])).toEqual([
      [1299, 'reset'],
      [1300, 'case'],
      [1301, 'case'],
      [1302, 'case'],
    ]);
  });
});
