import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KINDS } from '../support/databases.js';
import { startService, type TestService } from '../support/service.js';

describe.each(KINDS)('who reads a case, on %s,', (kind) => {
  let site: TestService;
  let id: string;
  beforeAll(async () => {
    site = await startService(kind);
    const body = { workflow: 'steps', data: { title: 'Mill' } };
    id = (await site.ask('investor', 'POST', '/api/cases', { body })).body.id;
  });
  afterAll(() => site.close());

  const look = (who: string, part = ''): Promise<unknown> => site.ask(who, 'GET', `/api/cases/${id}${part}`);
  const readings = async (query = ''): Promise<readonly { readonly [field: string]: unknown }[]> =>
    (await site.ask('auditor', 'GET', `/api/cases/${id}/readings${query}`)).body.items;

  it('is on record, with the post and with what was read, once for the same thing', async () => {
    for (const part of ['', '/history', '/dossier', '', '']) await look('officer.sifc', part);
    await look('investor2');
    expect((await readings()).map(({ person, post, what }) => [person, post, what])).toEqual(
      expect.arrayContaining(
        ['case', 'history', 'dossier'].map((what) => ['officer.sifc@demo.test', 'officer.sifc', what]),
      ),
    );
    // So is that the auditor has looked who reads.
    expect((await readings()).map(({ what }) => String(what)).sort()).toEqual([
      'case',
      'dossier',
      'history',
      'readings',
    ]);
  });

  it('also by the pages', async () => {
    await site.ask('manager', 'GET', `/cases/${id}/history`);
    expect(await readings('?limit=1')).toHaveLength(1);
    expect(await readings()).toContainEqual(expect.objectContaining({ person: 'manager@demo.test', what: 'history' }));
  });

  it('is for the investor whose case it is, and the auditor, to know', async () => {
    const statusFor = async (who: string): Promise<number> =>
      (await site.ask(who, 'GET', `/api/cases/${id}/readings`)).status;
    expect(await statusFor('investor')).toBe(200);
    expect([await statusFor('officer.sifc'), await statusFor('admin')]).toEqual([403, 403]);
    expect(await statusFor('investor2')).toBe(404);
  });

  it('is written together with what others read, and before the service ends', async () => {
    const { readings: kept, database } = site.service;
    const actor = { id: 'last', kind: 'person', posts: [{ role: 'auditor' }] } as const;
    for (let n = 0; n < 500; n += 1) kept.note({ actor, caseId: `none ${n}`, what: 'case', at: n });
    await kept.stop();
    const [row] = (await database.reader.query("select count(*) as n from readings where person = 'last'")) as {
      n: unknown;
    }[];
    expect(Number(row?.n)).toBe(500);
  });
});
