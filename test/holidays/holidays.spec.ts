import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assemble, type Service } from '../../src/app/service.js';
import { readEnvironment } from '../../src/environment/environment.js';
import { Lanes } from '../../src/cases/lanes.js';
import type { Catalogue } from '../../src/catalogue/catalogue.js';
import { Recount } from '../../src/clocks/recount.js';
import type { Actor, Host } from '../../src/engine/index.js';
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

const LATE = '00000000-0000-4000-8000-00000000000a';

/** A host that goes on counting as it does now. */
function asItIsNow(catalogue: Catalogue): Host {
  const { calendars } = catalogue;
  const { settings } = catalogue.frame(
    catalogue.opening('investor-approval', MILL, {
      id: LATE,
      owner: investor.id,
      now: Date.parse('2026-11-23T04:00:00Z'),
    }),
  );
  return {
    calendars,
    frame: (pinned) => ({ ...catalogue.frame(pinned), settings }),
    child: (parent, effect) => catalogue.child(parent, effect),
  };
}

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

  it('moves also what is committed under the calendar of before after all the rest was counted anew', async () => {
    const { database, catalogue, holidays } = service;
    // Another process, which has not heard of the order yet.
    const deaf = new Lanes(database.store, asItIsNow(catalogue), service.clock, () => undefined);
    const day = { ...HOLIDAY, date: '2026-11-26', ground: 'Notification 14/2026' };
    await holidays.order(day, { actor: lead });
    await holidays.counted();
    const opening = catalogue.opening('investor-approval', MILL, {
      id: LATE,
      owner: investor.id,
      now: service.clock.now(),
    });
    await deaf.submit({ request: { kind: 'open', opening, actor: investor }, answer: () => null });
    const submit = { type: 'submit', data: {}, actor: investor };
    await deaf.submit({ request: { kind: 'command', case: LATE, command: submit }, answer: () => null });
    await deaf.drain();
    const due = async (): Promise<number> => {
      const { clocks } = await service.cases.find(LATE, investor);
      return Date.parse(clocks.find(({ name }) => name === 'screening')?.dueAt ?? '');
    };
    const wrong = await due();
    expect(wrong).toBeLessThan(await screening());
    await holidays.sweep();
    expect(await due()).toBe(await screening());
    const events = (await recounts()).length;
    await holidays.sweep();
    expect(await recounts()).toHaveLength(events);
    const stamps = "select distinct calendars from clocks where status = 'running'";
    expect(await read(database, stamps, [])).toEqual([{ calendars: catalogue.calendars }]);

    // A process with other calendars than those that were announced last leaves them alone.
    await new Recount({ database, lanes: deaf, log: makeLog('silent') }).sweep('0'.repeat(64), 'older');
    expect(await recounts()).toHaveLength(events);
    await holidays.order({ ...day, closes: false, ground: 'Notification 15/2026' }, { actor: lead });
    await holidays.counted();
    expect([await due(), await screening()]).toEqual([wrong, wrong]);
  });

  it('of a province is one for its offices only, and one of the federation for them too', async () => {
    const { holidays, catalogue } = service;
    const sindh = { ...HOLIDAY, calendar: 'sindh', date: '2026-12-02', ground: 'Notification S-1/2026' };
    const open = (agency: string | null, date: string): boolean =>
      catalogue.daySettings.calendarOf(agency).isOpenDay(date);
    await holidays.order(sindh, { actor: lead });
    await holidays.counted();
    expect(['epa-sindh', 'epa-punjab', 'secp', null].map((one) => open(one, '2026-12-02'))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(await holidays.preview({ ...sindh, date: '2026-11-25' }, lead)).toMatchObject({ dates: 0 });
    const federal = { ...HOLIDAY, date: '2026-12-03', ground: 'Notification 16/2026' };
    await holidays.order(federal, { actor: lead });
    await holidays.counted();
    expect(['epa-sindh', 'epa-punjab', null].map((one) => open(one, '2026-12-03'))).toEqual([false, false, false]);
    await holidays.order(
      { ...federal, calendar: 'sindh', closes: false, ground: 'Notification S-2/2026' },
      { actor: lead },
    );
    await holidays.counted();
    expect(['epa-sindh', 'epa-punjab', null].map((one) => open(one, '2026-12-03'))).toEqual([true, false, false]);
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
    expect(holidays.register.records).toHaveLength(7);
  });

  it('moves nothing where no time runs on that day', async () => {
    expect(await service.holidays.preview({ ...HOLIDAY, date: '2028-03-01' }, lead)).toMatchObject({
      dates: 0,
      shown: [],
      whole: true,
    });
  });
});
