import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MILL } from '../support/applications.js';
import { KINDS } from '../support/databases.js';
import { asInsider } from '../support/insider.js';
import { Recipients } from '../../src/notices/recipients.js';
import { read } from '../../src/store/read.js';
import { eventually } from '../setup/eventually.js';
import { somebody } from '../support/people.js';
import { startService, type Answer, type TestService, type Told } from '../support/service.js';
import { verifyAll } from '../../src/verify/verify.js';
import { missing } from '../support/missing.js';

describe.each(KINDS)('who acts for whom, on %s', (kind) => {
  let site: TestService;
  const token = new Map<string, string>();
  beforeAll(async () => {
    site = await startService(kind);
    for (const name of ['founder', 'partner', 'agent', 'stranger']) await enrol(name);
  });
  afterAll(() => site.close());

  /** Somebody who has an account and a session; known by a name of this test. */
  const ids = new Map<string, string>();
  async function enrol(name: string): Promise<void> {
    const { identity } = site.service;
    const account = await somebody(identity);
    ids.set(name, account.id);
    token.set(name, (await identity.sessions.open({ account, secondFactor: false }, { kind: 'client' })).secret);
  }
  const id = (name: string): string => ids.get(name) ?? '';
  const ask = (name: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Told> =>
    site.ask(null, method, path, {
      ...(body ? { body } : {}),
      headers: { authorization: `Bearer ${token.get(name)}` },
    });
  const found = async (): Promise<Answer> =>
    (await ask('founder', 'POST', '/api/companies', { name: 'Chenab Textiles', ground: 'Memorandum' })).body;
  const open = async (name: string, company?: string): Promise<Answer> => {
    const body = { workflow: 'investor-approval', data: MILL, ...(company === undefined ? {} : { company }) };
    const { status, body: opened } = await ask(name, 'POST', '/api/cases', body);
    expect(status).toBe(201);
    return opened;
  };
  const statusOf = async (name: string, path: string): Promise<number> => (await ask(name, 'GET', path)).status;
  const submit = (name: string, of: string): Promise<Told> =>
    ask(name, 'POST', `/api/cases/${of}/events`, { type: 'submit' });
  const lastEvent = async (name: string, of: string): Promise<{ readonly [field: string]: unknown } | undefined> =>
    (await ask(name, 'GET', `/api/cases/${of}/history`)).body.items.at(-1);

  it('a company’s case is seen by its people, and acted in by its representative, who does it for the company', async () => {
    const company = await found();
    const joined = await ask('founder', 'POST', `/api/companies/${company.id}/people`, {
      person: id('partner'),
      ground: 'Board',
    });
    expect([joined.status, joined.body]).toEqual([201, expect.objectContaining({ kind: 'joined', holds: true })]);
    const opened = await open('founder', company.id);
    expect(opened).toMatchObject({ owner: company.id });
    expect(await statusOf('partner', `/api/cases/${opened.id}`)).toBe(200);
    expect(await statusOf('stranger', `/api/cases/${opened.id}`)).toBe(404);
    expect((await submit('partner', opened.id)).status).toBe(403);
    expect((await submit('founder', opened.id)).status).toBe(200);
    const opening = (await ask('founder', 'GET', `/api/cases/${opened.id}/history?limit=1`)).body.items[0];
    for (const event of [opening, await lastEvent('partner', opened.id)])
      expect(event).toMatchObject({ actor: id('founder'), post: 'investor/representative', onBehalfOf: company.id });
    const { items } = (await ask('partner', 'GET', '/api/cases')).body;
    expect(items.map((one) => one['id'])).toEqual([opened.id]);
  });

  it('another representative acts from then on, and the one before no more', async () => {
    const company = await found();
    const opened = await open('founder', company.id);
    const represent = (by: string, person: string): Promise<Told> =>
      ask(by, 'POST', `/api/companies/${company.id}/representative`, { person: id(person), ground: 'Board' });
    expect((await represent('founder', 'partner')).status).toBe(422);
    await ask('founder', 'POST', `/api/companies/${company.id}/people`, { person: id('partner'), ground: 'Board' });
    expect((await represent('partner', 'partner')).status).toBe(403);
    expect((await represent('founder', 'partner')).status).toBe(201);
    expect((await submit('founder', opened.id)).status).toBe(403);
    expect((await submit('partner', opened.id)).status).toBe(200);
    expect(
      (await ask('founder', 'POST', '/api/cases', { workflow: 'investor-approval', data: MILL, company: company.id }))
        .status,
    ).toBe(422);
    const shown = (await ask('founder', 'GET', `/api/companies/${company.id}`)).body;
    expect(shown).toMatchObject({
      representative: id('partner'),
      records: expect.arrayContaining([expect.objectContaining({ kind: 'ended' })]),
    });
    expect(await statusOf('stranger', `/api/companies/${company.id}`)).toBe(404);
    const first = (shown as unknown as { people: { record: string }[] }).people[0]?.record;
    expect(
      (await ask('founder', 'POST', `/api/companies/${company.id}/people/${first}/end`, { ground: 'Sold' })).status,
    ).toBe(200);
    expect(await statusOf('founder', `/api/cases/${opened.id}`)).toBe(404);
  });

  it('an agent acts in one application, with all under it, until the power is withdrawn', async () => {
    const [mine, other] = [await open('founder'), await open('founder')];
    const empower = (by: string, of: string): Promise<Told> =>
      ask(by, 'POST', `/api/cases/${of}/agents`, { person: id('agent'), ground: 'Power of attorney' });
    expect((await empower('stranger', mine.id)).status).toBe(404);
    const given = await empower('founder', mine.id);
    expect([given.status, given.body]).toEqual([
      201,
      expect.objectContaining({ kind: 'agent', for: id('founder'), case: mine.id }),
    ]);
    expect((await empower('founder', mine.id)).status).toBe(409);
    expect([
      await statusOf('agent', `/api/cases/${mine.id}`),
      await statusOf('agent', `/api/cases/${other.id}`),
    ]).toEqual([200, 404]);
    expect((await ask('agent', 'GET', '/api/cases')).body.items.map((one) => one['id'])).toEqual([mine.id]);
    expect((await submit('agent', mine.id)).status).toBe(200);
    expect(await lastEvent('agent', mine.id)).toMatchObject({
      actor: id('agent'),
      post: 'investor/agent',
      onBehalfOf: id('founder'),
    });
    // An agent passes nothing on.
    expect(
      (await ask('agent', 'POST', `/api/cases/${mine.id}/agents`, { person: id('partner'), ground: 'x' })).status,
    ).toBe(403);
    const end = `/api/cases/${mine.id}/agents/${given.body.id}/end`;
    expect((await ask('founder', 'POST', end, { ground: 'Withdrawn' })).status).toBe(200);
    expect((await ask('founder', 'POST', end, { ground: 'Withdrawn again' })).status).toBe(409);
    expect(await statusOf('agent', `/api/cases/${mine.id}`)).toBe(404);
    expect((await submit('agent', mine.id)).status).toBe(404);
    expect((await ask('agent', 'GET', '/api/cases')).body.items).toEqual([]);
    const told = await site.ask('auditor', 'GET', `/api/cases/${mine.id}/agents`);
    expect(told.body.items).toMatchObject([{ kind: 'agent', holds: false }]);
  });

  it('an application begun in person is given to the company that was then formed', async () => {
    const [mine, company] = [await open('founder'), await found()];
    await ask('founder', 'POST', `/api/companies/${company.id}/people`, { person: id('partner'), ground: 'Board' });
    const entrust = (by: string): Promise<Told> =>
      ask(by, 'POST', `/api/cases/${mine.id}/company`, { company: company.id, ground: 'Incorporated' });
    expect((await entrust('partner')).status).toBe(404);
    expect((await entrust('founder')).status).toBe(201);
    expect((await entrust('founder')).status).toBe(409);
    await ask('founder', 'POST', `/api/companies/${company.id}/representative`, {
      person: id('partner'),
      ground: 'Board',
    });
    expect((await submit('partner', mine.id)).status).toBe(200);
    expect(await lastEvent('partner', mine.id)).toMatchObject({
      post: 'investor/representative',
      onBehalfOf: id('founder'),
    });
  });

  it('whom the desk accepts as representative acts for the company, also where the one before is gone', async () => {
    const company = await found();
    const { id: of } = await open('founder', company.id);
    await submit('founder', of);
    const change = { party: 'representative', name: 'Nadia Rehman', paper: 'Order of the court 7/2026' };
    const propose = (more: object): Promise<Told> =>
      ask('founder', 'POST', `/api/cases/${of}/events`, { type: 'proposeParty', data: { ...change, ...more } });
    const accept = async (key: string): Promise<number> => {
      const { children } = (await ask('founder', 'GET', `/api/cases/${of}`)).body;
      const path = `/api/cases/${children.find((one) => one.key === key)?.id}/events`;
      return (await site.ask('officer.sifc', 'POST', path, { body: { type: 'accept' } })).status;
    };
    const representative = (): string | undefined =>
      site.service.offices.companies.roll.representativeOf(company.id, site.service.clock.now())?.person;
    const desk = { body: { type: 'declareComplete', data: {} } };
    expect((await site.ask('officer.sifc', 'POST', `/api/cases/${of}/events`, desk)).status).toBe(200);
    expect((await propose({})).status).toBe(200);
    expect(await accept('change/1')).toBe(200);
    expect(representative()).toBe(id('founder'));
    expect((await propose({ account: id('stranger') })).status).toBe(200);
    expect(representative()).toBe(id('founder'));
    expect(await accept('change/2')).toBe(200);
    expect(representative()).toBe(id('stranger'));
    expect((await ask('stranger', 'GET', `/api/cases/${of}`)).body.actions.length).toBeGreaterThan(0);
    expect((await propose({})).status).toBe(403);
    const { records } = (await ask('stranger', 'GET', `/api/companies/${company.id}`)).body as never as {
      records: { kind: string; ground: string }[];
    };
    expect(records.slice(-3).map(({ kind, ground }) => [kind, ground])).toEqual(
      ['joined', 'representative', 'ended'].map((kind) => [kind, change.paper]),
    );
  });

  it('whoever a case is, is told of it, and no longer when that is over', async () => {
    const company = await found();
    await ask('founder', 'POST', `/api/companies/${company.id}/people`, { person: id('partner'), ground: 'Board' });
    const { id: of } = await open('founder', company.id);
    const agents = `/api/cases/${of}/agents`;
    const agent = (await ask('founder', 'POST', agents, { person: id('agent'), ground: 'Power of attorney' })).body.id;
    const told = async (template: string): Promise<string[]> => {
      const sql = 'select account from notices where case_id = $1 and template = $2';
      const rows = await read<{ account: string }>(site.service.database, sql, [of, template]);
      return rows.map(({ account }) => [...ids].find(([, known]) => known === account)?.[0] ?? account).sort();
    };
    await submit('founder', of);
    const desk = async (type: string, data: object): Promise<number> =>
      (await site.ask('officer.sifc', 'POST', `/api/cases/${of}/events`, { body: { type, data } })).status;
    expect(await desk('declareIncomplete', missing('A plan'))).toBe(200);
    await eventually('the first notices', async () => (await told('application-incomplete')).length > 0);
    expect(await told('application-incomplete')).toEqual(['agent', 'founder', 'partner']);
    const recipients = new Recipients(site.service.database, site.service.offices.posts, site.service.offices.mandates);
    const concerned = async (name: string): Promise<number> => {
      const account = await site.service.identity.accounts.find(id(name));
      return account ? (await recipients.concerned(account, [of], site.service.clock.now())).size : -1;
    };
    expect([await concerned('agent'), await concerned('partner'), await concerned('stranger')]).toEqual([1, 1, 0]);
    await ask('founder', 'POST', `${agents}/${agent}/end`, { ground: 'Withdrawn' });
    await ask('founder', 'POST', `/api/cases/${of}/events`, { type: 'supply', data: { text: 'The plan' } });
    expect(await desk('declareComplete', {})).toBe(200);
    await eventually('the next notices', async () => (await told('application-acknowledged')).length > 0);
    expect(await told('application-acknowledged')).toEqual(['founder', 'partner']);
    // A mail that waited for the morning is not sent to whoever was empowered then.
    expect(await concerned('agent')).toBe(0);
  });

  it('all of it replays, and a record that was changed is named', async () => {
    const { database, catalogue } = site.service;
    const failures = async (): Promise<readonly string[]> =>
      (await verifyAll(database, (opening) => catalogue.pinned(opening))).failures;
    expect(await failures()).toEqual([]);
    await (
      await asInsider(database)
    )("update mandates set person = 'eve' where seq = 2");
    expect(await failures()).toEqual([expect.stringContaining('record 2 of mandates was changed')]);
  });
});
