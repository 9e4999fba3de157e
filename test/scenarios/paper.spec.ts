import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KINDS } from '../support/databases.js';
import { startService, type TestService } from '../support/service.js';
import { MILL } from '../support/applications.js';
import { verifyAll } from '../../src/verify/verify.js';

/* An investor walks in with a filing, and an agency posts its letters: desks record it, a second person signs. */

const LODGED = '2026-11-20T05:00:00.000Z';
const EVIDENCE = { document: 'Filing with receipt stamp', register: 'Diary 4711/2026' };

describe.each(KINDS)('paper first on %s', (kind) => {
  let site: TestService;
  let permit: string;
  beforeAll(async () => {
    site = await startService(kind, { IJAZAT_TIME: '2026-11-18T04:00:00.000Z' });
    const application = await site.ask('investor', 'POST', '/api/cases', {
      body: { workflow: 'investor-approval', data: MILL },
    });
    for (const [who, type] of [
      ['investor', 'submit'],
      ['officer.sifc', 'declareComplete'],
    ] as const) {
      await site.ask(who, 'POST', `/api/cases/${application.body.id}/events`, { body: { type } });
    }
    const seen = await site.ask('auditor', 'GET', `/api/cases/${application.body.id}`);
    permit = seen.body.children.find(({ key }) => key === 'secp-incorporation')?.id ?? '';
    await site.ask(null, 'POST', '/api/clock', { body: { to: '2026-11-24T04:00:00.000Z' } });
  });
  afterAll(async () => {
    const { catalogue, database } = site.service;
    expect((await verifyAll(database, (opening) => catalogue.pinned(opening))).failures).toEqual([]);
    await site.close();
  });

  const enter = (who: string, body: object) => site.ask(who, 'POST', `/api/cases/${permit}/events`, { body });
  const sign = (who: string, paper: string, how: string, body?: object) =>
    site.ask(who, 'POST', `/api/cases/${permit}/papers/${paper}/${how}`, body ? { body } : {});
  const LODGE = { type: 'lodge', data: { papers: ['Memorandum'] }, occurredAt: LODGED, evidence: EVIDENCE };

  it('is refused without evidence, in the future, and from the investor, each by its field or its reason', async () => {
    const bare = await enter('officer.secp', { ...LODGE, evidence: { document: ' ' } });
    expect([bare.status, bare.body]).toMatchObject([
      422,
      { errors: [{ field: '/evidence/document' }, { field: '/evidence/register' }] },
    ]);
    const early = await enter('officer.secp', { ...LODGE, occurredAt: '2027-01-01T00:00:00Z' });
    expect([early.status, early.body]).toMatchObject([
      422,
      { errors: [{ field: '/occurredAt', message: 'lies in the future' }] },
    ]);
    expect((await enter('investor', LODGE)).status).toBe(403);
  });

  it('has no effect before another person signs it, and then counts from when it happened', async () => {
    const entered = await enter('officer.secp', LODGE);
    expect([entered.status, entered.body]).toMatchObject([
      200,
      {
        stage: 'pending',
        papers: [{ event: 'lodge', occurredAt: LODGED, by: 'officer.secp@demo.test', evidence: EVIDENCE }],
      },
    ]);
    const [paper] = entered.body.papers;
    const id = paper?.id ?? '';
    expect((await sign('officer.secp', id, 'countersign')).status).toBe(403);
    expect((await sign('investor', id, 'countersign')).status).toBe(403);
    expect((await sign('officer.epa-punjab', id, 'countersign')).status).toBe(404);
    const tasks = await site.ask('officer2.secp', 'GET', '/api/tasks');
    expect(tasks.body.items.map(({ title }) => title)).toContain(
      'Countersign what was recorded from paper: Lodge the filing',
    );
    const signed = await sign('officer2.secp', id, 'countersign');
    expect([signed.status, signed.body]).toMatchObject([
      200,
      { papers: [], turn: { holder: 'secp', since: LODGED }, clocks: [{ name: 'completeness', startedAt: LODGED }] },
    ]);
    expect((await sign('officer2.secp', id, 'countersign')).status).toBe(409);
  });

  it('may be dismissed, with a reason', async () => {
    const entered = await enter('officer.secp', { ...LODGE, type: 'declareComplete', data: {} });
    const [paper] = entered.body.papers;
    const id = paper?.id ?? '';
    expect((await sign('officer2.secp', id, 'dismiss', {})).status).toBe(422);
    const dismissed = await sign('officer2.secp', id, 'dismiss', { text: 'It is another file.' });
    expect([dismissed.status, dismissed.body]).toMatchObject([200, { papers: [], stage: 'pending' }]);
  });
});
