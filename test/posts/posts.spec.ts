import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { placeIn, type Actor } from '../../src/engine/index.js';
import type { Posts } from '../../src/posts/posts.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { testDatabase, type TestDatabase } from '../support/databases.js';
import { DAY, entry, openPosts, record } from './office.js';

const account = (id: string, ...posts: Actor['posts']): Actor => ({ id, kind: 'person', posts });
const OFFICER = { role: 'officer', agency: 'epa-kp' } as const;
const HEAD = { role: 'manager', agency: 'epa-kp' } as const;
const DESK = { ...OFFICER, office: 'zone-desk', within: { zones: ['rashakai'] } } as const;

describe('the posts of a person', () => {
  let home: TestDatabase;
  let database: OpenDatabase;
  let posts: Posts;
  const of = (person: string, at: number): Actor['posts'] => posts.actor(account(person), at).posts;

  beforeEach(async () => {
    home = await testDatabase('sqlite');
    database = await home.open();
    posts = await openPosts(database);
  });
  afterEach(async () => {
    await database.close();
    await home.drop();
  });

  it('are held from a day to a day', async () => {
    await record(posts, entry('appointed', 'ali', { post: 'officer.epa-kp', from: DAY, until: 3 * DAY }));
    expect([0, DAY, 2 * DAY, 3 * DAY - 1, 3 * DAY].map((at) => of('ali', at))).toEqual([
      [],
      [OFFICER],
      [OFFICER],
      [OFFICER],
      [],
    ]);
    // Time is asked in any order: nothing is remembered beyond the stretch for which it holds.
    expect([of('ali', 2 * DAY), of('ali', 0), of('ali', 4 * DAY)]).toEqual([[OFFICER], [], []]);
  });

  it('end where a later record says so, and change at one instant with a transfer', async () => {
    const first = entry('appointed', 'ali', { post: 'officer.epa-kp' });
    await record(posts, first);
    expect(of('ali', 9 * DAY)).toEqual([OFFICER]);
    await record(
      posts,
      entry('ended', 'ali', { ends: first.id, from: 5 * DAY }),
      entry('appointed', 'ali', { post: 'zone-desk.epa-kp', from: 5 * DAY }),
    );
    expect([of('ali', 5 * DAY - 1), of('ali', 5 * DAY)]).toEqual([[OFFICER], [DESK]]);
  });

  it('include what is held in additional charge, and nothing that the settings no longer know', async () => {
    await record(
      posts,
      entry('appointed', 'ali', { post: 'officer.epa-kp' }),
      entry('additional', 'ali', { post: 'manager.epa-kp', from: DAY }),
      entry('additional', 'ali', { post: 'clerk.epa-kp' }),
    );
    expect([of('ali', 0), of('ali', DAY)]).toEqual([[OFFICER], [OFFICER, HEAD]]);
  });

  it('are with the substitute meanwhile, after the substitute’s own and in both names', async () => {
    await record(
      posts,
      entry('appointed', 'ali', { post: 'manager.epa-kp' }),
      entry('appointed', 'bea', { post: 'officer.epa-kp' }),
      entry('substituted', 'ali', { other: 'bea', from: DAY, until: 2 * DAY }),
    );
    expect(of('bea', 0)).toEqual([OFFICER]);
    expect(of('bea', DAY)).toEqual([OFFICER, { ...HEAD, onBehalfOf: 'ali' }]);
    expect(of('bea', 2 * DAY)).toEqual([OFFICER]);
  });

  it('are not passed on by a substitute, not had in posts that are personal, and only for the post that is named', async () => {
    await record(
      posts,
      entry('appointed', 'ali', { post: 'manager.epa-kp' }),
      entry('additional', 'ali', { post: 'officer.epa-kp' }),
      entry('additional', 'ali', { post: 'member.sifc' }),
      entry('appointed', 'bea', { post: 'zone-desk.epa-kp' }),
      entry('appointed', 'cem', { post: 'officer.epa-sindh' }),
      entry('substituted', 'ali', { other: 'bea', until: 9 * DAY }),
      entry('substituted', 'bea', { other: 'cem', until: 9 * DAY }),
      entry('substituted', 'ali', { other: 'cem', post: 'officer.epa-kp', from: DAY, until: 9 * DAY }),
    );
    expect(of('bea', 0)).toEqual([DESK, { ...HEAD, onBehalfOf: 'ali' }, { ...OFFICER, onBehalfOf: 'ali' }]);
    const sindh = { role: 'officer', agency: 'epa-sindh' };
    expect(of('cem', 0)).toEqual([sindh, { ...DESK, onBehalfOf: 'bea' }]);
    expect(of('cem', DAY)).toEqual([sindh, { ...DESK, onBehalfOf: 'bea' }, { ...OFFICER, onBehalfOf: 'ali' }]);
  });

  it('come with the interests of the person and of those stood in for', async () => {
    await record(
      posts,
      entry('appointed', 'ali', { post: 'officer.epa-kp' }),
      entry('appointed', 'bea', { post: 'officer.epa-kp' }),
      entry('interested', 'ali', { about: 'company', subject: 'Ravi', ground: 'family', until: 5 * DAY }),
      entry('substituted', 'ali', { other: 'bea', from: DAY, until: 9 * DAY }),
    );
    const ravi = { ali: [{ about: 'company', of: 'Ravi', nature: 'family' }] };
    expect(posts.actor(account('ali'), 0).interests).toEqual(ravi);
    expect(posts.actor(account('bea'), 0).interests).toBeUndefined();
    expect(posts.actor(account('bea'), DAY).interests).toEqual(ravi);
    expect(posts.actor(account('bea'), 5 * DAY).interests).toBeUndefined();
  });

  it('come with the account where nothing was ever recorded, and as an investor always', async () => {
    const eve = account('eve', { role: 'investor' }, OFFICER);
    expect(posts.actor(eve, 0)).toBe(eve);
    await record(posts, entry('appointed', 'eve', { post: 'officer.epa-kp', until: DAY }));
    expect(posts.actor(eve, 0).posts).toEqual([{ role: 'investor' }, OFFICER]);
    expect(posts.actor(eve, DAY).posts).toEqual([{ role: 'investor' }]);
  });

  it('are made once for as long as nothing changes: who calls again gets the very same', async () => {
    await record(posts, entry('appointed', 'ali', { post: 'officer.epa-kp', until: 9 * DAY }));
    const before = posts.actor(account('ali'), DAY);
    expect(posts.actor(account('ali'), 8 * DAY)).toBe(before);
    await record(posts, entry('appointed', 'bea', { post: 'officer.epa-kp' }));
    expect(posts.actor(account('ali'), DAY)).not.toBe(before);
  });

  describe('as candidates for a task', () => {
    const wanted = (facts: object) => ({ role: 'officer', agency: 'epa-kp', place: placeIn(facts as never) });
    const names = (facts: object, at: number): string[] =>
      posts.candidates(wanted(facts), at).map(({ person }) => person);

    it('count within their jurisdiction, with who stands in for them', async () => {
      await record(
        posts,
        entry('appointed', 'ali', { post: 'officer.epa-kp' }),
        entry('appointed', 'zia', { post: 'zone-desk.epa-kp' }),
        entry('appointed', 'cem', { post: 'officer.epa-sindh' }),
        entry('substituted', 'zia', { other: 'cem', from: DAY, until: 2 * DAY }),
      );
      expect([names({ zoneName: '' }, 0), names({ zoneName: 'rashakai' }, 0)]).toEqual([['ali'], ['ali', 'zia']]);
      expect(names({ zoneName: 'rashakai' }, DAY)).toEqual(['ali', 'zia', 'cem']);
    });

    it('are missed since the last of them left', async () => {
      const everywhere = wanted({ zoneName: '' });
      expect(posts.vacantSince(everywhere, 0)).toBe(-Infinity);
      await record(
        posts,
        entry('appointed', 'ali', { post: 'officer.epa-kp', until: 3 * DAY }),
        entry('appointed', 'bea', { post: 'officer.epa-kp', from: DAY, until: 5 * DAY }),
        entry('appointed', 'zia', { post: 'zone-desk.epa-kp' }),
        entry('absent', 'bea', { from: 2 * DAY, until: 4 * DAY }),
      );
      expect([0, 4 * DAY - 1, 5 * DAY, 6 * DAY].map((at) => posts.vacantSince(everywhere, at))).toEqual([
        null,
        null,
        5 * DAY,
        5 * DAY,
      ]);
      expect(posts.vacantSince(wanted({ zoneName: 'rashakai' }), 6 * DAY)).toBeNull();
    });
  });
});
