import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Lanes } from '../../src/cases/lanes.js';
import { canonicalJson, derivedId, type Request } from '../../src/engine/index.js';
import { Anchors, type Anchor } from '../../src/evidence/anchors.js';
import { Keys } from '../../src/evidence/keys.js';
import { openDatabase, type OpenDatabase } from '../../src/store/database.js';
import { read } from '../../src/store/read.js';
import { verifyAll, type Checking } from '../../src/verify/verify.js';
import { freshSigner } from '../evidence/keys.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';
import { ann, DAY, familyHost, projectOpening } from '../support/family.js';
import { asInsider } from '../support/insider.js';

const HOUR = 3_600_000;
const T0 = Date.UTC(2026, 0, 5);
const root = (n: number): string => derivedId('verify anchors', String(n));
/** So many that there are nodes which are kept. */
const PROJECTS = 300;

describe.each(KINDS)('what verify finds of anchors, on %s', (kind) => {
  let model: TestDatabase;
  let home: TestDatabase;
  let database: OpenDatabase;
  let lanes: Lanes;
  let now: number;
  let change: (sql: string, parameters?: unknown[]) => Promise<void>;
  const signer = freshSigner();
  const clock = { now: () => now, virtual: true };
  const anchorsBy = (by: typeof signer): Anchors => new Anchors({ database, signer: by, clock, installation: 'here' });
  const open = (...numbers: readonly number[]): Promise<unknown> =>
    Promise.all(numbers.map((n) => submit({ kind: 'open', opening: projectOpening(root(n)), actor: ann })));
  const submit = (request: Request): Promise<unknown> => lanes.submit({ request, answer: () => null });
  const note = (n: number, text: string): Promise<unknown> =>
    submit({ kind: 'command', case: root(n), command: { type: 'note', data: { text }, actor: ann } });

  /** Three anchors, a day between them; the third covers a second event of two cases. */
  beforeAll(async () => {
    now = T0;
    model = await testDatabase(kind);
    database = await model.open();
    lanes = new Lanes(database.store, familyHost, clock, () => undefined);
    await new Keys(database).publish(signer.publicKey);
    await open(...Array.from({ length: PROJECTS }, (_, n) => n));
    await anchorsBy(signer).make();
    now += DAY;
    await open(PROJECTS);
    await anchorsBy(signer).make();
    now += DAY;
    await note(0, 'Two looms');
    await note(1, 'Three looms');
    await anchorsBy(signer).make();
    await lanes.drain();
    await database.close();
  });
  afterAll(() => model.drop());

  beforeEach(async () => {
    now = T0 + 2 * DAY;
    home = await testDatabase(kind, model);
    database = await home.open();
    lanes = new Lanes(database.store, familyHost, clock, () => undefined);
    change = await asInsider(database);
  });
  afterEach(async () => {
    await lanes.drain();
    await database.close();
    await home.drop();
  });

  const failures = async (checking: Checking = {}): Promise<readonly string[]> =>
    (await verifyAll(database, (opening) => familyHost.frame(opening), checking)).failures;
  const stored = async (): Promise<Anchor[]> => {
    const rows = await read<{ statement: string; signature: string }>(database, 'select * from anchors order by n', []);
    return rows.map(({ statement, signature }) => ({ statement: JSON.parse(statement), signature }));
  };

  it('is nothing where nothing was touched, also against what was deposited', async () => {
    expect(await failures({ anchors: await stored(), keys: [signer.publicKey] })).toEqual([]);
  });

  it('is history that was written anew, though it fits together', async () => {
    for (const table of ['events', 'tasks', 'deadlines', 'clocks', 'ledger', 'passages', 'outbox', 'search_terms'])
      await change(`delete from ${table} where case_id = $1`, [root(1)]);
    await change('delete from cases where id = $1', [root(1)]);
    await change(`update counters set n = n - 1 where scope like 'cases/%' or scope like 'tasks/%'`);
    now = T0;
    await lanes.drain();
    await database.close();
    database = await openDatabase(home.url);
    lanes = new Lanes(database.store, familyHost, clock, () => undefined);
    const forged = { ...projectOpening(root(1)), data: { title: 'Palace' } };
    await submit({ kind: 'open', opening: forged, actor: ann });
    const [failure, ...more] = await failures();
    expect(failure).toMatch(
      new RegExp(`\\(${root(1)}\\): event 1 is not the one that anchor 1 of 2026-01-05T00:00:00.000Z covers$`),
    );
    expect(more).toEqual([]);
  });

  it('is a case that is gone with all its rows', async () => {
    for (const table of ['events', 'tasks', 'deadlines', 'clocks', 'ledger', 'passages', 'outbox', 'search_terms'])
      await change(`delete from ${table} where case_id = $1`, [root(PROJECTS)]);
    await change('delete from cases where id = $1', [root(PROJECTS)]);
    expect(await failures()).toContain(`anchor_leaves has rows of ${root(PROJECTS)}, which is no case`);
  });

  it('is an act that says it was done before an anchor was made that does not know of it', async () => {
    now = T0 + HOUR;
    await note(2, 'As was said long ago');
    expect(await failures()).toEqual([
      expect.stringContaining(
        'event 2 says that it was recorded on 2026-01-05T01:00:00.000Z; anchor 2 of 2026-01-06T00:00:00.000Z does not know of it',
      ),
    ]);
  });

  const tamperings: readonly (readonly [string, string, string])[] = [
    [
      'a leaf that was changed',
      `update anchor_leaves set hash = '00' where leaf = 299`,
      'event 1 is not the one that anchor 1',
    ],
    ['a leaf that is gone', 'delete from anchor_leaves where leaf = 17', 'leaf 17 of the anchors is missing'],
    [
      'a node that was changed',
      `update anchor_nodes set hash = '00'`,
      'node 0 of level 8 of the anchors is not that of its leaves',
    ],
    ['a node that is gone', 'delete from anchor_nodes', 'node 0 of level 8 of the anchors is not that of its leaves'],
    [
      'a node too many',
      `insert into anchor_nodes values (8, 1, '00')`,
      'the anchors keep 2 nodes; their leaves give 1',
    ],
    [
      'an anchor that says something else',
      `update anchors set statement = replace(statement, '2026-01-06', '2026-01-07') where n = 2`,
      'anchor 2: its signature does not fit what it says',
    ],
    [
      'an anchor that says nothing',
      `update anchors set statement = 'x' where n = 2`,
      'anchor 2: what it says cannot be read',
    ],
    [
      'an anchor of another size',
      'update anchors set size = 7 where n = 1',
      'anchor 1: it says that it covers 300 leaves, its row 7',
    ],
    [
      'another signature',
      `update anchors set signature = (select signature from anchors where n = 1) where n = 3`,
      'anchor 3: its signature does not fit what it says',
    ],
    ['an anchor that is gone', 'delete from anchors where n = 2', 'anchor 2 is missing'],
    [
      'the key that is gone',
      'delete from signing_keys',
      'anchor 1: it is signed with a key that is not among those published',
    ],
  ];
  it.each(tamperings)('is %s', async (_, sql, sentence) => {
    await change(sql);
    expect((await failures()).join('\n')).toContain(sentence);
  });

  it('is an anchor that does not continue the one before it, though it is signed', async () => {
    const [, second] = await stored();
    if (!second) throw new Error('there is no second anchor');
    const { statement, signature } = signer.sign({ ...second.statement, previous: 'ab'.repeat(32) });
    await change('update anchors set statement = $1, signature = $2 where n = 2', [
      canonicalJson(statement),
      signature,
    ]);
    expect(await failures()).toEqual(['anchor 2: it does not name the anchor before it']);
  });

  it('is, against what was deposited, an installation that was anchored anew with a key of its own', async () => {
    const deposited = await stored();
    for (const table of ['anchors', 'anchor_leaves', 'anchor_nodes', 'signing_keys'])
      await change(`delete from ${table}`);
    await change(`delete from facts where name = 'anchoring'`);
    const other = freshSigner();
    await new Keys(database).publish(other.publicKey);
    await anchorsBy(other).make();
    expect(await failures()).toEqual([]);
    expect(await failures({ anchors: deposited })).toEqual(['anchor 1 is not the one that was deposited']);
    expect(await failures({ keys: [signer.publicKey] })).toEqual([
      `anchor 1: it is signed with a key that is not among those published: ${other.publicKey.kid}`,
    ]);
  });

  it('is, against what was deposited, an anchor that is gone from the end', async () => {
    const deposited = await stored();
    await change('delete from anchors where n = 3');
    expect(await failures()).toEqual([]);
    expect(await failures({ anchors: deposited })).toEqual(['anchor 3 was deposited and is not there']);
  });
});
