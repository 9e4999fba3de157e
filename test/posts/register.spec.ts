import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Posts } from '../../src/posts/posts.js';
import { seedHoldings } from '../../src/posts/seed.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { verifyAll } from '../../src/verify/verify.js';
import { eventually } from '../setup/eventually.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';
import { familyHost } from '../support/family.js';
import { asInsider } from '../support/insider.js';
import { DAY, entry, openPosts, record } from './office.js';

describe.each(KINDS)('the register of posts on %s', (kind) => {
  let home: TestDatabase;
  let database: OpenDatabase;
  let posts: Posts;
  beforeEach(async () => {
    home = await testDatabase(kind);
    database = await home.open();
    posts = await openPosts(database);
  });
  afterEach(async () => {
    await posts.register.stop();
    await database.close();
    await home.drop();
  });

  const failures = async (): Promise<readonly string[]> =>
    (await verifyAll(database, (opening) => familyHost.frame(opening))).failures;
  const three = (): Promise<void> =>
    record(posts, ...['ali', 'bea', 'cem'].map((person) => entry('appointed', person, { post: 'officer.epa-kp' })));

  it('is the same when it is opened again', async () => {
    await three();
    await record(posts, entry('interested', 'ali', { about: 'case', subject: 'c', until: DAY }));
    const again = await openPosts(database);
    expect(again.roster.records).toEqual(posts.roster.records);
    expect(again.register.revision).toBe(4);
    expect(again.roster.records[0]).toMatchObject({ recordedBy: 'admin', recordedFor: null, recordedAt: 0 });
  });

  it('is checked on the state in which it is recorded, by whomever that was recorded', async () => {
    const other = await openPosts(database);
    await three();
    const seen: number[] = [];
    await other.register.record(
      ({ records }) => {
        seen.push(records.length);
        return [entry('appointed', 'dan', { post: 'officer.epa-kp' })];
      },
      { by: 'admin', now: 0 },
    );
    expect(seen).toEqual([3]);
    expect(other.register.revision).toBe(4);
    await posts.register.refresh();
    expect(posts.roster.records).toEqual(other.roster.records);
  });

  it('takes nothing where the check throws', async () => {
    const refuse = (): never => {
      throw new Error('refused');
    };
    await expect(posts.register.record(refuse, { by: 'admin', now: 0 })).rejects.toThrow('refused');
    expect((await openPosts(database)).roster.records).toEqual([]);
    await three();
  });

  it('keeps one order where many record at once', async () => {
    const others = await Promise.all(Array.from({ length: 4 }, () => openPosts(database)));
    await Promise.all(others.map((one, n) => record(one, entry('appointed', `p${n}`, { post: 'officer.epa-kp' }))));
    await posts.register.refresh();
    expect(posts.register.revision).toBe(4);
    expect(await failures()).toEqual([]);
  });

  it('has each person of the demonstration once, however often it is started', async () => {
    const people = [
      { id: 'ali', posts: [{ role: 'officer', agency: 'epa-kp' }] as const },
      { id: 'eve', posts: [{ role: 'investor' }] as const },
      { id: 'aud', posts: [{ role: 'auditor' }] as const },
    ];
    expect(await seedHoldings(posts, people, DAY)).toBe(2);
    const other = await openPosts(database);
    expect(await seedHoldings(other, people, DAY)).toBe(0);
    expect(posts.roster.records.map(({ person, post }) => [person, post])).toEqual([
      ['ali', 'officer.epa-kp'],
      ['aud', 'auditor'],
    ]);
  });

  it.each([
    ['changed', "update post_records set person = 'eve' where seq = 2", 'record 2 of posts was changed'],
    ['taken out', 'delete from post_records where seq = 2', 'record 2 of posts is missing'],
    ['backdated', 'update post_records set from_at = -1 where seq = 3', 'record 3 of posts was changed'],
  ])('shows to verify that a record was %s', async (_, sql, told) => {
    await three();
    expect(await failures()).toEqual([]);
    await (
      await asInsider(database)
    )(sql);
    expect(await failures()).toEqual([expect.stringContaining(told)]);
  });
});

describe('the register of several processes', () => {
  it('comes to know what another has recorded, without being asked', async () => {
    const home = await testDatabase('postgres');
    const [one, two] = [await home.open(), await home.open()];
    const [mine, theirs] = [await openPosts(one), await openPosts(two)];
    theirs.register.start();
    await record(mine, entry('appointed', 'ali', { post: 'officer.epa-kp' }));
    await eventually('the other process knows of it', () => theirs.roster.knows('ali'));
    expect(theirs.roster.records).toEqual(mine.roster.records);
    await theirs.register.stop();
    await Promise.all([one.close(), two.close()]);
    await home.drop();
  });
});
