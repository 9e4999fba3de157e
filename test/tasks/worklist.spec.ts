import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CaseLists } from '../../src/cases/case-lists.js';
import { Cases } from '../../src/cases/cases.js';
import { Lanes } from '../../src/cases/lanes.js';
import { derivedId, type Actor, type Post } from '../../src/engine/index.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { Tasks, type TaskFilter } from '../../src/tasks/tasks.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';
import { ann, DAY, familyHost, projectOpening } from '../support/family.js';

const START = Date.UTC(2026, 0, 5);
const PROJECTS = 7;
const holder = (...posts: Post[]): Actor => ({ id: 'bob', kind: 'person', posts });

describe.each(KINDS)('lists of somebody with several posts, on %s,', (kind) => {
  let home: TestDatabase;
  let database: OpenDatabase;
  let tasks: Tasks;
  let now = START;

  beforeEach(async () => {
    home = await testDatabase(kind);
    database = await home.open();
    now = START;
    const clock = { now: () => now, virtual: false };
    const lanes = new Lanes(database.store, familyHost, clock, () => undefined);
    tasks = new Tasks(database, new Cases(lanes, familyHost as never, database, clock), clock);
    for (let n = 0; n < PROJECTS; n += 1) {
      const id = derivedId('test', String(n));
      now = START + (n % 3) * DAY;
      await lanes.submit({ request: { kind: 'open', opening: projectOpening(id), actor: ann }, answer: () => null });
      const start = { type: 'start', data: {}, actor: ann };
      await lanes.submit({ request: { kind: 'command', case: id, command: start }, answer: () => null });
    }
    await lanes.drain();
  });
  afterEach(async () => {
    await database.close();
    await home.drop();
  });

  const all = async (actor: Actor, filter: Omit<TaskFilter, 'limit'> = {}): Promise<string[]> => {
    const found: { reference: string; dueAt: string | null; id: string }[] = [];
    let cursor: string | null = null;
    do {
      const page = await tasks.worklist(actor, { ...filter, limit: 2, ...(cursor === null ? {} : { cursor }) });
      found.push(
        ...page.items.map(({ reference, dueAt, id }) => ({
          reference: String(reference),
          dueAt: dueAt as string,
          id: String(id),
        })),
      );
      cursor = page.next;
    } while (cursor !== null);
    const order = found.map(({ dueAt, id }) => `${dueAt} ${id}`);
    expect(order).toEqual([...order].sort());
    expect(new Set(order).size).toBe(order.length);
    return found.map(({ reference }) => reference.split('/')[1] ?? '');
  };
  const times = (of: readonly string[], what: string): number => of.filter((one) => one === what).length;

  it('come in one order, page by page, without loss or repetition', async () => {
    const both = await all(holder({ role: 'officer', agency: 'fire' }, { role: 'manager', agency: 'water' }));
    expect([times(both, 'fire'), times(both, 'water'), both.length]).toEqual([PROJECTS, PROJECTS, 2 * PROJECTS]);
  });

  it('hold what each post gives and no more', async () => {
    const mixed = holder({ role: 'officer', agency: 'fire' }, { role: 'member', agency: 'water' });
    expect(times(await all(mixed), 'water')).toBe(0);
    expect(await all(mixed, { agency: 'water' })).toEqual([]);
    expect(await all(mixed, { agency: 'fire' })).toHaveLength(PROJECTS);
    expect(await all(mixed, { agency: 'gas' })).toEqual([]);
    expect(await all(mixed, { assignee: 'me' })).toEqual([]);
    expect(await all(mixed, { assignee: 'none' })).toHaveLength(PROJECTS);
  });

  it('of cases and of counts likewise', async () => {
    const lists = new CaseLists(database);
    const two = holder({ role: 'officer', agency: 'fire' }, { role: 'officer', agency: 'water' });
    const first = await lists.cases(two, { limit: 10 });
    const rest = await lists.cases(two, { limit: 10, cursor: first.next ?? '' });
    const opened = [...first.items, ...rest.items].map(({ openedAt, id }) => `${openedAt} ${id}`);
    expect(opened).toHaveLength(2 * PROJECTS);
    expect(opened).toEqual([...opened].sort().reverse());
    expect((await lists.cases(two, { limit: 10, agency: 'lead' })).items).toEqual([]);
    const counts = (await lists.counts(two)).map(({ agency, count }) => `${agency} ${count}`);
    expect(counts.toSorted()).toEqual([`fire ${PROJECTS}`, `water ${PROJECTS}`]);
    expect(await lists.counts(ann)).toEqual([]);
  });
});
