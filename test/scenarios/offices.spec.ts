import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAll } from '../../src/verify/verify.js';
import { MILL } from '../support/applications.js';
import { changedConfig } from '../support/config.js';
import { KINDS } from '../support/databases.js';
import { startService, type Answer, type TestService, type Told } from '../support/service.js';
import { missing } from '../support/missing.js';

/*
 * Who is there for the work: a desk that falls vacant and is filled again, an officer who is transferred with a full desk, work that is given by
 * rule, and a desk that is there for minerals only. The council has such a desk here; the Board of Investment gives its work by rule.
 */

const MINERALS = `- { id: member, title: Member of the Approvals Committee, roles: [member], personal: true }
      - { id: minerals, title: Minerals desk, roles: [officer], within: { sectors: [mining, gemstones] } }`;
const at = (who: string): string => `${who}@demo.test`;
const config = changedConfig('settings/agencies.yaml', [
  ['- { id: member, title: Member of the Approvals Committee, roles: [member], personal: true }', MINERALS],
]);
afterAll(() => config.drop());

describe.each(KINDS)('the offices, on %s', (kind) => {
  let site: TestService;
  beforeAll(async () => {
    // A Monday, nine o'clock in Pakistan.
    site = await startService(kind, { IJAZAT_TIME: '2026-11-23T04:00:00.000Z', IJAZAT_CONFIG: config.folder });
  });
  afterAll(async () => {
    const { catalogue, database } = site.service;
    expect((await verifyAll(database, (opening) => catalogue.pinned(opening))).failures).toEqual([]);
    await site.close();
  });

  const post = (who: string, path: string, body: object): Promise<Told> => site.ask(who, 'POST', path, { body });
  const order = async (who: string, path: string, body: object): Promise<string> => {
    const told = await post(who, path, { ground: 'Order', ...body });
    expect([told.status, told.body.detail]).toEqual([expect.any(Number), undefined]);
    return told.body.id;
  };
  const until = async (to: string): Promise<void> => {
    expect((await post('investor', '/api/clock', { to })).status).toBe(200);
  };
  const steps = async (): Promise<{ id: string; task: string }> => {
    const { body } = await post('investor', '/api/cases', { workflow: 'steps', data: { title: 'Mill' } });
    return { id: body.id, task: body.tasks[0]?.id ?? '' };
  };
  const assignee = async (id: string): Promise<unknown> => {
    const { body } = await site.ask('auditor', 'GET', `/api/cases/${id}`);
    return (body.tasks[0] as unknown as { assignee: string | null }).assignee;
  };
  const holding = async (office: string, person: string): Promise<string> => {
    const { body } = await site.ask('auditor', 'GET', `/api/posts/${office}`);
    const { holders } = body as unknown as { holders: { holding: string; person: string }[] };
    return holders.find((one) => one.person === at(person))?.holding ?? '';
  };
  const events = async (id: string, type: string): Promise<unknown[]> => {
    const { body } = await site.ask('auditor', 'GET', `/api/cases/${id}/history`);
    return body.items.filter((event) => event['type'] === type);
  };
  const inbox = async (who: string, id: string): Promise<unknown[]> => {
    const { body } = await site.ask(who, 'GET', '/api/escalations?limit=200');
    return body.items.filter((one) => one['case'] === id).map((one) => [one['title'], one['raisedAt']]);
  };

  it('A desk that nobody holds is itself escalated, on its own dates, until it is filled.', async () => {
    const { id, task } = await steps();
    for (const person of ['officer.sifc', 'officer2.sifc'])
      await order('manager.sifc', `/api/holdings/${await holding('officer.sifc', person)}/end`, {
        from: '2026-12-01T04:00:00Z',
      });
    await until('2026-12-01T03:59:59Z');
    expect(await events(id, 'task.vacant')).toEqual([]);
    await until('2026-12-10T04:00:00Z');
    // On Tuesday 1 December at once; after five working days of a week that has four, at the opening of the offices.
    expect(await events(id, 'task.vacant')).toMatchObject([
      {
        actor: 'system',
        occurredAt: '2026-12-01T04:00:00.000Z',
        data: { task, rung: 0, title: 'Nobody holds the post' },
      },
      { actor: 'system', occurredAt: '2026-12-10T03:00:00.000Z', data: { rung: 1, since: Date.UTC(2026, 11, 1, 4) } },
    ]);
    expect(await inbox('manager.sifc', id)).toContainEqual(['Nobody holds the post', '2026-12-01T04:00:00.000Z']);
    const vacant = await site.ask('manager.sifc', 'GET', '/api/posts?agency=sifc&vacant=true');
    expect(vacant.body.items.map(({ id: one }) => one)).toEqual(['officer.sifc', 'minerals.sifc']);
    // A task that is opened while nobody is there is escalated at once.
    const later = await steps();
    await until('2026-12-10T04:00:01Z');
    expect(await events(later.id, 'task.vacant')).toMatchObject([{ occurredAt: '2026-12-10T04:00:00.000Z' }]);
    for (const person of ['officer.sifc', 'officer2.sifc'])
      await order('manager.sifc', '/api/posts/officer.sifc/holders', { person: at(person), charge: 'own' });
    await until('2026-12-20T04:00:00Z');
    expect(await events(id, 'task.vacant')).toHaveLength(2);
    expect(await events(later.id, 'task.vacant')).toHaveLength(1);
  });

  it('Whoever is transferred leaves the desk to others: what was claimed is free again.', async () => {
    const [mine, other] = [await steps(), await steps()];
    await post('officer.sifc', `/api/tasks/${mine.task}/claim`, {});
    await post('officer2.sifc', `/api/tasks/${other.task}/claim`, {});
    await order('admin', '/api/transfers', {
      person: at('officer.sifc'),
      to: 'officer.fbr',
      from: '2026-12-22T04:00:00Z',
    });
    await until('2026-12-22T04:00:00Z');
    expect([await assignee(mine.id), await assignee(other.id)]).toEqual([null, at('officer2.sifc')]);
    expect(await events(mine.id, 'task.released')).toMatchObject([{ actor: 'system', data: { reason: 'post' } }]);
    await order('admin', '/api/transfers', { person: at('officer.sifc'), to: 'officer.sifc' });
    await order('officer2.sifc', '/api/interests', { about: 'case', subject: other.id });
    await until('2026-12-22T04:00:01Z');
    expect(await events(other.id, 'task.released')).toMatchObject([{ actor: 'system', data: { reason: 'interest' } }]);
  });

  it('Work is given to many at a time: what cannot be given is refused by itself.', async () => {
    const [one, two, three] = [await steps(), await steps(), await steps()];
    await order('officer2.sifc', '/api/interests', { about: 'case', subject: two.id, ground: 'family' });
    const tasks = [one, two, three].map(({ task }) => task);
    const body = { tasks: [...tasks, 'none'], to: at('officer2.sifc') };
    const { body: told } = await post('manager.sifc', '/api/tasks/assign', body);
    expect(told.items).toMatchObject([
      { task: one.task, to: at('officer2.sifc'), status: 200 },
      {
        task: two.task,
        to: null,
        status: 422,
        detail: expect.stringContaining('has declared an interest in the case'),
      },
      { task: three.task, to: at('officer2.sifc'), status: 200 },
      { task: 'none', to: null, status: 404 },
    ]);
    await order('officer2.sifc', '/api/absences', { until: '2026-12-30T04:00:00Z' });
    const again = await post('manager.sifc', '/api/tasks/assign', body);
    expect(again.body.items[0]).toMatchObject({ status: 422, detail: expect.stringContaining('is away') });
    const all = { tasks: tasks.slice(1, 2), to: at('officer.fbr') };
    expect((await post('manager.sifc', '/api/tasks/assign', all)).body.items).toMatchObject([{ status: 422 }]);
    expect((await post('officer.sifc', '/api/tasks/assign', all)).status).toBe(403);
    await until('2026-12-30T04:00:00Z');
  });

  it('Work is given by rule: to whoever has the fewest, or in turn; never to one who is away.', async () => {
    const cases = [await steps(), await steps(), await steps(), await steps(), await steps()];
    const tasks = cases.map(({ task }) => task);
    const route = async (some: readonly string[], rule: string, headers = {}): Promise<unknown[]> => {
      const told = await site.ask('manager.sifc', 'POST', '/api/tasks/route', { body: { tasks: some, rule }, headers });
      return told.body.items.map(({ to, status }) => to ?? status);
    };
    const [busy, free] = [at('officer2.sifc'), at('officer.sifc')];
    // Two lie with the second officer since the week before.
    expect(await route(tasks.slice(0, 3), 'least-loaded')).toEqual([free, free, free]);
    const key = { 'idempotency-key': 'turn' };
    expect(await route(tasks.slice(3), 'round-robin', key)).toEqual([free, busy]);
    expect(await route(tasks.slice(3), 'round-robin', key)).toEqual([free, busy]);
    expect(await route(tasks.slice(3), 'round-robin')).toEqual([409, 409]);
    const more = [await steps(), await steps()].map(({ task }) => task);
    await order('officer.sifc', '/api/absences', { until: '2027-01-05T04:00:00Z' });
    expect(await route(more.slice(0, 1), 'round-robin')).toEqual([busy]);
    await order('officer2.sifc', '/api/absences', { until: '2027-01-05T04:00:00Z' });
    expect(await route(more.slice(1), 'least-loaded')).toEqual([409]);
    await until('2027-01-05T04:00:00Z');
  });

  it('The minerals desk sees, takes and decides minerals, and nothing else.', async () => {
    await order('admin', '/api/transfers', { person: at('officer.psqca'), to: 'minerals.sifc' });
    const submitted = async (sector: string): Promise<{ id: string; task: string }> => {
      const data = { ...MILL, sector, incorporated: true };
      const { body } = await post('investor', '/api/cases', { workflow: 'investor-approval', data });
      const told = await post('investor', `/api/cases/${body.id}/events`, { type: 'submit' });
      return { id: body.id, task: told.body.tasks.find(({ node }) => node.includes('screening'))?.id ?? '' };
    };
    const [gems, mill] = [await submitted('gemstones'), await submitted('textiles')];
    const { body } = await site.ask('officer.psqca', 'GET', '/api/tasks?limit=200');
    const seen = body.items.map((task) => task['case']);
    expect([seen.includes(gems.id), seen.includes(mill.id)]).toEqual([true, false]);
    expect((await post('officer.psqca', `/api/tasks/${gems.task}/claim`, {})).status).toBe(200);
    expect((await post('officer.psqca', `/api/tasks/${mill.task}/claim`, {})).status).toBe(404);
    const ask = (id: string): Promise<Told> =>
      post('officer.psqca', `/api/cases/${id}/events`, { type: 'declareIncomplete', data: missing('A plan') });
    // What lies outside looks like what is not there, whatever is asked of it.
    const hidden = [await ask(mill.id), await site.ask('officer.psqca', 'GET', `/api/cases/${mill.id}`)];
    expect(hidden).toMatchObject([{ status: 404 }, { status: 404 }]);
    expect((await ask(gems.id)).status).toBe(200);
    expect(await events(gems.id, 'declareIncomplete')).toMatchObject([{ post: 'officer.sifc/minerals' }]);
    const given = await post('manager.sifc', `/api/tasks/${mill.task}/assign`, { to: at('officer.psqca') });
    expect([given.status, given.body.errors]).toEqual([
      422,
      [{ field: '/to', message: 'holds no post as officer of sifc, there' }],
    ]);
  });

  it('What moves out of the reach of whoever has it is free again, and says why.', async () => {
    const send = async (who: string, id: string, type: string, data: object = {}): Promise<Answer> => {
      const told = await post(who, `/api/cases/${id}/events`, { type, data });
      expect([type, told.status, told.body.detail]).toEqual([type, 200, undefined]);
      return told.body;
    };
    // What the first stage waits for it holds already, so that it is reviewed at once.
    const held = [{ approval: 'fbr-ntn', number: '7', issuedBy: 'FBR', issuedOn: '2020-05-04' }];
    const data = { ...MILL, sector: 'gemstones', foreign: false, incorporated: true, zone: 'none', held };
    const { id } = (await post('investor', '/api/cases', { workflow: 'investor-approval', data })).body;
    await send('investor', id, 'submit');
    const { tasks } = await send('officer.psqca', id, 'declareComplete');
    const mine = tasks.find(({ node }) => node.includes('appraisal'))?.id ?? '';
    const other = tasks.find(({ node }) => node.includes('diligence'))?.id ?? '';
    expect((await post('officer.psqca', `/api/tasks/${mine}/claim`, {})).status).toBe(200);
    expect((await post('officer2.sifc', `/api/tasks/${other}/claim`, {})).status).toBe(200);
    const proposed = await send('investor', id, 'proposeScope', { application: { sector: 'agri' }, text: 'Rice' });
    const change = proposed.children.find(({ key }) => key.startsWith('change/'))?.id ?? '';
    expect(await events(id, 'task.released')).toEqual([]);
    await send('officer.sifc', change, 'accept');
    // It is so when the answer comes.
    expect(await events(id, 'task.released')).toMatchObject([
      { actor: 'system', data: { task: mine, reason: 'place' } },
    ]);
    expect((await post('officer.psqca', `/api/tasks/${mine}/claim`, {})).status).toBe(404);
    expect((await post('officer.sifc', `/api/tasks/${mine}/claim`, {})).status).toBe(200);
  });
});

