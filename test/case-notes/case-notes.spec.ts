import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256 } from '../../src/engine/index.js';
import { verifyAll } from '../../src/verify/verify.js';
import { KINDS } from '../support/databases.js';
import { startService, type TestService, type Told } from '../support/service.js';

const WORDS = 'Rang the consultant about the missing map';

describe.each(KINDS)('internal notes, on %s,', (kind) => {
  let site: TestService;
  let id: string;
  beforeAll(async () => {
    const folder = new URL('../policy/workflows', import.meta.url).pathname;
    site = await startService(kind, { IJAZAT_WORKFLOWS: folder });
    const body = { workflow: 'desk-epa-punjab', data: { title: 'Mill' } };
    id = (await site.ask('investor', 'POST', '/api/cases', { body })).body.id;
  });
  afterAll(() => site.close());

  const add = (who: string, text: string, headers = {}): Promise<Told> =>
    site.ask(who, 'POST', `/api/cases/${id}/notes`, { body: { text }, headers });
  const seenBy = async (who: string): Promise<unknown[]> =>
    (await site.ask(who, 'GET', `/api/cases/${id}/notes`)).body.items.map(({ text }) => text);
  const shownTo = async (who: string): Promise<string> => {
    const parts = ['', '/history', '/ledger', '/delay'].map((part) => site.ask(who, 'GET', `/api/cases/${id}${part}`));
    const pages = ['', '/history'].map((part) => site.ask(who, 'GET', `/cases/${id}${part}`));
    return JSON.stringify(await Promise.all([...parts, ...pages]));
  };

  it('are of the agency that made them: no other sees them, nor the investor, nor the auditor', async () => {
    const { status, body } = await add('officer.epa-punjab', WORDS);
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({ agency: 'epa-punjab', post: 'officer.epa-punjab', text: WORDS }),
    ]);
    expect((await add('officer.sifc', 'Of the lead agency')).body).toMatchObject({ agency: 'sifc' });
    expect(await seenBy('manager.epa-punjab')).toEqual([WORDS]);
    expect(await seenBy('manager')).toEqual(['Of the lead agency']);
    for (const who of ['investor', 'auditor', 'admin']) {
      expect((await site.ask(who, 'GET', `/api/cases/${id}/notes`)).status).toBe(403);
      expect(await shownTo(who)).not.toMatch(/consultant|lead agency"/);
    }
    expect((await site.ask('officer.fbr', 'GET', `/api/cases/${id}/notes`)).status).toBe(404);
    expect((await add('officer.fbr', WORDS)).status).toBe(404);
  });

  it('are in the log by a digest, which the agency alone is shown', async () => {
    const noteIn = async (who: string): Promise<unknown> =>
      (await site.ask(who, 'GET', `/api/cases/${id}/history`)).body.items.find(({ type }) => type === 'note.added')?.[
        'data'
      ];
    const { text, salt } = (await site.ask('officer.epa-punjab', 'GET', `/api/cases/${id}/notes`)).body.items[0] ?? {};
    const digest = sha256(`${String(salt)}\n${String(text)}`);
    expect(await noteIn('officer.epa-punjab')).toMatchObject({ text: { sealed: { digest, custodian: 'epa-punjab' } } });
    expect(await noteIn('investor')).toMatchObject({ text: { sealed: { custodian: 'epa-punjab' } } });
    expect(JSON.stringify(await noteIn('investor'))).not.toContain(digest);
  });

  it('are made once for a key, and say something', async () => {
    const headers = { 'idempotency-key': 'note' };
    const [first, again] = [
      await add('officer.epa-punjab', 'Once', headers),
      await add('officer.epa-punjab', 'Once', headers),
    ];
    expect(again.body).toEqual(first.body);
    expect((await add('officer.epa-punjab', 'Other', headers)).status).toBe(422);
    expect((await add('officer.epa-punjab', '  ')).status).toBe(422);
    expect(await seenBy('officer.epa-punjab')).toEqual([WORDS, 'Once']);
  });

  it('leave a log that replays, also when a text was erased', async () => {
    const { database, catalogue } = site.service;
    await database.write((query) => query('delete from case_notes where case_id = $1', [id]));
    expect((await verifyAll(database, (opening) => catalogue.pinned(opening))).failures).toEqual([]);
    expect(await seenBy('officer.epa-punjab')).toEqual([]);
  });
});
