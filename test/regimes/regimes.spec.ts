import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAll } from '../../src/verify/verify.js';
import { fill } from '../../src/walkthrough/fill.js';
import { MILL } from '../support/applications.js';
import { KINDS } from '../support/databases.js';
import { startService, type Answer, type TestService, type Told } from '../support/service.js';

/* Gemstone exports are suspended on 7 May 2025 and restored on 21 November, with the time lost forgiven. */

const ORDER = {
  condition: 'sector == "gemstones"',
  approvals: ['gem-exporter-registration'],
  reason: 'Entrustment scheme suspended',
  basis: 'SRO of 7 May 2025',
};
const LIFTING = { reason: 'Restored, lost time forgiven', basis: 'SRO 2198 of 21 Nov 2025' };
const STONES = {
  ...MILL,
  title: 'Gemstone cutting',
  sector: 'gemstones',
  foreign: false,
  incorporated: true,
  exports: true,
  zone: 'none',
  builds: false,
  powerKw: 0,
  workers: 0,
  manufactures: false,
  environmentalSchedule: 'none',
  held: ['fbr-ntn', 'psw-subscription', 'site-title-confirmation'].map((approval) => {
    return { approval, number: '7', issuedBy: 'the agency', issuedOn: '2020-05-04' };
  }),
};

