import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor, Post } from '../../src/engine/index.js';
import { Worklists1764550000000 } from '../../src/store/migrations/1764550000000-worklists.js';
import { read } from '../../src/store/read.js';
import { SavedFilters } from '../../src/tasks/saved-filters.js';
import { VIEWS } from '../../src/tasks/views.js';
import { Worklists, type WorkQuery } from '../../src/tasks/worklists.js';
import { KINDS } from '../support/databases.js';
import { MILL } from '../support/applications.js';
import { officeAtWork, type Office } from '../support/office-at-work.js';
import { startService, type TestService } from '../support/service.js';

const START_MS = 120_000;
const DAY = 24 * 3600_000;
const AGENCY = 'secp';
const person = (id: string, ...posts: Post[]): Actor => ({ id: `${id}@demo.test`, kind: 'person', posts });
const officer = person('officer.secp', { role: 'officer', agency: AGENCY });
const desk = person('officer.sifc', { role: 'officer', agency: 'sifc' });
const stranger = person('officer.fbr', { role: 'officer', agency: 'fbr' });

describe.each(KINDS)('worklists on %s', (kind) => {
  let home: TestService;
  let office: Office;
  let worklists: Worklists;

  beforeAll(async () => {
    home = await startService(kind);
    office = await officeAtWork(home, AGENCY, 3);
    worklists = new Worklists(home.service.database, home.service.clock);
  }, START_MS);
  afterAll(() => home.close());

  const references = async (actor: Actor, query: Omit<WorkQuery, 'limit'>): Promise<string[]> => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await worklists.page(actor, { ...query, limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      found.push(...page.items.map(({ reference }) => reference));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return found.sort();
  };
  const permit = (n: number): string => `IJZ-2026-00000${n}/secp-incorporation`;

  it('gives page by page what is to do in an agency, and to nobody else', async () => {
    expect(await references(officer, { view: 'agency' })).toEqual([permit(1), permit(2), permit(3)]);
    expect(await references(stranger, { view: 'agency' })).toEqual([]);
    expect(await references(stranger, { view: 'agency', agency: AGENCY })).toEqual([]);
    expect(await references(desk, { view: 'agency' })).toEqual([]);
    expect(await references(desk, { view: 'agency', agency: AGENCY })).toHaveLength(3);
    expect(await references(desk, { view: 'agency', agency: '*' })).toHaveLength(3);
  });

  it('bounds by the jurisdiction of a post', async () => {
    const within = (province: string): Actor =>
      person('north', { role: 'officer', agency: AGENCY, within: { provinces: [province] } });
    expect(await references(within('punjab'), { view: 'agency' })).toHaveLength(3);
    expect(await references(within('sindh'), { view: 'agency' })).toEqual([]);
    const waiting = (post: Partial<Post>): Actor => person('mofa', { role: 'officer', agency: 'mofa', ...post });
    expect(await references(waiting({}), { view: 'waiting' })).toHaveLength(3);
    expect(await references(waiting({ within: { provinces: ['sindh'] } }), { view: 'waiting' })).toEqual([]);
  });

  it.each([
    ['ijz-2026-000002', [2]],
    ['IJZ-2026-000002/SECP', [2]],
    ['ijz-2026-000002/other', []],
    ['3', [3]],
    ['chen', [1]],
    ['  Textiles ', [1]],
    ['CHENAB  tex', [1]],
    ['extiles', []],
    ['ijz', [1, 2, 3]],
    ["%' or 1=1 --", []],
    ['_hen', []],
  ])('finds by the beginning of what is known: %s', async (search, found) => {
    expect(await references(officer, { view: 'agency', search })).toEqual(found.map((n) => permit(n)));
    expect((await worklists.counts(officer, { search })).agency).toBe(found.length);
  });

  it('finds a case by what it was amended to, and no longer by what it was', async () => {
    const { body } = await home.ask('investor', 'POST', '/api/cases', {
      body: { workflow: 'investor-approval', data: { ...MILL, company: 'Old Name' } },
    });
    const held = [{ approval: 'fbr-ntn', number: '7654321-0', issuedBy: 'FBR', issuedOn: '2020-01-01' }];
    const amended = await home.ask('investor', 'POST', `/api/cases/${body.id}/events`, {
      body: { type: 'amend', data: { company: 'Sutlej Dairies', held } },
    });
    expect(amended.status).toBe(200);
    const sql = 'select term from search_terms where case_id = $1 and live = 1 order by term';
    const terms = (await read<{ term: string }>(home.service.database, sql, [body.id])).map(({ term }) => term);
    expect(terms).toEqual(expect.arrayContaining(['sutlej dairies', 'dairies', '7654321-0', '76543210']));
    expect(terms).not.toContain('old name');
  });

  it('counts what each view shows, from claim to overdue', async () => {
    const agree = async (): Promise<{ readonly [view: string]: number }> => {
      const counts = await worklists.counts(officer, {});
      for (const view of VIEWS) expect((await references(officer, { view })).length).toBe(counts[view]);
      return counts;
    };
    expect(await agree()).toMatchObject({ mine: 0, agency: 3, unassigned: 3, 'at-risk': 0, overdue: 0 });
    const { items } = await worklists.page(officer, { view: 'unassigned', limit: 1 });
    const { status } = await home.ask('officer.secp', 'POST', `/api/tasks/${items[0]?.id}/claim`);
    expect(status).toBe(200);
    expect(await agree()).toMatchObject({ mine: 1, unassigned: 2 });
    const due = Number(items[0]?.due_at);
    await home.service.timeMachine.advance(due - 3600_000);
    expect(await agree()).toMatchObject({ 'at-risk': 3, overdue: 0 });
    await home.service.timeMachine.advance(due + DAY);
    const after = await agree();
    expect(after['overdue']).toBeGreaterThan(0);
    expect(after['at-risk']).toBe(0);
  });

  it('makes the terms of cases that were there before there were terms', async () => {
    const { database } = home.service;
    const sql = 'select case_id, term, root from search_terms where live = 1 order by case_id, term';
    const agencies = 'select id, case_agency from tasks order by id';
    const [before, tasks] = [await read(database, sql, []), await read(database, agencies, [])];
    await database.write(async (query) => {
      const migration = new Worklists1764550000000();
      // Migrations are written for the connection they run on, which names parameters in its own way.
      const numbered = (text: string): string => {
        let n = 0;
        return text.replaceAll('?', () => `$${(n += 1)}`);
      };
      const ask = (text: string, values?: unknown[]): Promise<unknown[]> => query(numbered(text), values);
      const writing = { connection: database.reader, query: ask } as never;
      await migration.down(writing);
      await migration.up(writing);
    });
    expect(await read(database, sql, [])).toEqual(before);
    expect(await read(database, agencies, [])).toEqual(tasks);
    expect(office.permits).toHaveLength(3);
  });

  it('keeps views for each account by itself', async () => {
    const filters = new SavedFilters(home.service.database, home.service.clock);
    expect(await filters.save(officer.id, 'Mills', 'view=agency&q=chen')).toBe(true);
    expect(await filters.save(officer.id, 'Mills', 'view=agency&q=ravi')).toBe(true);
    expect(await filters.list(desk.id)).toEqual([]);
    const [kept] = await filters.list(officer.id);
    expect(kept).toMatchObject({ name: 'Mills', query: 'view=agency&q=ravi' });
    await filters.remove(desk.id, kept?.id ?? '');
    expect(await filters.list(officer.id)).toHaveLength(1);
    await filters.remove(officer.id, kept?.id ?? '');
    expect(await filters.list(officer.id)).toEqual([]);
    for (let n = 0; n < 20; n += 1) expect(await filters.save(officer.id, `View ${n}`, '')).toBe(true);
    expect(await filters.save(officer.id, 'One more', '')).toBe(false);
  });
});
