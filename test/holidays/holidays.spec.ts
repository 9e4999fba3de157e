import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assemble, type Service } from '../../src/app/service.js';
import { readEnvironment } from '../../src/environment/environment.js';
import type { Actor } from '../../src/engine/index.js';
import { makeLog } from '../../src/log/log.js';
import { read } from '../../src/store/read.js';
import { verifyAll } from '../../src/verify/verify.js';
import { MILL } from '../support/applications.js';
import { KINDS, testDatabase, type TestDatabase } from '../support/databases.js';

const investor = { id: 'investor@demo.test', kind: 'person', posts: [{ role: 'investor' }] } as const;
const lead: Actor = { id: 'manager@demo.test', kind: 'person', posts: [{ role: 'manager', agency: 'sifc' }] };
const other: Actor = { ...lead, posts: [{ role: 'manager', agency: 'epa-punjab' }] };
/** Of four working days from Monday on; the next week begins on a Monday too. */
const HOLIDAY = {
  calendar: 'federal',
  date: '2026-11-25',
  name: 'Day of mourning',
  closes: true,
  ground: 'Notification 12/2026',
};

describe.each(KINDS)('a late holiday on %s', (kind) => {
  let home: TestDatabase;
  let folder: string;
  let service: Service;
  let id: string;
  const start = async (): Promise<void> => {
    const environment = readEnvironment({
      DATABASE_URL: home.url,
      IJAZAT_DATA: folder,
      IJAZAT_TIME: '2026-11-23T04:00:00Z',
    });
    service = await assemble(environment, makeLog('silent'));
    await service.start();
  };
  const stop = async (): Promise<void> => {
    await service.retire();
    await service.close();
  };
  beforeAll(async () => {
    home = await testDatabase(kind);
    folder = mkdtempSync(join(tmpdir(), 'ijazat-holidays-'));
    await start();
    ({ id } = await service.cases.open('investor-approval', MILL, { actor: investor }));
    await service.cases.apply(id, { type: 'submit', data: {} }, { actor: investor });
  });
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true });
    await home.drop();
  });
  const screening = async (): Promise<number> => {
    const { clocks } = await service.cases.find(id, investor);
    return Date.parse(clocks.find(({ name }) => name === 'screening')?.dueAt ?? '');
  };
  const recounts = (): Promise<{ data: string }[]> =>
    read(service.database, "select data from events where type = 'clock.recomputed' order by seq", []);

  it('is shown with every date that it would move, and moves them when it is ordered, also for a process that starts later', async () => {
    const from = await screening();
    const { holidays } = service;
    const moves = await holidays.preview(HOLIDAY, lead);
    expect(moves).toMatchObject({ dates: 1, cases: 1, whole: true, next: null });
    expect(moves.shown[0]).toMatchObject({ case: id, clock: 'screening', from });
    expect([await screening(), await recounts()]).toEqual([from, []]);

    await holidays.order(HOLIDAY, { actor: lead, key: 'once' });
    await holidays.order(HOLIDAY, { actor: lead, key: 'once' });
    await holidays.counted();
    const to = moves.shown[0]?.to ?? 0;
    expect(to).toBeGreaterThan(from);
    expect(await screening()).toBe(to);
    expect((await recounts()).map(({ data }) => JSON.parse(data) as unknown)).toEqual([
      { reason: '2026-11-25 is a holiday: Day of mourning', changes: [{ clock: 'screening', from, to }] },
    ]);

    await stop();
    await start();
    expect(await recounts()).toHaveLength(1);
    const { reference } = await service.cases.open('investor-approval', MILL, { actor: investor });
    expect(reference).toMatch(/000002$/);
    const withdrawn = { ...HOLIDAY, closes: false, ground: 'Notification 13/2026' };
    expect((await service.holidays.preview(withdrawn, lead)).shown[0]).toMatchObject({ from: to, to: from });
    await service.holidays.order(withdrawn, { actor: lead });
    await service.holidays.counted();
    expect(await screening()).toBe(from);
    const { database, catalogue } = service;
    expect((await verifyAll(database, (opening) => catalogue.pinned(opening))).failures).toEqual([]);
  });

  it('is ordered by the lead agency, says something new, and of a day that there is', async () => {
    const { holidays } = service;
    const of = (change: object): Promise<unknown> => holidays.order({ ...HOLIDAY, ...change }, { actor: lead });
    await expect(holidays.order(HOLIDAY, { actor: other })).rejects.toMatchObject({ kind: 'actor' });
    await expect(holidays.preview(HOLIDAY, other)).rejects.toThrow(/lead agency/);
    await expect(of({ date: '2026-12-25' })).rejects.toThrow(/is a holiday already/);
    await expect(of({ closes: false })).rejects.toThrow(/no holiday that could be withdrawn/);
    for (const [field, wrong] of [
      ['date', '2026-02-30'],
      ['date', 'Friday'],
      ['name', ' '],
      ['ground', 'x'.repeat(301)],
      ['calendar', 'lunar'],
    ] as const)
      await expect(of({ [field]: wrong })).rejects.toMatchObject({ details: { errors: [{ field: `/${field}` }] } });
    expect(holidays.register.records).toHaveLength(2);
  });

  it('moves nothing where no time runs on that day', async () => {
    expect(await service.holidays.preview({ ...HOLIDAY, date: '2028-03-01' }, lead)).toMatchObject({
      dates: 0,
      shown: [],
      whole: true,
    });
  });
});