describe.each(KINDS)('a regime on %s', (kind) => {
  let site: TestService;
  const ids: { [name: string]: string } = {};
  beforeAll(async () => {
    site = await startService(kind, { IJAZAT_TIME: '2025-05-05T04:00:00.000Z' });
    ids['stones'] = await open(STONES);
    ids['draft'] = await open(STONES);
    ids['mill'] = await open(MILL);
    for (const name of ['stones', 'mill']) {
      await act('investor', ids[name] ?? '', 'submit');
      await act('officer.sifc', ids[name] ?? '', 'declareComplete');
    }
    await act('officer.sifc', ids['stones'] ?? '', 'recordAppraisal');
    await act('officer.sifc', ids['stones'] ?? '', 'recordDiligence');
    ids['registration'] =
      (await look('stones')).children.find(({ key }) => key === 'gem-exporter-registration')?.id ?? '';
    await act('investor', ids['registration'], 'lodge');
    await act('officer.tdap', ids['registration'], 'declareComplete');
  });
  afterAll(async () => {
    const { catalogue, database } = site.service;
    expect((await verifyAll(database, (opening) => catalogue.pinned(opening))).failures).toEqual([]);
    await site.close();
  });

  const open = async (data: object): Promise<string> =>
    (await site.ask('investor', 'POST', '/api/cases', { body: { workflow: 'investor-approval', data } })).body.id;
  const act = async (who: string, id: string, type: string): Promise<void> => {
    const seen = await site.ask(who, 'GET', `/api/cases/${id}`);
    const offered = seen.body.actions.find(({ event }) => event === type);
    const body = { type, data: fill((offered?.schema ?? {}) as never, '2025-05-05') };
    const told = await site.ask(who, 'POST', `/api/cases/${id}/events`, { body });
    expect([told.status, told.body.detail]).toEqual([200, undefined]);
  };
  const look = async (name: string): Promise<Answer> =>
    (await site.ask('auditor', 'GET', `/api/cases/${ids[name]}`)).body;
  const until = async (to: string): Promise<void> => {
    expect((await site.ask(null, 'POST', '/api/clock', { body: { to } })).status).toBe(200);
  };
  const order = (who: string, body: object, query = '', headers = {}): Promise<Told> =>
    site.ask(who, 'POST', `/api/suspensions${query}`, { body, headers });
  const cases = ({ body }: Told): unknown => Object(body).cases;
  const clock = async (): Promise<unknown> =>
    (await look('registration')).clocks.find(({ name }) => name === 'decision');

  it('is suspended by a manager of the lead agency and nobody else, under a condition over known facts', async () => {
    expect((await order('officer.sifc', ORDER)).status).toBe(403);
    expect((await order('manager.tdap', ORDER)).status).toBe(403);
    expect((await order('investor', ORDER)).status).toBe(403);
    const wrong = await order('manager', { ...ORDER, condition: 'colour == "green"' });
    expect([wrong.status, wrong.body.errors]).toEqual([422, [expect.objectContaining({ field: '/condition' })]]);
    const unknown = await order('manager', { ...ORDER, approvals: ['fbr-ntn', 'gem-licence'] });
    expect([unknown.status, unknown.body.errors]).toEqual([422, [expect.objectContaining({ field: '/approvals' })]]);
    expect((await order('manager', { ...ORDER, basis: '  ' })).body.errors).toMatchObject([{ field: '/basis' }]);
    expect((await site.ask('manager', 'GET', '/api/suspensions')).body.items).toEqual([]);
  });

  it('says beforehand what would be touched, and touches nothing', async () => {
    const told = await order('manager', ORDER, '?dryRun=true');
    expect(told.body).toMatchObject({ suspension: null });
    expect(cases(told)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: ids['stones'], possible: true }),
        expect.objectContaining({ id: ids['draft'], possible: false }),
      ]),
    );
    expect(cases(told)).toContainEqual(expect.objectContaining({ id: ids['registration'], possible: true }));
    expect(cases(told)).toHaveLength(3);
    expect((await look('stones')).state).toEqual({ permits: { underway: { approvals: 'waiting' } } });
  });

  it('is suspended in every case concerned at once, and once for the same key', async () => {
    await until('2025-05-07T04:00:00.000Z');
    const before = await clock();
    const headers = { 'idempotency-key': 'gemstones' };
    const first = await order('manager', ORDER, '', headers);
    expect([first.status, first.body]).toMatchObject([
      200,
      { suspension: { stage: 'suspended', orderedBy: 'manager@demo.test' } },
    ]);
    const again = await order('manager', ORDER, '', headers);
    expect(Object(again.body).suspension).toEqual(Object(first.body).suspension);
    expect((await order('manager', { ...ORDER, reason: 'Another' }, '', headers)).status).toBe(422);
    ids['suspension'] = Object(first.body).suspension.id;
    expect([(await look('stones')).state, (await look('mill')).stage]).toEqual([
      { permits: 'suspended' },
      'application',
    ]);
    expect(await look('registration')).toMatchObject({
      state: { halted: 'bySifc' },
      turn: { cause: 'regime-suspended' },
    });
    expect([before, await clock()]).toMatchObject([{ status: 'running' }, { status: 'stopped', dueAt: null }]);
    expect((await site.ask('auditor', 'GET', '/api/suspensions')).body.items).toHaveLength(1);
  });

  it('holds what is filed while it stands', async () => {
    await act('investor', ids['draft'] ?? '', 'submit');
    expect(await look('draft')).toMatchObject({
      state: { application: 'suspended' },
      turn: { cause: 'regime-suspended' },
      data: { suspension: { regime: ids['suspension'], by: 'manager@demo.test' } },
    });
    expect(await site.service.regimes.finish()).toBe(0);
  });

  it('is carried on by the next process where one has died on the way', async () => {
    await site.service.database.write((query) =>
      query(
        `insert into suspensions (id, concerns, reason, basis, ordered_by, ordered_at, stage) values ($1, $2, $3, $4, $5, $6, 'suspending')`,
        ['died', 'sector == "textiles"', 'Yarn', 'SRO 1', 'manager@demo.test', 1746590400000],
      ),
    );
    expect(await site.service.regimes.finish()).toBe(1);
    expect((await look('mill')).state).toEqual({ application: 'suspended' });
    expect(await site.service.regimes.finish()).toBe(0);
    const lifted = await site.ask('manager', 'POST', '/api/suspensions/died/resume', { body: LIFTING });
    expect(cases(lifted)).toEqual([expect.objectContaining({ id: ids['mill'], possible: true })]);
    expect((await look('stones')).state).toEqual({ permits: 'suspended' });
  });

  it('is lifted for the cases it holds, whose clocks go on with what was left where the law forgives the time', async () => {
    await until('2025-11-21T04:00:00.000Z');
    const path = `/api/suspensions/${ids['suspension']}/resume`;
    const dry = await site.ask('manager', 'POST', `${path}?dryRun=true`, { body: LIFTING });
    const held = ['stones', 'draft', 'registration'].map((name) => expect.objectContaining({ id: ids[name] }));
    expect(cases(dry)).toEqual(expect.arrayContaining(held));
    expect((await site.ask('officer.sifc', 'POST', path, { body: LIFTING })).status).toBe(403);
    const lifted = await site.ask('manager', 'POST', path, { body: LIFTING });
    expect(lifted.body).toMatchObject({ suspension: { stage: 'lifted', liftBasis: LIFTING.basis } });
    expect((await look('stones')).state).toEqual({ permits: { underway: { approvals: 'waiting' } } });
    expect((await look('draft')).state).toEqual({ application: { underway: { screening: 'asking' } } });
    expect(await clock()).toMatchObject({ status: 'running', dueAt: expect.stringMatching(/^2025-12-/) });
    const again = await site.ask('manager', 'POST', path, { body: LIFTING });
    expect([again.status, cases(again)]).toEqual([200, []]);
    expect((await site.ask('manager', 'POST', '/api/suspensions/none/resume', { body: LIFTING })).status).toBe(404);
  });

  it('charges the time of the suspension to the lead agency, to the second', async () => {
    const { body } = await site.ask('auditor', 'GET', `/api/cases/${ids['registration']}/ledger`);
    const suspended = body.items.filter(({ cause }) => cause === 'regime-suspended');
    expect(suspended).toEqual([
      {
        holder: 'sifc',
        cause: 'regime-suspended',
        from: '2025-05-07T04:00:00.000Z',
        to: '2025-11-21T04:00:00.000Z',
        seconds: 198 * 86_400,
      },
    ]);
  });
});
