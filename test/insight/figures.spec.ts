import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor, JsonObject } from '../../src/engine/index.js';
import { KeptMonths } from '../../src/insight/kept-months.js';
import { PublicFigures } from '../../src/insight/standard-figures.js';
import type { Behind, Table } from '../../src/insight/table.js';
import { FIGURES_DUE } from '../../src/store/migrations/1764700000000-figures.js';
import { read } from '../../src/store/read.js';
import { verifyAll } from '../../src/verify/verify.js';
import { fill } from '../../src/walkthrough/fill.js';
import { KINDS } from '../support/databases.js';
import { officeAtWork, type Office } from '../support/office-at-work.js';
import { startService, type Answer, type TestService } from '../support/service.js';

const LATER = '2027-02-10T04:00:00Z';

interface Overview {
  readonly work: { readonly open: number; readonly overdue: number };
  readonly tables: readonly (Omit<Table, 'rows'> & {
    readonly rows: readonly { readonly cells: Table['rows'][number] }[];
  })[];
}

describe.each(KINDS)('figures on %s', (kind) => {
  let site: TestService;
  let office: Office;

  const act = async (who: string, id: string, type: string, data?: object): Promise<Answer> => {
    const { body: seen } = await site.ask(who, 'GET', `/api/cases/${id}`);
    const action = seen.actions.find(({ event }) => event === type);
    if (!action) throw new Error(`${who} may not ${type} ${id}`);
    const body = { type, data: { ...fill(action.schema as JsonObject, '2026-11-23'), ...data } };
    const told = await site.ask(who, 'POST', `/api/cases/${id}/events`, { body });
    if (told.status !== 200) throw new Error(`${type}: ${JSON.stringify(told.body)}`);
    return told.body;
  };
  const overview = async (who: string, query = ''): Promise<Overview> => {
    const { status, body } = await site.ask(who, 'GET', `/api/insight${query}`);
    expect(status).toBe(200);
    return body as unknown as Overview;
  };
  const cells = (figures: Overview, id: string) => figures.tables.find((table) => table.id === id)?.rows ?? [];
  const valuesIn = (figures: Overview, id: string) =>
    cells(figures, id).map(({ cells: row }) => row.map(({ value }) => value));
  const behind = async (who: string, query: Behind): Promise<number> => {
    let [n, cursor]: [number, string | null] = [0, ''];
    while (cursor !== null) {
      const asked = new URLSearchParams({ ...query, limit: '7', ...(cursor === '' ? {} : { cursor }) });
      const { status, body } = await site.ask(who, 'GET', `/api/insight/cases?${asked.toString()}`);
      expect([status, asked.toString()]).toEqual([200, asked.toString()]);
      n += body.items.length;
      cursor = body.next;
    }
    return n;
  };

  /** Of three applications one is withdrawn; of their registrations one is granted at once, one after eleven weeks, one not at all. */
  beforeAll(async () => {
    site = await startService(kind);
    office = await officeAtWork(site, 'secp', 3);
    const [granted = ''] = office.permits;
    await act('officer.secp', granted, 'register');
    const { status } = await site.ask(null, 'POST', '/api/clock', { body: { to: LATER } });
    expect(status).toBe(200);
    await act('officer.secp', String(office.permits[1]), 'register');
    await act('investor', String(office.applications[1]?.id), 'withdraw', { code: 'too-slow' });
  }, 60_000);
  afterAll(() => site.close());

  it('lead to just as many cases as they say', async () => {
    for (const who of ['manager', 'manager.secp']) {
      const figures = await overview(who);
      const counted = figures.tables.flatMap(({ columns, rows }) =>
        rows.flatMap((row) => row.cells.flatMap((cell, index) => (columns[index]?.kind === 'count' ? [cell] : []))),
      );
      expect(counted.length).toBeGreaterThan(20);
      for (const { value, behind: query } of counted)
        expect([query, query === null ? 0 : await behind(who, query)]).toEqual([query, value]);
    }
  });

  it('tell what was granted, what was given up, and where', async () => {
    const figures = await overview('manager.secp');
    const decided = valuesIn(figures, 'promises');
    expect(decided).toEqual([['secp-incorporation', 2, 1, 1, 0.5, 0, 79, 79]]);
    expect(valuesIn(figures, 'trend').filter(([month]) => month === '2026-11')).toEqual([
      ['2026-11', 3, 1, 0, 0, 0, 0, 0],
    ]);
    expect(valuesIn(figures, 'throughput-by-province')).toEqual([['punjab', 3, 2, 1, 1, 0.5, 0, 79, 79]]);
    expect(valuesIn(figures, 'throughput-by-sector')).toEqual([['textiles', 3, 2, 1, 1, 0.5, 0, 79, 79]]);
    const longest = cells(figures, 'throughput-by-province')[0]?.cells.at(-1)?.behind ?? {};
    expect(await behind('manager.secp', longest)).toBe(1);
    expect(await behind('manager.secp', { ...longest, province: 'sindh' })).toBe(0);
    const all = await overview('auditor');
    expect(valuesIn(all, 'withdrawals')).toEqual([['too-slow', 1, 0]]);
    expect(valuesIn(all, 'drop-out')[0]).toEqual(['application', 3, 1]);
  });

  it('add up the same work whichever way it is looked at, all of it open and most of it late', async () => {
    const figures = await overview('manager');
    expect(figures.work.overdue).toBeGreaterThan(0);
    const ways = figures.tables.filter(({ id }) => id.startsWith('work-by-'));
    expect(ways).toHaveLength(6);
    for (const { rows } of ways) {
      const sum = (column: number): number => rows.reduce((all, { cells: row }) => all + Number(row[column]?.value), 0);
      expect([sum(1), sum(3)]).toEqual([figures.work.overdue, figures.work.open]);
    }
    const [row] = await read<{ n: number }>(
      site.service.database,
      "select count(*) as n from tasks where closed_at is null and role <> 'investor' and due_at < $1",
      [Date.parse(LATER)],
    );
    expect(Number(row?.n)).toBe(figures.work.overdue);
  });

  it('charge every second of the ledgers to its holder, what runs included', async () => {
    const figures = await overview('manager');
    const rows = await read<{ holder: string; ms: number }>(
      site.service.database,
      'select holder, sum(until - since) as ms from ledger group by holder',
      [],
    );
    const held = await read<{ holder: string; ms: number }>(
      site.service.database,
      'select holder, sum($1 - cast(json_since as bigint)) as ms from (select holder, ' +
        (kind === 'sqlite' ? "json_extract(body, '$.charge.since')" : "(body::jsonb #>> '{charge,since}')") +
        " as json_since from cases where holder <> 'nobody') as now group by holder",
      [Date.parse(LATER)],
    );
    const days = (from: typeof rows, holder: unknown): number =>
      Math.round((Number(from.find((one) => one.holder === holder)?.ms ?? 0) / 86_400_000) * 10) / 10;
    const told = valuesIn(figures, 'time');
    expect(told.length).toBeGreaterThan(3);
    for (const [holder, over, running] of told)
      expect([holder, over, running]).toEqual([holder, days(rows, holder), days(held, holder)]);
  });

  it('tell the public of months that are over, and nothing of few', async () => {
    const { body } = await site.ask(null, 'GET', '/api/standard');
    expect(body).toMatchObject({ smallest: 5 });
    expect(body.items.length).toBeGreaterThan(30);
    expect(body.items.filter(({ real }) => real !== null)).toEqual([]);
    const { database, clock } = site.service;
    const shown = async (smallest: number) => {
      const rules = { months: 12, public: { smallest, source: '', confirmed: false } };
      return (await new PublicFigures({ kept: new KeptMonths(database), clock, rules }).standard()).real;
    };
    // The one of this month is not among them.
    expect([...(await shown(1))]).toEqual([['secp-incorporation', { n: 1, median: 0, p90: 0, worst: 0, inTime: 1 }]]);
    expect([...(await shown(2))]).toEqual([]);
  });

  it('are of the agencies that one manages, and of no others', async () => {
    const own = await overview('manager.epa-punjab');
    expect(valuesIn(own, 'promises')).toEqual([]);
    expect(valuesIn(await overview('manager.epa-punjab', '?agency=secp'), 'work-by-agency')).toEqual([]);
    expect(await behind('manager.epa-punjab', { figure: 'work', agency: 'secp' })).toBe(0);
    expect(await behind('manager.secp', { figure: 'work', agency: 'secp' })).toBeGreaterThan(0);
    expect((await site.ask('officer.secp', 'GET', '/api/insight')).status).toBe(403);
  });

  it('are of where a post reaches: all of it where the cases are, nothing elsewhere', async () => {
    const { insight, behinds } = site.service.figures;
    const within = (province: string): Actor => ({
      id: 'head',
      kind: 'person',
      posts: [{ role: 'manager', agency: 'secp', within: { provinces: [province] } }],
    });
    const whole: Actor = { id: 'head', kind: 'person', posts: [{ role: 'manager', agency: 'secp' }] };
    const all = await insight.overview(whole);
    expect(all.work.open).toBeGreaterThan(0);
    expect((await insight.overview(within('punjab'))).tables).toEqual(all.tables);
    const none = await insight.overview(within('sindh'));
    const numbers = none.tables.flatMap(({ rows }) => rows.flatMap((row) => row.map(({ behind: query }) => query)));
    expect(numbers.filter((query) => query !== null)).toEqual([]);
    for (const figure of ['work', 'passed', 'time', 'held'] as const) {
      const query = { figure, holder: 'secp', limit: 50 };
      const seen = await behinds.cases(within('punjab'), query);
      expect(seen).toEqual(await behinds.cases(whole, query));
      expect(seen.items.length).toBeGreaterThan(0);
      expect((await behinds.cases(within('sindh'), query)).items).toEqual([]);
    }
  });

  it('are proved by the log: verify finds them sound, and tells of one that is not', async () => {
    const { database, catalogue } = site.service;
    const failures = async (): Promise<readonly string[]> =>
      (await verifyAll(database, (opening) => catalogue.pinned(opening))).failures;
    expect(await failures()).toEqual([]);
    const spoil = (by: number): Promise<unknown> =>
      database.write((query) => query("update counters set n = n + $1 where scope like 'passed/%/kept/0'", [by]));
    await spoil(1);
    expect(await failures()).toEqual([
      expect.stringMatching(/^the counter passed\/2026-11\/secp\/.*\/permit\/.* says 2; there are 1$/),
    ]);
    await spoil(-1);
  });

  it('are made from the logs where cases were there before them', async () => {
    const { database, catalogue, log } = site.service;
    const before = await overview('manager');
    await database.write(async (query) => {
      await query('delete from passages');
      await query("delete from counters where scope like 'passed/%' or scope like 'time/%' or scope like 'months/%'");
      await query("update counters set n = n + 3 where scope like 'held/%'");
      await query('insert into facts (name, value) values ($1, $2)', [FIGURES_DUE, '1']);
    });
    await site.service.figures.make();
    expect((await overview('manager')).tables).toEqual(before.tables);
    expect((await verifyAll(database, (opening) => catalogue.pinned(opening))).failures).toEqual([]);
    expect(log.level).toBe('silent');
  });
});
