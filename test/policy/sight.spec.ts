import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { caseCounts } from '../../src/cases/case-counts.js';
import { CaseLists } from '../../src/cases/case-lists.js';
import type { Actor, Jurisdiction, Mandate, Post, Role } from '../../src/engine/index.js';
import { alarmsOf, silencingPost } from '../../src/policy/alarms.js';
import { agenciesOf, maySee, seesAll } from '../../src/policy/policy.js';
import { visibleTo } from '../../src/policy/stretches.js';
import { addRows } from '../../src/store/add-rows.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { Jurisdictions1764650000000 } from '../../src/store/migrations/1764650000000-jurisdictions.js';
import { placeText } from '../../src/store/places.js';
import { amongOf, read } from '../../src/store/read.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';

/*
 * What lists, counts and inboxes read by SQL is just what `maySee` says of each case by itself: asked of everybody who may come about, over cases of
 * every owner, agency and place.
 */

const OWNERS = ['ann', 'bob', 'mill'];
const AGENCIES = [null, 'epa', 'fbr', 'sifc'];
const PLACES = [
  null,
  placeText({ provinces: ['punjab'], zones: [], sectors: ['textiles'] }),
  placeText({ provinces: ['sindh'], zones: ['rashakai'], sectors: null }),
  placeText({ provinces: ['punjab', 'sindh'], zones: null, sectors: ['mining'] }),
];
const STAGES = ['review', 'permits'];

/** One case of every kind, and two of each application. */
const CASES = OWNERS.flatMap((owner) =>
  AGENCIES.flatMap((agency) => PLACES.map((place, n) => ({ owner, agency, place, stage: STAGES[n % 2] ?? '' }))),
).map((one, n) => ({ ...one, id: `case-${String(n).padStart(3, '0')}`, root: `root-${n >> 1}` }));

const among = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const some = (...values: readonly string[]): fc.Arbitrary<string[]> => fc.subarray([...values], { minLength: 1 });
const within: fc.Arbitrary<Jurisdiction> = fc.record(
  { provinces: some('punjab', 'sindh'), zones: some('rashakai', 'gwadar'), sectors: some('textiles', 'mining') },
  { requiredKeys: [] },
);
const post: fc.Arbitrary<Post> = fc
  .tuple(
    among<Role>('officer', 'manager', 'member', 'auditor', 'admin', 'investor'),
    among('epa', 'fbr', 'sifc'),
    fc.option(within),
  )
  .map(([role, agency, bounds]) => ({
    role,
    ...(['auditor', 'admin', 'investor'].includes(role) ? {} : { agency }),
    ...(bounds ? { within: bounds } : {}),
  }));
const mandate: fc.Arbitrary<Mandate> = fc
  .tuple(
    among(...OWNERS),
    among<Mandate['as']>('representative', 'people', 'agent'),
    fc.integer({ min: 0, max: CASES.length / 2 }),
  )
  .map(([of, as, n]) => (as === 'agent' ? { of, as, root: `root-${n}` } : { of, as }));
const actor: fc.Arbitrary<Actor> = fc.record({
  id: among('ann', 'bob', 'eve'),
  kind: fc.constant('person' as const),
  posts: fc.array(post, { maxLength: 3 }),
  mandates: fc.array(mandate, { maxLength: 3 }),
});

/** For one application, which has changed hands. */
const AGENT_OF_TWO: Actor = {
  id: 'ann',
  kind: 'person',
  posts: [],
  mandates: ['bob', 'ann'].map((of) => ({ of, as: 'agent', root: 'root-13' })),
};