describe('an agency whose settings say by which rule', () => {
  it('has each new task given at once, and what nobody could get as soon as somebody is there', async () => {
    const ruled = changedConfig('settings/agencies.yaml', [
      ['routing: claim\n\nagencies', 'routing: round-robin\n\nagencies'],
    ]);
    const site = await startService('sqlite', { IJAZAT_CONFIG: ruled.folder });
    const steps = async (): Promise<unknown> => {
      const opened = await site.ask('investor', 'POST', '/api/cases', { body: { workflow: 'steps' } });
      const { body } = await site.ask('auditor', 'GET', `/api/cases/${opened.body.id}`);
      return body.tasks.map((task) => (task as unknown as { assignee: string }).assignee)[0];
    };
    const [one, two] = [at('officer.sifc'), at('officer2.sifc')];
    expect([await steps(), await steps(), await steps()]).toEqual(
      [two, one, two].reverse().map((_, n) => [one, two, one][n]),
    );
    for (const person of ['officer.sifc', 'officer2.sifc']) {
      const body = { person: at(person), until: '2026-11-24T04:00:00Z', ground: 'Leave' };
      expect((await site.ask('manager.sifc', 'POST', '/api/absences', { body })).status).toBe(201);
    }
    expect(await steps()).toBeNull();
    await site.ask(null, 'POST', '/api/clock', { body: { to: '2026-11-24T04:00:00Z' } });
    const { body } = await site.ask('auditor', 'GET', '/api/tasks?assignee=none');
    expect(body.items.filter(({ role }) => role === 'officer')).toEqual([]);
    await site.close();
    ruled.drop();
  });
});
