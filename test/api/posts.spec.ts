import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROFILES } from '../../src/walkthrough/profiles.js';
import { KINDS } from '../support/databases.js';
import { startService, type TestService, type Told } from '../support/service.js';
import { missing } from '../support/missing.js';

/* Agencies are used up one after the other, so that the tests do not stand in each other's way. */

const at = (who: string): string => `${who}@demo.test`;
const UNTIL = '2027-01-31T19:00:00Z';

describe.each(KINDS)('posts over the API, on %s', (kind) => {
  let site: TestService;
  beforeAll(async () => {
    site = await startService(kind);
  });
  afterAll(() => site.close());

  const post = (who: string, path: string, body: object = {}): Promise<Told> =>
    site.ask(who, 'POST', path, { body: { ground: 'Order 12/2026', ...body } });
  const appoint = (who: string, office: string, person: string, charge = 'additional'): Promise<Told> =>
    post(who, `/api/posts/${office}/holders`, { person: at(person), charge });
  const away = (who: string, body: object): Promise<Told> => post(who, '/api/absences', { until: UNTIL, ...body });
  const said = ({ status, body: { detail } }: Told): [number, string] => [status, detail];
  const holders = async (office: string): Promise<unknown[]> => {
    const { body } = await site.ask('auditor', 'GET', `/api/posts/${office}`);
    return (body as unknown as { holders: { person: string }[] }).holders.map(({ person }) => person);
  };
  const steps = async (): Promise<string> =>
    (await site.ask('investor', 'POST', '/api/cases', { body: { workflow: 'steps' } })).body.id;
  const approve = (who: string, id: string): Promise<Told> =>
    site.ask(who, 'POST', `/api/cases/${id}/events`, { body: { type: 'approve' } });

  it('tell who holds them', async () => {
    const { body } = await site.ask('officer.fbr', 'GET', '/api/posts?agency=secp');
    expect(body.items).toMatchObject([
      { id: 'officer.secp', vacant: false, holders: [{ person: at('officer.secp') }, { person: at('officer2.secp') }] },
      { id: 'manager.secp', roles: ['manager'], holders: [{ charge: 'own', away: false, substitute: null }] },
    ]);
    const service = await site.ask('admin', 'GET', '/api/posts');
    expect(service.body.items.filter(({ agency }) => agency === null).map(({ id }) => id)).toEqual([
      'auditor',
      'admin',
    ]);
  });

  it('are given by the manager of the agency, those of managers by an administrator, to others than oneself', async () => {
    expect(said(await appoint('manager.fbr', 'officer.secp', 'officer.fbr'))).toEqual([
      403,
      'who holds officer.secp is for a manager of secp, or an administrator, to say',
    ]);
    expect(said(await appoint('manager.secp', 'manager.secp', 'officer.secp'))).toEqual([
      403,
      'who holds manager.secp is for an administrator to say',
    ]);
    expect(said(await appoint('manager.secp', 'officer.secp', 'manager.secp'))).toEqual([
      403,
      'nobody orders which post is one’s own',
    ]);
    expect(said(await appoint('admin', 'admin', 'admin'))[0]).toBe(403);
    expect((await appoint('admin', 'manager.secp', 'officer.secp')).status).toBe(201);
    expect(await holders('manager.secp')).toEqual([at('manager.secp'), at('officer.secp')]);
    const { body } = await site.ask('officer.secp', 'GET', '/api/tasks?agency=secp');
    expect(body.items).toEqual([]);
  });

  it.each<[number, string, [office: string, person: string, charge: string]]>([
    [422, '/person is no account', ['officer.sbp', 'nobody', 'own']],
    [
      409,
      'officer2.psw@demo.test holds officer.psw: transfer, or give additional charge',
      ['officer.sbp', 'officer2.psw', 'own'],
    ],
    [409, 'officer.psw@demo.test holds officer.psw in that time already', ['officer.psw', 'officer.psw', 'additional']],
    [409, 'whoever holds auditor holds no other post', ['officer.psw', 'auditor', 'additional']],
    [409, 'whoever holds auditor holds no other post', ['auditor', 'officer.psw', 'additional']],
    [
      422,
      '/charge must be own: the person holds no other post in that time',
      ['officer.psw', 'investor2', 'additional'],
    ],
    [404, 'there is no such post', ['officer.nasa', 'officer.psw', 'own']],
  ])('are not given: %s, for %s, as %j', async (status, detail, [office, person, charge]) => {
    expect(said(await appoint('admin', office, person, charge))).toEqual([status, detail]);
  });

  it('pass from one person to another at once: who is transferred has no more to do with the cases left', async () => {
    const id = await steps();
    expect((await approve('officer2.sifc', id)).status).toBe(200);
    const moved = await post('admin', '/api/transfers', { person: at('officer2.sifc'), to: 'officer.moip' });
    expect(moved).toMatchObject({ status: 201, body: { kind: 'appointed', post: 'officer.moip' } });
    expect((await approve('officer2.sifc', id)).status).toBe(404);
    expect((await site.ask('officer2.sifc', 'GET', `/api/cases/${id}`)).status).toBe(404);
    expect(await holders('officer.sifc')).toEqual([at('officer.sifc')]);
    const { body } = await site.ask('auditor', 'GET', '/api/posts/officer.sifc');
    expect((body as unknown as { records: object[] }).records.at(-1)).toMatchObject({
      kind: 'ended',
      person: at('officer2.sifc'),
      recordedBy: at('admin'),
    });
    // What was ordered is not ordered again under the same key, nor is something else.
    const headers = { 'idempotency-key': 'back' };
    const back = { person: at('officer2.sifc'), to: 'officer.sifc', ground: 'Order 13' };
    const told = [back, back, { ...back, ground: 'Order 14' }].map(
      (body) => () => site.ask('admin', 'POST', '/api/transfers', { body, headers }),
    );
    const [first, second, third] = [await told[0]?.(), await told[1]?.(), await told[2]?.()];
    expect([first?.status, second?.body.id, third?.status]).toEqual([201, first?.body.id, 422]);
    expect((await approve('officer2.sifc', id)).status).toBe(200);
  });

  it('are taken away from a day to come on', async () => {
    const { body } = await appoint('admin', 'officer.boi', 'officer.doe');
    const relieved = await post('manager.boi', `/api/holdings/${body.id}/end`, { from: '2026-12-01T00:00:00Z' });
    expect(relieved.body).toMatchObject({ kind: 'ended', ends: body.id, from: '2026-12-01T00:00:00.000Z' });
    expect(await holders('officer.boi')).toContain(at('officer.doe'));
    expect(said(await post('manager.boi', `/api/holdings/${body.id}/end`, { from: '2026-12-02T00:00:00Z' }))).toEqual([
      409,
      'it has ended by then already',
    ]);
    expect((await post('manager.boi', `/api/holdings/${body.id}/end`, { from: '2020-12-02T00:00:00Z' })).status).toBe(
      422,
    );
    expect((await post('manager.doe', `/api/holdings/${body.id}/end`)).status).toBe(403);
  });

  describe('with a substitute', () => {
    const instead = { person: at('officer.sifc'), substitute: at('officer.disco') };

    it('are acted from in both names', async () => {
      const id = await steps();
      expect((await site.ask('officer.disco', 'GET', `/api/cases/${id}`)).status).toBe(404);
      const set = await away('officer.sifc', { substitute: at('officer.disco') });
      expect(set).toMatchObject({ status: 201, body: { kind: 'substituted', substitute: at('officer.disco') } });
      expect(await approve('officer.disco', id)).toMatchObject({ status: 200, body: { state: 'second' } });
      const history = await site.ask('investor', 'GET', `/api/cases/${id}/history`);
      expect(history.body.items[1]).toMatchObject({
        actor: at('officer.disco'),
        post: 'officer.sifc',
        onBehalfOf: at('officer.sifc'),
      });
      expect((await post('officer.disco', `/api/absences/${set.body.id}/end`)).status).toBe(200);
      expect((await approve('officer.disco', id)).status).toBe(404);
    });

    it.each<[number, string, object, string]>([
      [403, 'officer.disco', instead, 'who stands in for somebody is for that person to say, or for the manager'],
      [403, 'manager.disco', instead, 'who stands in for somebody is for that person to say, or for the manager'],
      [403, 'manager.sifc', { ...instead, substitute: at('manager.sifc') }, 'nobody orders oneself to stand in'],
      [422, 'officer.sifc', { substitute: at('officer.sifc') }, '/substitute must be another person'],
      [422, 'officer.sifc', { substitute: at('nobody') }, '/substitute is no account'],
      [422, 'officer.sifc', { substitute: at('investor2') }, '/substitute holds no post in that time'],
      [422, 'officer.sifc', { substitute: at('auditor') }, '/substitute holds a post that is held with no other'],
      [422, 'member2', { substitute: at('officer.disco') }, '/post has no substitute: its acts are the holder’s own'],
      [422, 'officer.sifc', { post: 'officer.fbr' }, '/person holds officer.fbr in that time not'],
      [422, 'officer.sifc', { until: '2026-11-23T04:00:00Z' }, '/until must come after the beginning'],
    ])('are not: %s where %s says %j', async (status, who, body, detail) => {
      expect(said(await away(who, body))).toEqual([status, detail]);
    });

    it('are not passed on, and the substitute has none', async () => {
      expect((await away('officer.gasco', { substitute: at('officer2.gasco') })).status).toBe(201);
      expect(said(await away('officer2.gasco', { substitute: at('manager.gasco') }))[1]).toContain('not passed on');
      expect(said(await away('manager.gasco', { substitute: at('officer.gasco') }))[1]).toContain(
        'is away in that time',
      );
      expect(said(await away('manager.gasco', { person: at('officer.gasco') }))).toEqual([
        409,
        'officer.gasco@demo.test is away in that time already',
      ]);
    });

    it('are not where that person has an interest in what the other works on', async () => {
      const id = await steps();
      const { body } = await site.ask('officer.sifc', 'GET', `/api/cases/${id}`);
      await site.ask('officer.sifc', 'POST', `/api/tasks/${body.tasks[0]?.id}/claim`);
      await post('officer2.sifc', '/api/interests', { about: 'case', subject: id, ground: 'family' });
      const [status, detail] = said(await away('officer.sifc', { substitute: at('officer2.sifc') }));
      expect([status, detail]).toEqual([422, expect.stringMatching(/has an interest in IJZ-2026-\d+, on which/)]);
    });
  });

  describe('and a declared interest', () => {
    it('bars from acting, until somebody else says that it is over', async () => {
      const id = await steps();
      const declared = await post('officer.sifc', '/api/interests', {
        about: 'case',
        subject: id,
        ground: 'shareholding',
      });
      expect(said(await approve('officer.sifc', id))).toEqual([
        403,
        '"approve" is not for you: you have declared an interest in it (shareholding)',
      ]);
      expect((await site.ask('officer.sifc', 'GET', `/api/cases/${id}`)).body.actions).toEqual([]);
      const path = `/api/interests/${declared.body.id}/end`;
      expect((await post('manager.secp', path)).status).toBe(404);
      expect((await post('manager.sifc', path, { from: '2026-11-01T00:00:00Z' })).status).toBe(422);
      expect((await post('manager.sifc', path)).status).toBe(200);
      expect((await approve('officer.sifc', id)).status).toBe(200);
    });

    it('in a company bars from all that concerns it; of what one may not know it says nothing', async () => {
      const mill = { workflow: 'investor-approval', data: { ...PROFILES.mill, company: 'Ravi Mills (Pvt) Ltd' } };
      const { body } = await site.ask('investor', 'POST', '/api/cases', { body: mill });
      await site.ask('investor', 'POST', `/api/cases/${body.id}/events`, { body: { type: 'submit' } });
      const company = { about: 'company', subject: 'ravi mills (pvt)  LTD', ground: 'employment' };
      const mine = await post('officer.sifc', '/api/interests', company);
      const ask = (who: string): Promise<Told> =>
        site.ask(who, 'POST', `/api/cases/${body.id}/events`, {
          body: { type: 'declareIncomplete', data: missing('A plan') },
        });
      expect((await ask('officer.sifc')).status).toBe(403);
      await post('manager.sifc', `/api/interests/${mine.body.id}/end`);
      expect((await ask('officer.sifc')).status).toBe(200);
      const foreign = { about: 'case', subject: body.id, ground: 'family' };
      expect(said(await post('officer.secp', '/api/interests', foreign))).toEqual([422, '/subject is no case']);
      expect(said(await post('officer.secp', '/api/interests', { ...foreign, subject: 'none' }))).toEqual([
        422,
        '/subject is no case',
      ]);
    });

    it('is known to the person, to whoever orders the posts, and to auditors', async () => {
      await post('officer.mofa', '/api/interests', { about: 'company', subject: 'X', ground: 'family' });
      const known = async (who: string): Promise<number> =>
        (await site.ask(who, 'GET', `/api/interests?person=${at('officer.mofa')}`)).body.items.length;
      expect(
        await Promise.all(['officer.mofa', 'manager.mofa', 'auditor', 'officer2.mofa', 'manager.fbr'].map(known)),
      ).toEqual([1, 1, 1, 0, 0]);
    });
  });
});
