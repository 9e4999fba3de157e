import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Lanes } from '../../src/cases/lanes.js';
import { derivedId, type Actor, type Request } from '../../src/engine/index.js';
import { openForReading, type OpenDatabase } from '../../src/store/database.js';
import { verifyAll } from '../../src/verify/verify.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';
import { asInsider } from '../support/insider.js';
import { ann, DAY, familyHost, officer, projectOpening } from '../support/family.js';

const PROJECTS = 9;
const root = (n: number): string => derivedId('verify', String(n));
const fire = (n: number): string => derivedId('child', root(n), 'fire');
const send = (id: string, type: string, actor: Actor): Request => ({
  kind: 'command',
  case: id,
  command: { type, data: {}, actor },
});

describe.each(KINDS)('verify on %s', (kind) => {
  let model: TestDatabase;
  let home: TestDatabase;
  let database: OpenDatabase;

  /** Each project has started; one of its clearances was asked a question and answered, and a rung was raised on both. */
  beforeAll(async () => {
    model = await testDatabase(kind);
    database = await model.open();
    let now = Date.UTC(2026, 0, 5);
    const lanes = new Lanes(database.store, familyHost, { now: () => now }, () => undefined);
    const submit = (request: Request): Promise<number> =>
      lanes.submit({ request, answer: ({ kept }) => kept.state.rev });
    for (let n = 0; n < PROJECTS; n += 1) {
      await submit({ kind: 'open', opening: projectOpening(root(n)), actor: ann });
      await submit(send(root(n), 'start', ann));
    }
    for (const [type, actor] of [['ask', officer('fire')] as const, ['answer', ann] as const]) {
      now += DAY;
      for (let n = 0; n < PROJECTS; n += 1) await submit(send(fire(n), type, actor));
    }
    now += 8 * DAY;
    for (let n = 0; n < PROJECTS; n += 1) await submit({ kind: 'due', case: root(n) });
    await lanes.drain();
    await database.close();
  });
  afterAll(() => model.drop());
  beforeEach(async () => {
    home = await testDatabase(kind, model);
    database = await home.open();
    change = await asInsider(database);
  });
  afterEach(async () => {
    await database.close();
    await home.drop();
  });

  const failures = async (): Promise<readonly string[]> =>
    (await verifyAll(database, (opening) => familyHost.frame(opening))).failures;
  let change: (sql: string, parameters?: unknown[]) => Promise<void>;

  it('finds nothing where nothing was touched', async () => {
    expect(await verifyAll(database, (opening) => familyHost.frame(opening))).toMatchObject({
      cases: 3 * PROJECTS,
      failures: [],
    });
  });

  it('names the row that was changed, lost or added, whichever table it is of', async () => {
    await change(`update events set data = replace(data, 'Mill', 'Bill') where case_id = $1`, [root(0)]);
    await change(`update tasks set due_at = due_at + 1 where id = $1`, [`${fire(1)}.2`]);
    await change(
      `update deadlines set status = 'cancelled' where case_id = $1 and source = 'law' and status = 'armed'`,
      [fire(2)],
    );
    await change(`update deadlines set status = 'fired' where id = $1`, [`${fire(3)}.3`]);
    await change(`update clocks set status = 'stopped' where case_id = $1`, [fire(4)]);
    await change(`update ledger set holder = 'fire' where case_id = $1 and holder = 'investor'`, [fire(5)]);
    await change(`delete from escalations where case_id = $1`, [fire(6)]);
    await change(`update cases set stage = 'granted' where id = $1`, [fire(7)]);
    await change(
      `insert into tasks (id, case_id, reference, owner, node, title, role, opened_at, due_key, rungs)
       values ('more', $1, '', '', '', '', '', 0, 0, 0)`,
      [root(8)],
    );
    const found = await failures();
    expect(found).toHaveLength(PROJECTS);
    const all = [...found].sort().join('\n');
    for (const sentence of [
      `(${root(0)}): case ${root(0)}, event 1: was changed after it was recorded`,
      `(${fire(1)}): the row ${fire(1)}.2 of tasks says due_at`,
      `of deadlines says status cancelled, its log gives armed`,
      `(${fire(3)}): the row ${fire(3)}.3 of deadlines says status fired, its log gives cancelled`,
      `(${fire(4)}): the row silence of clocks says status stopped, its log gives running`,
      `of ledger says holder fire, its log gives investor`,
      `of escalations is missing`,
      `(${fire(7)}): the row ${fire(7)} of cases says stage granted, its log gives review`,
      `the row more of tasks comes from no event`,
    ])
      expect(all).toContain(sentence);
  });

  it('finds what no case shows alone', async () => {
    await change(`insert into counters (scope, shard, n) values ('tasks/fire/officer', 99, 1)`);
    await change('update outbox set seq = 2 where case_id = $1 and seq = 1', [root(0)]);
    await change(`update facts set value = '2' where name = 'reference/2026'`);
    await change(`insert into clocks (case_id, name, force, status, started_at) values ('nobody', '', '', '', 0)`);
    await change(`insert into ranks (case_id, subject, ranked_at) values ('nobody', 'ground', 0)`);
    expect(await failures()).toEqual([
      'clocks has rows of nobody, which is no case',
      'ranks has rows of nobody, which is no case',
      `the counter tasks/fire/officer says ${PROJECTS + 1}; there are ${PROJECTS}`,
      `the references of 2026 were counted to 2; ${PROJECTS} are there, the last is ${PROJECTS}`,
      `event 2 of ${root(0)} is in the outbox twice`,
    ]);
  });

  it('misses a child that is gone', async () => {
    await change(`delete from cases where id = $1`, [fire(0)]);
    expect(await failures()).toEqual([
      `IJZ-2026-000001 (${root(0)}): its child fire is not there`,
      expect.stringMatching(`the row ${fire(0)}.. of tasks comes from no event`),
      expect.stringMatching(`the row ${fire(0)}.. of deadlines comes from no event`),
      expect.stringMatching(`the row ${fire(0)}.. of escalations comes from no event`),
    ]);
  });

  it.each([
    ['a number that was never given', (): [string, string] => [`${root(1)}.99`, root(1)]],
    ['a number that is no number', (): [string, string] => [`${root(1)}.01`, root(1)]],
    ['a free number of another case', (): [string, string] => [`${fire(2)}.1`, root(1)]],
  ])('finds a task under %s', async (_, named) => {
    const [id, owner] = named();
    await change(
      `insert into tasks (id, case_id, reference, owner, node, title, role, opened_at, due_key, rungs)
       values ($1, $2, '', '', '', '', '', 0, 0, 0)`,
      [id, owner],
    );
    const found = await failures();
    expect(found.join('\n')).toContain(`the row ${id} of tasks comes from no event`);
  });

  it('sees one instant of a database that others write to', async () => {
    const snapshot = await openForReading(home.url, { snapshot: true });
    const before = await verifyAll(snapshot, (opening) => familyHost.frame(opening));
    await change('update cases set seq = seq + 1');
    expect(await verifyAll(snapshot, (opening) => familyHost.frame(opening))).toEqual(before);
    await snapshot.close();
    expect(await failures()).toHaveLength(3 * PROJECTS);
  });
});
