import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Lanes } from '../../src/cases/lanes.js';
import { derivedId, type Request } from '../../src/engine/index.js';
import { APPEND_ONLY } from '../../src/store/append-only.js';
import { NotTheOwner, openDatabase, type OpenDatabase } from '../../src/store/database.js';
import { grantsFor } from '../../src/store/grants.js';
import { read } from '../../src/store/read.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';
import { ann, DAY, familyHost, officer, projectOpening } from '../support/family.js';

const ROOT = derivedId('append', 'only');

/** A case with a log, and in its child a closed entry of the time ledger; an appointment; an anchor. */
async function tellStory(database: OpenDatabase): Promise<void> {
  let now = Date.UTC(2026, 0, 5);
  const lanes = new Lanes(database.store, familyHost, { now: () => now }, () => undefined);
  const submit = (request: Request): Promise<unknown> => lanes.submit({ request, answer: () => null });
  await submit({ kind: 'open', opening: projectOpening(ROOT), actor: ann });
  await submit({ kind: 'command', case: ROOT, command: { type: 'start', data: {}, actor: ann } });
  now += DAY;
  const fire = derivedId('child', ROOT, 'fire');
  await submit({ kind: 'command', case: fire, command: { type: 'ask', data: {}, actor: officer('fire') } });
  await lanes.drain();
  const appointed = `insert into post_records (seq, id, kind, person, from_at, ground, recorded_by, recorded_at, previous_hash, hash)
    values (1, 'r', 'appointed', 'ann', 0, 'Order 1', 'admin', 0, '', '')`;
  const empowered = `insert into mandates (seq, id, kind, person, from_at, ground, recorded_by, recorded_at, previous_hash, hash)
    values (1, 'm', 'agent', 'ann', 0, 'Power of attorney', 'bob', 0, '', '')`;
  const holiday = `insert into holidays (seq, id, calendar, date, name, closes, ground, recorded_by, recorded_at, previous_hash, hash)
    values (1, 'h', 'federal', '2026-11-27', 'Mourning', 1, 'Order 2', 'admin', 0, '', '')`;
  const confirmed = `insert into confirmations (seq, id, kind, about, ruleset, figure, data, note, recorded_by, recorded_at, previous_hash, hash)
    values (1, 'c', 'proposed', 'c', 'law', 'figure', '{}', '', 'admin', 0, '', '')`;
  const readBy = `insert into readings (id, at, person, case_id, what) values ('1', 0, 'ann', '', 'case')`;
  const anchored = [
    `insert into signing_keys (kid, x, since) values ('k', 'x', 0)`,
    `insert into anchor_leaves (leaf, case_id, seq, hash) values (0, '', 1, '')`,
    `insert into anchor_nodes (level, n, hash) values (8, 0, '')`,
    `insert into anchors (n, size, statement, signature) values (1, 1, '', '')`,
  ];
  for (const sql of [appointed, empowered, holiday, confirmed, readBy, ...anchored])
    await database.write((query) => query(sql));
}

const contents = (database: OpenDatabase): Promise<unknown[]> =>
  Promise.all(APPEND_ONLY.map((table) => read(database, `select * from ${table} order by 1, 2`, [])));

describe.each(KINDS)('what is append-only, on %s', (kind) => {
  let home: TestDatabase;
  let database: OpenDatabase;
  beforeAll(async () => {
    home = await testDatabase(kind);
    database = await home.open();
    await tellStory(database);
  });
  afterAll(async () => {
    await database.close();
    await home.drop();
  });

  it.each(APPEND_ONLY)('of %s no row is changed, deleted or replaced', async (table) => {
    const before = await contents(database);
    const [row] = await read<{ [column: string]: unknown }>(database, `select * from ${table} limit 1`, []);
    if (!row) throw new Error(`there is no row of ${table} to be tried`);
    const [column = ''] = Object.keys(row);
    const statements = [
      `update ${table} set ${column} = ${column}`,
      `delete from ${table}`,
      ...(kind === 'postgres'
        ? [`truncate ${table}`]
        : [
            `insert or replace into ${table} select * from ${table} limit 1`,
            `replace into ${table} select * from ${table}`,
          ]),
    ];
    for (const sql of statements)
      expect(await database.write((query) => query(sql)).then(() => `taken: ${sql}`, String)).toContain(
        `${table} is append-only`,
      );
    expect(await contents(database)).toEqual(before);
  });
});

describe('the role of the service on PostgreSQL', () => {
  let home: TestDatabase;
  let owner: OpenDatabase;
  let service: OpenDatabase;
  let url: URL;
  const role = `service_${process.pid}`;

  beforeAll(async () => {
    home = await testDatabase('postgres');
    owner = await home.open();
    await owner.write(async (query) => {
      await query(`create role ${role} login password 'p'`);
      for (const grant of grantsFor(role)) await query(grant);
    });
    url = new URL(home.url);
    [url.username, url.password] = [role, 'p'];
    service = await openDatabase(url.href);
  });
  afterAll(async () => {
    await service.close();
    await owner.write((query) => query(`drop owned by ${role}`));
    await owner.write((query) => query(`drop role ${role}`));
    await owner.close();
    await home.drop();
  });

  it('carries cases through', async () => {
    await tellStory(service);
    expect(await read(service, 'select count(*) as n from events where case_id = $1', [ROOT])).toEqual([{ n: 2 }]);
  });

  it('can neither change the log nor switch off what guards it', async () => {
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    const columns = await read<{ table_name: string; column_name: string }>(
      owner,
      `select table_name, column_name from information_schema.columns where table_schema = 'public' and ordinal_position = 1`,
      [],
    );
    const columnOf = new Map(columns.map(({ table_name, column_name }) => [table_name, column_name]));
    const refused = [
      ...APPEND_ONLY.flatMap((table) => [
        `update ${table} set ${columnOf.get(table)} = ${columnOf.get(table)}`,
        `delete from ${table}`,
        `truncate ${table}`,
        `alter table ${table} disable trigger all`,
        `drop trigger ${table}_no_change on ${table}`,
        `drop table ${table}`,
      ]),
      `set session_replication_role = replica`,
      `create or replace function append_only() returns trigger language plpgsql as 'begin return new; end'`,
      `create table more (n int)`,
      `delete from migrations`,
    ];
    for (const sql of refused) await expect(client.query(sql)).rejects.toThrow(/permission denied|must be owner/);
    await client.end();
  });

  it('says who has to bring older tables up to date', async () => {
    await owner.write((query) => query(`delete from migrations where name like 'AppendOnly%'`));
    await expect(openDatabase(url.href)).rejects.toThrow(NotTheOwner);
  });

  it.each(['Robert', 'a; drop table cases', '', '1a', 'a"b'])('has a name that is no statement: %p', (name) => {
    expect(() => grantsFor(name)).toThrow('is no role');
  });
});
