import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROFILES } from '../../src/walkthrough/profiles.js';
import { KINDS } from '../support/databases.js';
import { NOW, startService, type TestService, type Told } from '../support/service.js';

describe.each(KINDS)('the API on %s', (kind) => {
  let site: TestService;
  beforeAll(async () => {
    site = await startService(kind);
  });
  afterAll(() => site.close());

  const open = (data: object = { title: 'Mill', patienceMs: 60_000 }, headers = {}): Promise<Told> =>
    site.ask('investor', 'POST', '/api/cases', { body: { workflow: 'steps', data }, headers });
  const approve = (id: string, headers = {}): Promise<Told> =>
    site.ask('officer.sifc', 'POST', `/api/cases/${id}/events`, { body: { type: 'approve' }, headers });

  it('opens a case and tells where it is', async () => {
    const { status, headers, body } = await open();
    expect(status).toBe(201);
    expect(headers['location']).toBe(`/api/cases/${body.id}`);
    expect(body).toMatchObject({
      reference: expect.stringMatching(/^IJZ-2026-\d{6}$/),
      workflow: 'steps',
      version: '1',
      state: 'first',
      stage: 'first',
      status: 'active',
      rev: 1,
      actions: [],
      children: [],
      tasks: [{ node: 'first', role: 'officer', agency: 'sifc' }],
      deadlines: [{ dueAt: '2026-11-23T04:01:00.000Z', status: 'armed' }],
      openedAt: NOW,
    });
  });

  it('moves a case and offers each caller what that caller may do', async () => {
    const { body } = await open();
    const moved = await approve(body.id, { 'if-match': '"1"' });
    expect(moved.status).toBe(200);
    expect(moved.headers['etag']).toBe('"2"');
    expect(moved.body).toMatchObject({
      state: 'second',
      rev: 2,
      actions: [{ event: 'approve', schema: { type: 'object' } }],
    });
    const seen = await site.ask('investor', 'GET', `/api/cases/${body.id}`);
    expect(seen.body).toMatchObject({ state: 'second', actions: [] });
  });

  it('answers 412 to a stale revision, 409 to what the state does not allow, and says what it allows', async () => {
    const { body } = await open();
    for (let step = 0; step < 5; step += 1) await approve(body.id);
    expect((await approve(body.id, { 'if-match': '1' })).status).toBe(412);
    const late = await approve(body.id);
    expect(late.status).toBe(409);
    expect(late.headers['content-type']).toContain('application/problem+json');
    expect(late.body).toMatchObject({ status: 409, allowed: [], title: expect.any(String), type: expect.any(String) });
  });

  it('keeps the answer of a key and refuses another request under it', async () => {
    const headers = { 'idempotency-key': `open-${kind}` };
    const [first, second] = [await open({ title: 'A' }, headers), await open({ title: 'A' }, headers)];
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect((await open({ title: 'B' }, headers)).status).toBe(422);
    const { body } = await open();
    const [one, two] = await Promise.all([
      approve(body.id, { 'idempotency-key': 'k' }),
      approve(body.id, { 'idempotency-key': 'k' }),
    ]);
    expect(two.body).toEqual(one.body);
    // The key counts before the revision: a repeated request is not stale by its own doing.
    expect((await approve(body.id, { 'idempotency-key': 'k', 'if-match': '1' })).status).toBe(200);
  });

  it.each([
    ['no workflow', {}, '/workflow'],
    ['an unknown workflow', { workflow: 'nothing' }, '/workflow'],
    ['data that does not fit', { workflow: 'steps', data: { title: 7 } }, '/title'],
    ['data that is no object', { workflow: 'steps', data: [] }, '/data'],
    ['a field nobody knows', { workflow: 'steps', more: 1 }, '/more'],
    ['NUL in a text', { workflow: 'steps', data: { title: 'a\0b' } }, '/data/title'],
    ['half a character', { workflow: 'steps', data: { title: '\ud800' } }, '/data/title'],
  ])('refuses %s and names the field', async (_, body, field) => {
    const { status, body: told } = await site.ask('investor', 'POST', '/api/cases', { body });
    expect(status).toBe(422);
    expect(told['errors']).toEqual(expect.arrayContaining([expect.objectContaining({ field })]));
  });

  it('does not tell a foreign case from none', async () => {
    const { body } = await open();
    const foreign = await site.ask('officer.epa-punjab', 'GET', `/api/cases/${body.id}`);
    const none = await site.ask('officer.epa-punjab', 'GET', '/api/cases/none');
    expect([foreign.status, none.status]).toEqual([404, 404]);
    expect(foreign.body.detail).toBe(none.body.detail);
    expect(
      (await site.ask('investor2', 'POST', `/api/cases/${body.id}/events`, { body: { type: 'approve' } })).status,
    ).toBe(404);
    expect(
      (await site.ask('investor', 'POST', `/api/cases/${body.id}/events`, { body: { type: 'approve' } })).status,
    ).toBe(403);
    expect((await site.ask(null, 'GET', `/api/cases/${body.id}`)).status).toBe(401);
  });

  it('pages lists by cursor without loss or repetition', async () => {
    for (let n = 0; n < 5; n += 1) await open({ title: `page ${n}` });
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const path: string = `/api/cases?limit=2${next ? `&cursor=${next}` : ''}`;
      const { body } = await site.ask('investor', 'GET', path);
      for (const item of body.items) seen.push(String(item['id']));
      next = body.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(5);
    expect((await site.ask('investor', 'GET', '/api/cases?cursor=abc')).status).toBe(422);
    expect((await site.ask('investor', 'GET', '/api/cases?limit=0')).status).toBe(422);
  });

  it('lets an officer claim, another wait, and a manager assign', async () => {
    const { body } = await open();
    const task = String(body.tasks[0]?.id);
    expect((await site.ask('officer.sifc', 'POST', `/api/tasks/${task}/claim`)).body).toMatchObject({
      tasks: [{ assignee: 'officer.sifc@demo.test' }],
    });
    expect((await site.ask('officer2.sifc', 'POST', `/api/tasks/${task}/claim`)).status).toBe(409);
    expect((await site.ask('officer.fbr', 'POST', `/api/tasks/${task}/claim`)).status).toBe(404);
    const given = await site.ask('manager.sifc', 'POST', `/api/tasks/${task}/assign`, {
      body: { to: 'officer2.sifc@demo.test' },
    });
    expect(given.body).toMatchObject({ tasks: [{ assignee: 'officer2.sifc@demo.test' }] });
    expect(
      (await site.ask('manager.sifc', 'POST', `/api/tasks/${task}/assign`, { body: { to: 'officer.fbr@demo.test' } }))
        .status,
    ).toBe(422);
    const mine = await site.ask('officer2.sifc', 'GET', '/api/tasks?assignee=me');
    expect(mine.body.items.map((item) => item['id'])).toEqual([task]);
  });

  it('keeps the answer of a key though the task has changed hands or is closed, for those who may know of the case', async () => {
    const { body } = await open();
    const task = `/api/tasks/${body.tasks[0]?.id}`;
    const act = (who: string, what: string, key: string): Promise<Told> =>
      site.ask(who, 'POST', `${task}/${what}`, { headers: { 'idempotency-key': `${body.id}${key}` } });
    const claimed = await act('officer.sifc', 'claim', 'c');
    const released = await act('officer.sifc', 'release', 'r');
    expect([claimed.status, released.status]).toEqual([200, 200]);
    expect((await act('officer2.sifc', 'claim', 'c')).status).toBe(200);
    expect((await act('officer.sifc', 'release', 'r')).body).toEqual(released.body);
    await approve(body.id);
    expect((await act('officer.sifc', 'claim', 'c')).body).toEqual(claimed.body);
    expect((await act('officer.sifc', 'release', 'c')).status).toBe(422);
    expect((await act('officer.sifc', 'claim', 'new')).status).toBe(404);
  });

  it('gives an investor’s task to nobody but the investor', async () => {
    const opened = await site.ask('investor', 'POST', '/api/cases', {
      body: { workflow: 'investor-approval', data: PROFILES.mill },
    });
    const assign = (to: string): Promise<Told> =>
      site.ask('manager.sifc', 'POST', `/api/tasks/${opened.body.tasks[0]?.id}/assign`, { body: { to } });
    const { status, body } = await assign('investor2@demo.test');
    expect([status, body.errors]).toEqual([422, [{ field: '/to', message: 'is not the investor' }]]);
    expect((await assign('investor@demo.test')).status).toBe(200);
  });

  it('tells the log with hashes, and the ledger', async () => {
    const { body } = await open();
    await approve(body.id);
    const history = await site.ask('auditor', 'GET', `/api/cases/${body.id}/history`);
    expect(history.body.items.map((event) => [event['seq'], event['type']])).toEqual([
      [1, 'case.opened'],
      [2, 'approve'],
    ]);
    expect(history.body.items[1]?.['previousHash']).toBe(history.body.items[0]?.['hash']);
    expect((await site.ask('investor', 'GET', `/api/cases/${body.id}/ledger`)).body).toMatchObject({
      open: { holder: 'sifc' },
    });
  });

  it('signs in with the password and with nothing else', async () => {
    const right = await site.ask(null, 'POST', '/api/session', {
      body: { email: 'investor@demo.test', password: 'secret' },
    });
    expect([right.status, typeof right.body.token]).toEqual([200, 'string']);
    expect(
      (await site.ask(null, 'POST', '/api/session', { body: { email: 'investor@demo.test', password: 'guess' } }))
        .status,
    ).toBe(401);
    expect((await site.ask(null, 'POST', '/api/session', { body: { email: 'investor' } })).status).toBe(422);
    expect((await site.ask(null, 'GET', '/api/cases', { headers: { authorization: 'Bearer a.b.c' } })).status).toBe(
      401,
    );
  });

  it('shows the workflows, OpenAPI 3.1, health and metrics', async () => {
    const workflow = await site.ask('investor', 'GET', '/api/workflows/steps/1');
    expect(workflow.body).toMatchObject({
      id: 'steps',
      events: { approve: { title: expect.any(String) } },
      definition: { id: 'steps' },
    });
    const openapi = await site.ask(null, 'GET', '/api/openapi.json');
    expect(openapi.body).toMatchObject({
      openapi: '3.1.0',
      paths: { '/api/cases/{id}/events': { post: expect.any(Object) } },
    });
    expect((await site.ask(null, 'GET', '/health/live')).status).toBe(200);
    expect((await site.ask(null, 'GET', '/health/ready')).body).toMatchObject({
      ready: true,
      database: 'ok',
      migrations: 'done',
    });
    expect((await site.ask(null, 'GET', '/metrics')).body).toContain('ijazat_events_total');
  });
});
