import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Accounts } from '../../src/identity/accounts.js';
import { Changes } from '../../src/identity/changes.js';
import { Credentials } from '../../src/identity/credentials.js';
import { demoAccounts } from '../../src/identity/demo.js';
import { makeLog } from '../../src/log/log.js';
import type { OpenDatabase } from '../../src/store/database.js';
import { VirtualClock } from '../../src/time/clock.js';
import { eventually } from '../setup/eventually.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';

const HOUR = 3_600_000;
const [ann] = demoAccounts([]);
if (!ann) throw new Error('there is no demonstration');

/** A process, as far as credentials go. */
class Office {
  readonly changes: Changes;
  readonly credentials: Credentials;

  constructor(
    readonly database: OpenDatabase,
    readonly clock: VirtualClock,
  ) {
    this.changes = new Changes(database, makeLog('silent'));
    this.credentials = new Credentials({ database, changes: this.changes, clock });
  }

  open(more: { idleMs?: number | null; kind?: 'browser' | 'token' } = {}): Promise<{ id: string; secret: string }> {
    const { idleMs = null, kind = 'browser' } = more;
    const opening = { account: ann as NonNullable<typeof ann>, kind, secondFactor: false, idleMs } as const;
    return this.credentials.open({ ...opening, scopes: ['read', 'act'], endsAt: this.clock.now() + 12 * HOUR });
  }

  /** Whose the secret is. */
  async whose(secret: string): Promise<string | undefined> {
    return (await this.credentials.check(secret))?.account.id;
  }
}

describe.each(KINDS)('credentials on %s', (kind) => {
  let home: TestDatabase;
  let office: Office;
  beforeEach(async () => {
    home = await testDatabase(kind);
    office = new Office(await home.open(), new VirtualClock(Date.UTC(2026, 10, 23)));
    await new Accounts(office.database, office.changes).put([ann]);
  });
  afterEach(async () => {
    await office.database.close();
    await home.drop();
  });
  const pass = (ms: number): void => office.clock.moveTo(office.clock.now() + ms);

  it('open what they were opened for, and are kept as hashes', async () => {
    const { secret } = await office.open();
    expect(secret).toMatch(/^ijs_[\w-]{43}$/);
    expect((await office.open({ kind: 'token' })).secret).toMatch(/^ijt_[\w-]{43}$/);
    expect(await office.credentials.check(secret)).toMatchObject({
      account: { id: ann.id, email: ann.email },
      actor: { id: ann.id, kind: 'person', posts: ann.posts },
      scopes: ['read', 'act'],
      secondFactor: false,
    });
    const rows: unknown = await office.database.reader.query('select * from credentials');
    expect(JSON.stringify(rows)).not.toContain(secret.slice(4));
    expect(await office.whose(`${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`)).toBeUndefined();
  });

  it('are looked up in memory once they have been read', async () => {
    const { secret } = await office.open();
    expect(office.credentials.check(secret)).toBeInstanceOf(Promise);
    await office.whose(secret);
    expect(office.credentials.check(secret)).toMatchObject({ account: { id: ann.id } });
    // What this process might not have heard of counts after a minute.
    await office.database.write((query) => query('update credentials set ended_at = $1', [1]));
    expect(await office.whose(secret)).toBe(ann.id);
    pass(60_000);
    expect(await office.whose(secret)).toBeUndefined();
  });

  it('end at once when they are ended: one, or all but one', async () => {
    const [one, two, three] = [await office.open(), await office.open(), await office.open()];
    for (const { secret } of [one, two, three]) await office.whose(secret);
    expect(await office.credentials.end(ann.id, { id: one.id })).toBe(1);
    expect(await office.credentials.end(ann.id, { id: one.id })).toBe(0);
    expect(await office.credentials.end('somebody else', { id: two.id })).toBe(0);
    expect([await office.whose(one.secret), await office.whose(two.secret)]).toEqual([undefined, ann.id]);
    expect(await office.credentials.end(ann.id, { but: three.id })).toBe(1);
    expect([await office.whose(two.secret), await office.whose(three.secret)]).toEqual([undefined, ann.id]);
    expect((await office.credentials.of(ann)).map(({ credential }) => credential.id)).toEqual([three.id]);
  });

  it('end with their time, whether or not they are used', async () => {
    const { secret } = await office.open();
    for (let hours = 0; hours < 12; hours += 1) {
      expect(await office.whose(secret)).toBe(ann.id);
      pass(HOUR);
    }
    expect(await office.whose(secret)).toBeUndefined();
    await office.credentials.trim(office.clock.now() + 1);
    expect(await office.database.reader.query('select id from credentials')).toEqual([]);
  });

  it('end where they are not used, and use in any process counts', async () => {
    const [used, left] = [await office.open({ idleMs: HOUR }), await office.open({ idleMs: HOUR })];
    const other = kind === 'postgres' ? new Office(await home.open(), office.clock) : office;
    for (const { secret } of [used, left]) await office.whose(secret);
    for (let times = 0; times < 3; times += 1) {
      pass(0.6 * HOUR);
      expect(await other.whose(used.secret)).toBe(ann.id);
      await other.credentials.writeSeen();
    }
    expect(await office.whose(used.secret)).toBe(ann.id);
    expect(await office.whose(left.secret)).toBeUndefined();
    expect((await office.credentials.of(ann)).map(({ credential }) => credential.id)).toEqual([used.id]);
    if (other !== office) await other.database.close();
  });

  it('get another secret when they come to stand for more', async () => {
    const { id, secret } = await office.open();
    const shown = await office.credentials.check(secret);
    if (!shown) throw new Error('the session is not open');
    const renewed = await office.credentials.renew(shown, { secondFactor: true });
    expect(await office.whose(secret)).toBeUndefined();
    expect(await office.credentials.check(String(renewed))).toMatchObject({ id, secondFactor: true });
    await office.credentials.end(ann.id);
    expect(await office.credentials.renew(shown, { secondFactor: true })).toBeNull();
  });

  it('do not outlive a closed account', async () => {
    const { secret } = await office.open();
    expect(await office.whose(secret)).toBe(ann.id);
    await new Accounts(office.database, office.changes).change(ann.id, { state: 'closed' });
    expect(await office.whose(secret)).toBeUndefined();
  });
});

it('what one process ends, the others hear of', async () => {
  const home = await testDatabase('postgres');
  const clock = new VirtualClock(Date.UTC(2026, 10, 23));
  const [one, two] = [new Office(await home.open(), clock), new Office(await home.open(), clock)];
  await new Accounts(one.database, one.changes).put([ann]);
  await Promise.all([one.changes.start(), two.changes.start()]);
  const { id, secret } = await one.open();
  expect(await two.whose(secret)).toBe(ann.id);
  await one.credentials.end(ann.id, { id });
  await eventually('the other has heard of it', async () => (await two.whose(secret)) === undefined);
  await Promise.all([one.changes.stop(), two.changes.stop()]);
  await Promise.all([one.database.close(), two.database.close()]);
  await home.drop();
});