describe.each(KINDS)('who may know of a case, asked of the tables on %s,', (kind) => {
  let home: TestDatabase;
  let database: OpenDatabase;
  const runs = { numRuns: kind === 'sqlite' ? 300 : 150 };

  beforeAll(async () => {
    home = await testDatabase(kind);
    database = await home.open();
    await fill(database);
  });
  afterAll(async () => {
    await database.close();
    await home.drop();
  });

  it('is what the policy says of each case, and each case is read once', async () => {
    // Found by its place, where few are within the bounds of a post, or looked for in the order of the list.
    const every = [...PLACES.flatMap((place) => place ?? []), ...Array.from({ length: 50 }, (_, n) => `|p:p${n}|`)];
    const asked = fc.tuple(actor, fc.option(among('epa', 'fbr', 'sifc'), { nil: undefined }), among(every, undefined));
    await fc.assert(
      fc.asyncProperty(asked, async ([who, agency, places]) => {
        const values: unknown[] = [];
        const stretches = visibleTo(who, values, { wanted: agency, places });
        const parts = stretches.map((stretch) => `select id from cases where ${stretch}`);
        const rows = await read<{ id: string }>(database, `${parts.join(' union all ')} order by id`, values);
        const known = CASES.filter((one) => maySee(who, one) && (agency === undefined || one.agency === agency));
        expect(rows.map(({ id }) => id)).toEqual(known.map(({ id }) => id));
      }),
      { ...runs, examples: [[[AGENT_OF_TWO, undefined, every]]] },
    );
  });

  it('counts what staff may know, and nothing for others', async () => {
    await fc.assert(
      fc.asyncProperty(actor, async (who) => {
        const staff = { ...who, id: 'nobody', mandates: [] };
        const counted = await caseCounts(database, who);
        const working = seesAll(who) || agenciesOf(who).length > 0;
        const known = working ? CASES.filter((one) => maySee(staff, one)) : [];
        const sums = new Map<string, number>();
        for (const { agency, stage } of known)
          sums.set(`${agency} ${stage}`, (sums.get(`${agency} ${stage}`) ?? 0) + 1);
        expect(new Map(counted.map(({ agency, stage, count }) => [`${agency} ${stage}`, count]))).toEqual(sums);
      }),
      runs,
    );
  });

  it('alarms by a post where it reaches, and those for whom one acts', async () => {
    await fc.assert(
      fc.asyncProperty(actor, async (who) => {
        const values: unknown[] = [];
        const alarms = alarmsOf(who, values, amongOf(database));
        const sql = `select case_id, watcher from escalations where ${alarms} order by case_id, watcher`;
        const rows = await read<{ case_id: string; watcher: string }>(database, sql, values);
        const investor = who.posts.some(({ role }) => role === 'investor');
        const own = (one: (typeof CASES)[number]): boolean => investor && maySee({ ...who, posts: [] }, one);
        const known = CASES.flatMap((one) => [
          ...(who.posts.some(
            (held) => held.role === 'manager' && silencingPost({ ...who, posts: [held] }, 'manager.sifc', one),
          )
            ? [`${one.id} manager.sifc`]
            : []),
          ...(own(one) ? [`${one.id} investor.${one.owner}`] : []),
        ]);
        expect(rows.map(({ case_id, watcher }) => `${case_id} ${watcher}`)).toEqual(known.toSorted());
      }),
      runs,
    );
  });

  it('is read from an index, in the order of the list', async () => {
    const desk: Actor = {
      id: 'nia',
      kind: 'person',
      posts: [{ role: 'officer', agency: 'epa', within: { provinces: ['punjab'], zones: ['rashakai'] } }],
    };
    const seen: { sql: string; values: unknown[] }[] = [];
    const watched = { kind, reader: { query: (sql: string, values: unknown[]) => (seen.push({ sql, values }), []) } };
    await new CaseLists(watched as never).cases(desk, { limit: 50 });
    const { sql, values } = seen.at(-1) ?? { sql: '', values: [] };
    const plan = JSON.stringify(
      await database.reader.query(`explain ${kind === 'sqlite' ? 'query plan' : ''} ${sql}`, values),
    );
    expect(plan).toContain('cases_agency');
    expect(plan).not.toMatch(kind === 'sqlite' ? /SCAN cases(?! USING)/ : /Seq Scan/);
  });
});

async function fill(database: OpenDatabase): Promise<void> {
  const text = 'text' as const;
  const texts = ['id', 'reference', 'owner', 'agency', 'place', 'root', 'stage', 'workflow', 'version', 'ruleset'];
  const more = ['state', 'status', 'hash', 'body'];
  const columns = {
    ...Object.fromEntries([...texts, ...more].map((name) => [name, text])),
    ...Object.fromEntries(['rev', 'seq', 'opened_at', 'updated_at'].map((name) => [name, 'bigint' as const])),
  };
  const rest = ['permit', '1', 'law', '{}', 'active', '', '{}', 1, 1];
  const rows = CASES.map(({ id, owner, agency, place, root, stage }, n) => {
    return [id, id, owner, agency, place, root, stage, ...rest, n, n];
  });
  const alarms = CASES.flatMap(({ id, owner }, n) =>
    ['manager.sifc', `investor.${owner}`].map((watcher) => [String(n), watcher, id, id, '', '', 0, '', n]),
  );
  const alarm = ['id', 'watcher', 'case_id', 'reference', 'task', 'task_title', 'rung', 'title', 'raised_at'];
  const alarmColumns = Object.fromEntries(
    alarm.map((name) => [name, ['rung', 'raised_at'].includes(name) ? ('bigint' as const) : text]),
  );
  await database.write(async (query) => {
    const at = { kind: database.kind, query };
    await addRows(at, 'cases', columns, rows);
    await addRows(at, 'escalations', alarmColumns, alarms);
    // The counters of cases that were there before are made by the migration.
    const numbered = (sql: string): string => {
      let n = 0;
      return sql.replaceAll('?', () => `$${(n += 1)}`);
    };
    const ask = (sql: string, values?: unknown[]): Promise<unknown[]> => query(numbered(sql), values);
    const migration = new Jurisdictions1764650000000();
    const runner = { connection: database.reader, query: ask } as never;
    await migration.down(runner);
    await migration.up(runner);
    for (const agency of AGENCIES.map((one) => one ?? '-'))
      for (const stage of STAGES) {
        const n = CASES.filter((one) => (one.agency ?? '-') === agency && one.stage === stage).length;
        const sql = 'insert into counters (scope, shard, n) values ($1, 0, $2)';
        await query(sql, [`cases/${agency}/permit/${stage}/active`, n]);
      }
  });
}
